import { createComparison } from '../../../src-shared/quality/compare-frames.ts'
import { type PictureFacts, pictureSeries } from '../../../src-shared/quality/facts.ts'

const mostFaults = 20

/**
 * The facts of a video from those of its segments, in their order: the same, to the last digit, as if it had been measured whole.
 * Over each border the first frame is compared with the last one before. All have one size and one rate; throws where they don't, and
 * for none at all.
 */
export function combine(segments: readonly PictureFacts[]): PictureFacts {
  const slices = combineInSlices(segments)
  for (;;) {
    const slice = slices.next()
    if (slice.done === true) return slice.value
  }
}

/** The same with stops, so that nobody has to wait for all of it. */
export function* combineInSlices(segments: readonly PictureFacts[]): Generator<undefined, PictureFacts> {
  const parts = segments.filter(({ frames }) => frames > 0)
  const [first, last] = [parts[0] ?? segments[0], parts.at(-1) ?? segments[0]]
  if (first === undefined || last === undefined) throw new TypeError('a video has a segment at least')
  const frames = parts.reduce((sum, part) => sum + part.frames, 0)
  const same = JSON.stringify([first.small, first.rate])
  const series = Object.fromEntries(pictureSeries.map((name) => [name, new Float32Array(frames)])) as Record<
    (typeof pictureSeries)[number],
    Float32Array
  >
  const tiles = new Uint8Array(parts.reduce((sum, part) => sum + part.tiles.length, 0))
  const compare = createComparison(first.small)
  let at = 0
  let tileAt = 0
  let before: PictureFacts | null = null
  for (const part of parts) {
    if (JSON.stringify([part.small, part.rate]) !== same)
      throw new TypeError('segments of one video have one size and one rate')
    for (const name of pictureSeries) series[name].set(part.series[name], at)
    tiles.set(part.tiles, tileAt)
    if (before !== null)
      for (const [name, figure] of Object.entries(compare(before.last, part.first)))
        series[name as keyof ReturnType<typeof compare>][at] = figure
    at += part.frames
    tileAt += part.tiles.length
    before = part
    yield
  }
  const faults = [...new Set(segments.flatMap((part) => part.faults))].slice(0, mostFaults)
  return { ...first, frames, series, tiles, first: first.first, last: last.last, faults }
}
