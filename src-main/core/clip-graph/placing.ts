import type { ClipPlace, ClipSpec, VideoFacts } from '../../../src-shared/plans/media.ts'

/** A picture inside the box: how large the source is scaled, what of it is kept, and where that lies. Whole pixels. */
export type Fitting = {
  /** Size that the upright source is scaled to. */
  scaled: { width: number; height: number }
  /** What is kept of it, and from where; the size of the coded picture before it is turned. */
  kept: { x: number; y: number; width: number; height: number }
  /** What is seen of `kept`, and where it lies in the box. Odd sizes are coded one pixel larger. */
  place: ClipPlace
}

/** Chroma of 4:2:0 and 4:2:2 lies on a coarser grid: coded sizes and places are multiples of these. */
export function grid(composeIn: ClipSpec['composeIn']): { x: number; y: number } {
  return { x: composeIn === 'yuv444p' ? 1 : 2, y: composeIn === 'yuv420p' ? 2 : 1 }
}

export function fitting(spec: ClipSpec, shown: Pick<VideoFacts, 'shownWidth' | 'shownHeight'>): Fitting {
  const step = grid(spec.composeIn)
  const box = { width: up(spec.width, step.x), height: up(spec.height, step.y) }
  const ratio = { x: spec.width / shown.shownWidth, y: spec.height / shown.shownHeight }
  const whole = { left: 0, top: 0, width: spec.width, height: spec.height }
  switch (spec.fit) {
    case 'fill':
      return { scaled: box, kept: { x: 0, y: 0, ...box }, place: whole }
    case 'cover': {
      const scale = Math.max(ratio.x, ratio.y)
      const width = Math.max(box.width, near(shown.shownWidth * scale, step.x))
      const height = Math.max(box.height, near(shown.shownHeight * scale, step.y))
      const from = (share: number, full: number, part: number, by: number) =>
        Math.min(full - part, Math.max(0, near(share * full - part / 2, by)))
      return {
        scaled: { width, height },
        kept: {
          x: from(spec.focus.x, width, box.width, step.x),
          y: from(spec.focus.y, height, box.height, step.y),
          ...box,
        },
        place: whole,
      }
    }
    case 'contain': {
      const scale = Math.min(ratio.x, ratio.y)
      const width = Math.max(step.x, Math.min(box.width, near(shown.shownWidth * scale, step.x)))
      const height = Math.max(step.y, Math.min(box.height, near(shown.shownHeight * scale, step.y)))
      const seen = { width: Math.min(width, spec.width), height: Math.min(height, spec.height) }
      return {
        scaled: { width, height },
        kept: { x: 0, y: 0, width, height },
        place: {
          left: near((spec.width - seen.width) / 2, step.x),
          top: near((spec.height - seen.height) / 2, step.y),
          ...seen,
        },
      }
    }
  }
}

/** Where a fitted picture lies once it is turned about its own middle, which is the box's. */
export function turned(place: ClipPlace, degrees: number, composeIn: ClipSpec['composeIn']): ClipPlace {
  if (degrees % 360 === 0) return place
  const step = grid(composeIn)
  const angle = (degrees * Math.PI) / 180
  const [sin, cos] = [Math.abs(Math.sin(angle)), Math.abs(Math.cos(angle))]
  const side = (a: number, b: number, by: number) => up(Math.ceil(a * cos + b * sin - 1e-6), by)
  const width = side(place.width, place.height, step.x)
  const height = side(place.height, place.width, step.y)
  return {
    left: near(place.left + (place.width - width) / 2, step.x),
    top: near(place.top + (place.height - height) / 2, step.y),
    width,
    height,
  }
}

function near(value: number, step: number): number {
  return Math.round(value / step) * step
}

function up(value: number, step: number): number {
  return Math.ceil(value / step) * step
}
