import type { QualityFinding, Region } from '../../src-shared/quality/inspection.ts'
import type { Comment, ReviewSegment } from '../../src-shared/review/review.ts'

/** The digit that chooses the reason at a place of the list: 1 to 9, then 0. */
export const digitOf = (place: number): string => String((place + 1) % 10)

/** Where a stretch of frames lies on a line, in per cent of its width; so wide that it can be seen. */
export function stretchOnLine(from: number, to: number, frames: number): { left: string; width: string } {
  const least = 0.4
  const width = Math.min(100, Math.max(least, ((to - from) / frames) * 100))
  const left = Math.min(100 - width, Math.max(0, (from / frames) * 100))
  return { left: `${left}%`, width: `${width}%` }
}

/** Frames at which a finding or a remark begins, each once, in order. */
export function stopsOf(
  findings: readonly Pick<QualityFinding, 'from'>[],
  comments: readonly Pick<Comment, 'from'>[],
): number[] {
  const all = [
    ...findings.flatMap(({ from }) => (from === null ? [] : [from])),
    ...comments.map(({ from }) => from),
  ]
  return [...new Set(all)].sort((one, other) => one - other)
}

/** The stop that a step leads to from a frame, round and round; null: there is none. */
export function stopBeside(stops: readonly number[], frame: number, step: 1 | -1): number | null {
  if (step === 1) return stops.find((stop) => stop > frame) ?? stops[0] ?? null
  return stops.findLast((stop) => stop < frame) ?? stops.at(-1) ?? null
}

/** Shared stretches that show a frame. */
export const segmentAt = (segments: readonly ReviewSegment[], frame: number): ReviewSegment | null =>
  segments.find(({ from, to }) => frame >= from && frame < to) ?? null

type Frame = { width: number; height: number }

/** The part of the frame between two points, given as shares of its sides; null: too small to be meant. */
export function regionBetween(
  one: { x: number; y: number },
  other: { x: number; y: number },
  frame: Frame,
): Region | null {
  const clamp = (share: number) => Math.min(1, Math.max(0, share))
  const left = Math.round(Math.min(clamp(one.x), clamp(other.x)) * frame.width)
  const right = Math.round(Math.max(clamp(one.x), clamp(other.x)) * frame.width)
  const top = Math.round(Math.min(clamp(one.y), clamp(other.y)) * frame.height)
  const bottom = Math.round(Math.max(clamp(one.y), clamp(other.y)) * frame.height)
  const least = Math.max(4, Math.round(Math.min(frame.width, frame.height) / 100))
  if (right - left < least || bottom - top < least) return null
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Where a region begins that is placed by keys: in the middle. */
export const regionInMiddle = ({ width, height }: Frame): Region => ({
  x: Math.round(width / 3),
  y: Math.round(height / 3),
  width: Math.round(width / 3),
  height: Math.round(height / 3),
})

/** Moved by an arrow, or sized; it stays in the frame. null: the key does neither. */
export function regionByKey(region: Region, key: string, sized: boolean, frame: Frame): Region | null {
  const across = Math.max(1, Math.round(frame.width / 50))
  const down = Math.max(1, Math.round(frame.height / 50))
  const steps: Record<string, [number, number] | undefined> = {
    ArrowLeft: [-across, 0],
    ArrowRight: [across, 0],
    ArrowUp: [0, -down],
    ArrowDown: [0, down],
  }
  const step = steps[key]
  if (step === undefined) return null
  const [x, y] = step
  if (sized)
    return {
      ...region,
      width: Math.min(frame.width - region.x, Math.max(across, region.width + x)),
      height: Math.min(frame.height - region.y, Math.max(down, region.height + y)),
    }
  return {
    ...region,
    x: Math.min(frame.width - region.width, Math.max(0, region.x + x)),
    y: Math.min(frame.height - region.height, Math.max(0, region.y + y)),
  }
}

/** Where a region lies over a picture, in per cent. */
export function regionOnPicture(region: Region, { width, height }: Frame) {
  const share = (part: number, whole: number) => `${(part / whole) * 100}%`
  return {
    left: share(region.x, width),
    top: share(region.y, height),
    width: share(region.width, width),
    height: share(region.height, height),
  }
}

/** How many videos each page of a contact sheet has. */
export function pagesOf(total: number, page: number): number[] {
  const full = Math.floor(total / page)
  return [...Array<number>(full).fill(page), ...(total % page === 0 ? [] : [total % page])]
}
