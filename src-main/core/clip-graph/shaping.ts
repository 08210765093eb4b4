import type { ClipPlace, ClipSpec, VideoFacts } from '../../../src-shared/plans/media.ts'

/** A picture stored lying or mirrored, made upright; after the scaling, which then has fewer pixels to move. */
export function upright(video: Pick<VideoFacts, 'rotation' | 'mirrored'>): string[] {
  const turn: Record<number, string[]> = {
    90: ['transpose=clock'],
    180: ['hflip', 'vflip'],
    270: ['transpose=cclock'],
  }
  return [...(video.mirrored ? ['hflip'] : []), ...(turn[video.rotation] ?? [])]
}

/**
 * Chroma planes are smaller than luma in 4:2:0 and 4:2:2, and gblur counts in samples of each plane. One step of it is
 * pointed in the middle, three are a bell.
 */
function gaussian(sigma: number, format: string): string[] {
  const text = (value: number) => String(Number(value.toFixed(3)))
  if (/444/.test(format)) return [`gblur=sigma=${text(sigma)}:steps=3`]
  const chroma = `sigma=${text(sigma / 2)}${/422/.test(format) ? `:sigmaV=${text(sigma)}` : ''}`
  return [`gblur=sigma=${text(sigma)}:steps=3:planes=9`, `gblur=${chroma}:steps=3:planes=6`]
}

/**
 * A Gaussian blur. A wide one is made on a smaller picture: nothing that it would keep is finer, and it costs a
 * fraction (20 px at 1080p: over 50 ms a frame directly).
 */
export function blurred(sigma: number, size: { width: number; height: number }, format: string): string[] {
  if (sigma <= 0) return []
  let by = 1
  while (sigma / (by * 2) >= 3 && by < 16) by *= 2
  const side = (value: number) => Math.max(4, 2 * Math.round(value / by / 2))
  const small = { width: side(size.width), height: side(size.height) }
  if (by === 1 || small.width < 8 || small.height < 8) return gaussian(sigma, format)
  // Averaging `by` pixels has a spread of its own; the two add up as squares.
  const rest = Math.sqrt(sigma ** 2 - (by ** 2 - 1) / 12) / by
  return [
    `scale=${small.width}:${small.height}:flags=area+accurate_rnd`,
    ...gaussian(rest, format),
    `scale=${size.width}:${size.height}:flags=bicubic+accurate_rnd`,
  ]
}

/** Turns an opaque picture. Its edges are smeared outward first: the mask cuts them, and no black may bleed in. */
export function turnedOpaque(degrees: number, place: ClipPlace): string[] {
  return [
    'pad=iw+8:ih+8:4:4',
    'fillborders=left=4:right=4:top=4:bottom=4:mode=smear',
    `rotate=${radians(degrees)}:ow=${place.width}:oh=${place.height}:c=black`,
  ]
}

/** Turns a picture whose colours are multiplied by its alpha: black and clear around it. */
export function turnedClear(degrees: number, place: ClipPlace): string[] {
  return [`rotate=${radians(degrees)}:ow=${place.width}:oh=${place.height}:c=black@0`]
}

/**
 * The shape of what is seen, as luma of one picture of `size`: a rectangle with round corners, turned about the
 * middle, with soft edges of one pixel; inside it is `opacity`. By the distance to the outline, so it is right at any
 * angle and size.
 */
export function shapeOf(
  spec: Pick<ClipSpec, 'radius' | 'opacity' | 'rotation'>,
  seen: { width: number; height: number },
  size: { width: number; height: number },
  bitDepth: number,
): string {
  const full = Math.round((2 ** bitDepth - 1) * spec.opacity)
  const grey = 2 ** (bitDepth - 1)
  const chroma = `cb=${grey}:cr=${grey}`
  if (spec.radius <= 0 && spec.rotation % 360 === 0) return `geq=lum=${full}:${chroma}`
  const radius = Math.min(spec.radius, seen.width / 2, seen.height / 2)
  const angle = (spec.rotation * Math.PI) / 180
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)].map((value) => Number(value.toFixed(9)))
  const straight = spec.rotation % 360 === 0
  // The middle of what is seen: of the whole turned picture, or of the part that isn't padding.
  const [x, y] = straight
    ? [`(X+0.5-${seen.width / 2})`, `(Y+0.5-${seen.height / 2})`]
    : [`(X+0.5-${size.width / 2})`, `(Y+0.5-${size.height / 2})`]
  const along = straight ? x : `(${x}*${cos}+${y}*${sin})`
  const across = straight ? y : `(${y}*${cos}-${x}*${sin})`
  const outX = `st(0,abs(${along})-${seen.width / 2 - radius})`
  const outY = `st(1,abs(${across})-${seen.height / 2 - radius})`
  const distance = `hypot(max(ld(0),0),max(ld(1),0))+min(max(ld(0),ld(1)),0)-${radius}`
  return `geq=lum='${outX};${outY};${full}*clip(0.5-(${distance}),0,1)':${chroma}`
}

function radians(degrees: number): string {
  return ((degrees * Math.PI) / 180).toFixed(9)
}
