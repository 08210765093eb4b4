import type { Region } from '../../../src-shared/quality/inspection.ts'

/** A whole frame, `rgb24`. */
export type FullFrame = { rgb: Uint8Array; width: number; height: number }
/** A raster, straight alpha. */
export type Drawing = { rgba: Uint8Array; width: number; height: number }

/** A plain loop: it is asked of each pixel. */
export function isIn(x: number, y: number, regions: readonly Region[]): boolean {
  for (const region of regions)
    if (x >= region.x && y >= region.y && x < region.x + region.width && y < region.y + region.height)
      return true
  return false
}

/** Light of 0..255 values as a video's luma has it. */
export const lumaOf = (red: number, green: number, blue: number): number =>
  0.2126 * red + 0.7152 * green + 0.0722 * blue

/** Relative luminance after WCAG 2, of 0..255 values. */
export const luminanceOf = (red: number, green: number, blue: number): number =>
  0.2126 * linear[red]! + 0.7152 * linear[green]! + 0.0722 * linear[blue]!

const linear = Float64Array.from({ length: 256 }, (_, value) => {
  const share = value / 255
  return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
})

/** WCAG's contrast ratio of two relative luminances. */
export const ratioOf = (one: number, other: number): number =>
  (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
