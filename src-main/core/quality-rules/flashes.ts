import { createRedness, luminance } from '../../../src-shared/quality/compare-frames.ts'
import { type PictureFacts, tileGrid } from '../../../src-shared/quality/facts.ts'
import type { Stretch } from '../../../src-shared/quality/intent.ts'
import { isWithin, type Judging, type Slices, sliceFrames } from './judging.ts'

/*
 * After WCAG 2.3.1 and Ofcom's guidance: a general flash is a pair of opposing changes of relative luminance by a tenth or more,
 * where the darker is below 0.8; a red flash is a pair of opposing changes to and from saturated red. What flashes together
 * covers a quarter of the picture or more. More than three in any one second are dangerous.
 */

const many = tileGrid * tileGrid
const step = 0.1
const darker = 0.8
const redStep = 20

/** Frames in which a quarter of the picture or more rose (1) or fell (-1); never twice the same way in a row. */
type Turn = { frame: number; way: 1 | -1 }

export function* judgeFlashes({ tell, limit, intent, fps, isOn }: Judging, picture: PictureFacts): Slices {
  const [most, area] = [limit('picture.flashes', 'aSecond'), limit('picture.flashes', 'area')]
  if (!isOn('picture.flashes') || most === null || area === null) return
  const redness = createRedness(picture.small)
  const light = (at: number) => luminance[picture.tiles[at]!]!
  const red = (at: number) => redness(picture.tiles[at]!, picture.tiles[at + 1]!, picture.tiles[at + 2]!)
  const isMeant = (frame: number) => intent !== null && isWithin(frame, intent.flashes, 1)
  const { lighter, darker: fell } = picture.series
  const general = yield* turnsOf(
    picture,
    area,
    light,
    (was, is) => Math.min(was, is) < darker,
    step,
    (frame) => [lighter[frame]!, fell[frame]!],
  )
  const ofRed = yield* turnsOf(
    picture,
    area,
    red,
    () => true,
    redStep,
    () => [0, 0],
  )
  for (const [turns, isRed] of [
    [general, false],
    [ofRed, true],
  ] as const)
    for (const { from, to, flashes } of tooMany(
      turns.filter(({ frame }) => !isMeant(frame)),
      most,
      fps,
    ))
      tell('picture.flashes', {
        from,
        to,
        figure: flashes,
        threshold: most,
        message: isRed
          ? `The picture flashes red ${flashes} times within a second; more than ${most} can cause seizures.`
          : `The picture flashes ${flashes} times within a second; more than ${most} can cause seizures.`,
        whatToDo: 'Slow the flashes down, or make them smaller or fainter.',
      })
}

/**
 * Follows each tile from one extreme to the next, so that a change that takes several frames counts as one, when it is whole. `whole`
 * tells what rose and fell from one frame to the next pixel by pixel, which finds patterns that are finer than a tile.
 */
function* turnsOf(
  { frames, tiles }: PictureFacts,
  area: number,
  valueAt: (at: number) => number,
  counts: (was: number, is: number) => boolean,
  least: number,
  whole: (frame: number) => readonly [number, number],
): Generator<undefined, Turn[]> {
  const bytes = many * 3
  // The value each tile last turned at, and the way that it has gone since (0: none far enough).
  const extreme = new Float64Array(many)
  const way = new Int8Array(many)
  for (let tile = 0; tile < many; tile++) extreme[tile] = valueAt(tile * 3)
  const turns: Turn[] = []
  let lately: { frame: number; rose: number; fell: number }[] = []
  for (let frame = 1; frame < frames; frame++) {
    if (frame % sliceFrames === 0) yield
    let rose = 0
    let fell = 0
    for (let tile = 0; tile < many; tile++) {
      const at = frame * bytes + tile * 3
      if (tiles[at] === tiles[at - bytes] && tiles[at + 2] === tiles[at + 2 - bytes]) continue
      const is = valueAt(at)
      const was = extreme[tile]!
      if (way[tile] === 1 ? is >= was : way[tile] === -1 ? is <= was : false) extreme[tile] = is
      else if (Math.abs(is - was) >= least && counts(was, is)) {
        if (is > was) rose++
        else fell++
        way[tile] = is > was ? 1 : -1
        extreme[tile] = is
      }
    }
    // Tiles of one flash turn within a frame or two of each other.
    lately = [...lately.filter((one) => frame - one.frame < 3), { frame, rose, fell }]
    const sum = (which: 'rose' | 'fell') => lately.reduce((all, one) => all + one[which], 0) / many
    const [up, down] = whole(frame)
    const [isUp, isDown] = [Math.max(up, sum('rose')) >= area, Math.max(down, sum('fell')) >= area]
    if (!isUp && !isDown) continue
    const last = turns.at(-1)
    // Where halves of a pattern change places, both ways are gone at once.
    const next = isUp && isDown ? (last?.way === 1 ? -1 : 1) : isUp ? 1 : -1
    if (last?.way === next) continue
    turns.push({ frame, way: next })
    lately = []
  }
  return turns
}

/** Stretches in which there are more flashes (pairs of turns) in a second than may be. */
function tooMany(turns: readonly Turn[], most: number, fps: number): (Stretch & { flashes: number })[] {
  const found: (Stretch & { flashes: number })[] = []
  for (let first = 0, last = 0; last < turns.length; last++) {
    while (turns[last]!.frame - turns[first]!.frame >= fps) first++
    const flashes = Math.floor((last - first + 1) / 2)
    if (flashes <= most) continue
    const [from, to] = [turns[first]!.frame, turns[last]!.frame + 1]
    const before = found.at(-1)
    if (before !== undefined && from <= before.to) {
      before.to = to
      before.flashes = Math.max(before.flashes, flashes)
    } else found.push({ from, to, flashes })
  }
  return found
}
