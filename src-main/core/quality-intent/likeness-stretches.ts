import { diceOf } from '../../../src-shared/review/chance.ts'
import type { Rate } from '../../../src-shared/templates/formats.ts'

/** Frames of one segment that are compared: `from` counts within it, `at` within the video. */
export type ComparedStretch = { segment: number; from: number; count: number; at: number }

/** So many windows, each so many seconds; what is shorter than all of them is compared whole. */
const windows = 3
const seconds = 2

/**
 * Where a finished video is compared with its plan: all of a short one, of a longer one a window in each third, drawn by
 * the seed. A window that reaches over several segments has a stretch in each.
 */
export function likenessStretches(
  segments: readonly { frames: number }[],
  rate: Rate,
  seed: number,
): ComparedStretch[] {
  const frames = segments.reduce((sum, segment) => sum + segment.frames, 0)
  const length = Math.round((seconds * rate.num) / rate.den)
  if (frames <= windows * length) return within(segments, 0, frames)
  const dice = diceOf(seed)
  return Array.from({ length: windows }, (_, third) => {
    const first = Math.floor((third * frames) / windows)
    const room = Math.floor(((third + 1) * frames) / windows) - first - length
    const from = first + dice.roll(Math.max(1, room + 1))
    return within(segments, from, Math.min(frames, from + length))
  }).flat()
}

function within(segments: readonly { frames: number }[], from: number, to: number): ComparedStretch[] {
  let begin = 0
  return segments.flatMap(({ frames }, segment) => {
    const [first, after] = [Math.max(from, begin), Math.min(to, begin + frames)]
    const stretch = { segment, from: first - begin, count: after - first, at: first }
    begin += frames
    return stretch.count > 0 ? [stretch] : []
  })
}
