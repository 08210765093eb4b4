import { open, readFile } from 'node:fs/promises'
import type { Sharp } from 'sharp'
import type { LayerLook, LookedLayer, LookFacts } from '../../../src-shared/quality/looks.ts'
import type { Drawing, FullFrame } from './full-frame.ts'
import { lookAtPicture } from './look-at-picture.ts'
import { lookAtText } from './look-at-text.ts'

/** Loaded when the first picture is read: most threads of this room never read one, and it takes a tenth of a second of a processor. */
async function pictureOf(path: string): Promise<Sharp> {
  const { default: sharp } = await import('sharp')
  // One thread of libvips here too: the farm counts what runs.
  sharp.cache(false)
  sharp.concurrency(1)
  return sharp(await readFile(path))
}

/** Whole frames as `rgb24`, one after the other in a file. */
export type FullFrames = { path: string; width: number; height: number; frames: readonly number[] }

/** Drawings that are kept between frames, in bytes. */
const mostKept = 96e6

/**
 * Compares frames of a finished video with what its layers were made of. One frame at a time is in memory. A frame that is missing
 * (the video is too short) shows nothing: its layers aren't there.
 */
export async function lookClosely(full: FullFrames, layers: readonly LookedLayer[]): Promise<LookFacts> {
  const facts: LookFacts = []
  const drawings = keptDrawings()
  const size = full.width * full.height * 3
  const file = await open(full.path, 'r')
  try {
    for (const [index, number] of full.frames.entries()) {
      const due = layers.flatMap((layer) => {
        const shown = layer.look.frames.find(({ frame }) => frame === number)
        if (shown !== undefined) return [{ layer, shown, expected: true }]
        return layer.look.absent.includes(number)
          ? [
              {
                layer,
                shown: { frame: number, above: [], veils: [], window: restingWindow(layer) },
                expected: false,
              },
            ]
          : []
      })
      if (due.length === 0) continue
      const bytes = Buffer.allocUnsafe(size)
      const { bytesRead } = await file.read(bytes, 0, size, index * size)
      const frame: FullFrame = { rgb: bytes, width: full.width, height: full.height }
      for (const { layer, shown, expected } of due) {
        const seen =
          bytesRead < size
            ? { ...nothing, matched: 0 }
            : layer.kind === 'text'
              ? lookAtText(frame, await drawings(layer.path), layer, shown)
              : lookAtPicture(frame, await drawings(layer.path), layer, shown)
        facts.push({ layer: layer.layer, frame: number, expected, ...seen })
      }
    }
  } finally {
    await file.close()
  }
  return facts
}

const nothing: Omit<LayerLook, 'layer' | 'frame' | 'expected' | 'matched'> = {
  alike: null,
  distinct: null,
  contrast: null,
  colourOff: null,
}

/** Of a picture that moves, what was seen when it was there. */
const restingWindow = ({ look }: LookedLayer) => look.frames[0]?.window ?? null

function keptDrawings(): (path: string) => Promise<Drawing> {
  const kept = new Map<string, Drawing>()
  let bytes = 0
  return async (path) => {
    const known = kept.get(path)
    if (known !== undefined) return known
    const drawing = await readDrawing(path)
    if (bytes + drawing.rgba.length > mostKept) {
      kept.clear()
      bytes = 0
    }
    kept.set(path, drawing)
    bytes += drawing.rgba.length
    return drawing
  }
}

async function readDrawing(path: string): Promise<Drawing> {
  const picture = await pictureOf(path)
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { rgba: data, width: info.width, height: info.height }
}

/** Of a fitted picture: where it is light, dark or clear, on a grid of 16 x 16. See `cell` of `core/quality-intent`. */
export async function lightCells(path: string): Promise<Uint8Array> {
  const [grid, samples] = [16, 4]
  const side = grid * samples
  const picture = await pictureOf(path)
  const rgba = await picture
    .ensureAlpha()
    .resize(side, side, { fit: 'fill', kernel: 'nearest' })
    .raw()
    .toBuffer()
  const cells = new Uint8Array(grid * grid)
  for (let row = 0; row < grid; row++)
    for (let column = 0; column < grid; column++) {
      let [lit, covered] = [0, 0]
      for (let y = row * samples; y < (row + 1) * samples; y++)
        for (let x = column * samples; x < (column + 1) * samples; x++) {
          const at = (y * side + x) * 4
          const alpha = rgba[at + 3]! / 255
          if (alpha >= 0.25) covered++
          const light = (0.2126 * rgba[at]! + 0.7152 * rgba[at + 1]! + 0.0722 * rgba[at + 2]!) / 255
          if (light * alpha > 0.1) lit++
        }
      const many = samples * samples
      cells[row * grid + column] = lit >= 0.75 * many ? 1 : covered === 0 ? 0 : 2
    }
  return cells
}
