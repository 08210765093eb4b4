import type { ReelPicture } from '../../../src-shared/plans/motion.ts'
import type { Axis } from './taps.ts'

/** The window of a picture that a frame shows: pixels of the whole picture, with fractions. */
export type Window = { left: number; top: number; width: number; height: number }

/** What of the picture is seen at frame `clock` of its own clock. */
export function windowAt(picture: ReelPicture, clock: number): Window {
  const { from, to, easing } = picture.motion
  const share = eased(Math.min(1, Math.max(0, clock / Math.max(1, picture.life - 1))), easing)
  const between = (a: number, b: number) => a + (b - a) * share
  const seen = 1 / between(from.zoom, to.zoom)
  const start = (middle: number) => ((1 - seen) * (1 + middle)) / 2
  return {
    left: picture.pictureWidth * start(between(from.x, to.x)),
    top: picture.pictureHeight * start(between(from.y, to.y)),
    width: picture.pictureWidth * seen,
    height: picture.pictureHeight * seen,
  }
}

/** Multiplied out: a power function may differ in its last bit from machine to machine. */
function eased(share: number, easing: ReelPicture['motion']['easing']): number {
  switch (easing) {
    case 'linear':
      return share
    case 'in':
      return share * share * share
    case 'out': {
      const rest = 1 - share
      return 1 - rest * rest * rest
    }
    case 'in-out':
      return share * share * (3 - 2 * share)
  }
}

/** One sample for each pixel. */
export function fullAxis(start: number, size: number, count: number, length: number): Axis {
  const step = size / count
  return { start: start + 0.5 * step - 0.5, step, count, length }
}

/** One sample for two columns, on the left one's middle (MPEG-2's siting, which players assume). */
export function halfColumns(start: number, size: number, count: number, length: number): Axis {
  const step = size / count
  return { start: (start + 0.5 * step - 0.5) / 2, step, count: halved(count), length: halved(length) }
}

/** One sample for two rows, between them. */
export function halfRows(start: number, size: number, count: number, length: number): Axis {
  const step = size / count
  return { start: start / 2 + 0.5 * step - 0.5, step, count: halved(count), length: halved(length) }
}

/** Samples of a halved plane. */
export function halved(size: number): number {
  return (size + 1) >> 1
}
