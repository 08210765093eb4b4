import type { PictureFacts } from '../../../src-shared/quality/facts.ts'
import { tileGrid } from '../../../src-shared/quality/facts.ts'
import type { Stretch } from '../../../src-shared/quality/intent.ts'
import {
  isWithin,
  type Judging,
  median,
  outside,
  type Slices,
  seconds,
  sliceFrames,
  stretches,
} from './judging.ts'

/** What coding does to a picture that stands still: mean, and of the tile that changed most. */
const stillMean = 0.0007
const stillTile = 0.006
/** A key frame within a still picture is coded anew: for one frame it changes by a little more. */
const popMean = 0.004
const popTile = 0.03
/** Less than that between two pictures is no movement that could stumble. */
const movement = 0.0025
/** More than that is a cut, unless both sides of it are of one shot. */
const cut = 0.12
/** So is a step that is so much longer than those around it. */
const cutTimes = 2.5
/** Mean of how far light and colours of two pictures of one shot are apart, in steps, whatever stands where in them. */
const oneShot = 8
/** How much what changes in a jump goes together with the movement before and after it: the movement goes on, further on. */
const goesOn = 0.4

/** Pictures that stand still, come twice, or are missing. */
export function* judgeMotion(judging: Judging, picture: PictureFacts): Slices {
  frozen(judging, picture)
  yield
  repeated(judging, picture)
  yield
  yield* skipped(judging, picture)
}

const isStill = ({ change, mostChange }: PictureFacts['series'], frame: number): boolean =>
  frame > 0 && change[frame]! < stillMean && mostChange[frame]! < stillTile
const isPop = ({ change, mostChange }: PictureFacts['series'], frame: number): boolean =>
  change[frame]! < popMean && mostChange[frame]! < popTile

/** Nothing is there that could move. */
const isPlain = ({ high, low }: PictureFacts['series'], frame: number): boolean =>
  high[frame]! - low[frame]! < 0.03

/** Stretches in which the same picture stands; the first frame of each is the one that stays. */
function stillStretches({ frames, series }: PictureFacts): Stretch[] {
  const parts = stretches(frames, (frame) => isStill(series, frame))
  const joined: Stretch[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (last !== undefined && part.from - last.to <= 1 && isPop(series, last.to)) last.to = part.to
    else joined.push({ from: part.from - 1, to: part.to })
  }
  return joined
}

function frozen({ tell, limit, intent, fps }: Judging, picture: PictureFacts): void {
  const least = limit('picture.frozen', 'seconds')
  if (least === null) return
  const { series } = picture
  for (const found of stillStretches(picture)) {
    if (isPlain(series, found.from)) continue
    const parts = intent === null ? [found] : outside(found, intent.still, 2)
    for (const part of parts) {
      const length = (part.to - part.from) / fps
      if (length < least - 1e-6) continue
      if (intent === null ? !breaksMovement(picture, part, fps) : creeps(picture, part, fps)) continue
      tell('picture.frozen', {
        ...part,
        figure: length,
        threshold: least,
        message:
          intent === null
            ? `The picture stands still for ${seconds(length)}, and moves before and after.`
            : `The picture stands still for ${seconds(length)} where something should move.`,
        whatToDo:
          intent === null
            ? 'Look whether it is meant; else export it again.'
            : 'Render it again; if it stands still again, look at the scene and its clip.',
        atMost: 'warning',
      })
    }
  }
}

/**
 * Whether a still picture stands in the middle of a movement: all over the picture it stops at once, and goes on at once, in the
 * same shot. A title card comes by a cut or a fade and goes in the same way; an animation slows down or moves in places.
 */
function breaksMovement(picture: PictureFacts, { from, to }: Stretch, fps: number): boolean {
  const { frames, series } = picture
  const around = Math.max(4, Math.round(fps / 5))
  if (from < around || to + around > frames) return false
  const before = [...series.change.subarray(from - around + 1, from + 1)]
  const after = [...series.change.subarray(to + 1, to + around)]
  // It comes or goes by a cut: a card, or another shot.
  const [usualBefore, usualAfter] = [median(before), median(after)]
  for (let frame = from - around + 1; frame <= from; frame++)
    if (isCut(picture, frame, usualBefore)) return false
  for (let frame = to; frame < to + around; frame++) if (isCut(picture, frame, usualAfter)) return false
  if (Math.min(usualBefore, usualAfter) < movement) return false
  // The last step is as long as those before: it does not slow down.
  if (before.at(-1)! < 0.4 * usualBefore || after[0]! < 0.4 * usualAfter) return false
  if (fades(picture, from - around, from) || fades(picture, to, to + around)) return false
  const wide = 0.4
  return (
    movingTiles(picture, from - around, from) >= wide && movingTiles(picture, to, to + around - 1) >= wide
  )
}

/** Whether another shot begins at a frame. */
function isCut({ series, tiles }: PictureFacts, frame: number, usual: number): boolean {
  const change = series.change[frame]!
  if (change <= cut && change <= Math.max(2 * movement, cutTimes * usual)) return false
  let apart = 0
  for (const part of [0, 1, 2]) {
    const [was, is] = [frame - 1, frame].map((at) =>
      Float64Array.from({ length: tileGrid * tileGrid }, (_, tile) => partOf(tiles, at, tile, part)).sort(),
    )
    apart += was!.reduce((sum, value, at) => sum + Math.abs(value - is![at]!), 0) / was!.length
  }
  return apart > oneShot
}

/** Tiles that differ at both ends of a still stretch by more than coding makes them; in so many, something moves. */
const creptSteps = 2
const creptTiles = 0.02
/** Movement that is clearly more than coding: what stands still in the middle of it was stopped. */
const clearly = 2 * stillMean

/**
 * Whether something moves so slowly that no two neighbours show it: a slow zoom that comes to its end. Its tiles drift while it lasts,
 * or nothing around it moves faster either.
 */
function creeps({ tiles, series, frames }: PictureFacts, { from, to }: Stretch, fps: number): boolean {
  const many = tileGrid * tileGrid
  let drifted = 0
  for (let tile = 0; tile < many; tile++)
    if (Math.abs(lumaOf(tiles, to - 1, tile) - lumaOf(tiles, from, tile)) >= creptSteps) drifted++
  if (drifted >= creptTiles * many) return true
  const around = Math.max(4, Math.round(fps / 5))
  const usual = (first: number, last: number) => median([...series.change.subarray(first, last)])
  return (
    usual(Math.max(1, from - around), from + 1) < clearly &&
    usual(to, Math.min(frames, to + around)) < clearly
  )
}

/** Share of tiles whose mean light moves between two frames. */
function movingTiles({ tiles }: PictureFacts, from: number, to: number): number {
  const many = tileGrid * tileGrid
  let moving = 0
  for (let tile = 0; tile < many; tile++) {
    let way = 0
    for (let frame = from + 1; frame <= to; frame++)
      way += Math.abs(lumaOf(tiles, frame, tile) - lumaOf(tiles, frame - 1, tile))
    if (way >= 2) moving++
  }
  return moving / many
}

/** In a fade or a dissolve every tile goes one way, by even steps. */
function fades({ tiles }: PictureFacts, from: number, to: number): boolean {
  const many = tileGrid * tileGrid
  let going = 0
  let oneWay = 0
  for (let tile = 0; tile < many; tile++) {
    let [up, down] = [0, 0]
    for (let frame = from + 1; frame <= to; frame++) {
      const step = lumaOf(tiles, frame, tile) - lumaOf(tiles, frame - 1, tile)
      if (step > 0) up += step
      else down -= step
    }
    if (up + down < 4) continue
    going++
    if (Math.min(up, down) <= 0.05 * (up + down)) oneWay++
  }
  return going > 0 && oneWay >= 0.9 * going
}

/** Of a tile: 0 light, 1 and 2 colour. */
const partOf = (tiles: Uint8Array, frame: number, tile: number, part: number): number =>
  tiles[(frame * tileGrid * tileGrid + tile) * 3 + part]!
const lumaOf = (tiles: Uint8Array, frame: number, tile: number): number => partOf(tiles, frame, tile, 0)

/** Whether a step is more of the movement that is before and after it: at a cut what changes has nothing to do with that. */
function isOfMovement({ tiles, frames }: PictureFacts, frame: number): boolean {
  const changes = (from: number, to: number) =>
    Array.from(
      { length: tileGrid * tileGrid },
      (_, tile) => lumaOf(tiles, to, tile) - lumaOf(tiles, from, tile),
    )
  const step = changes(frame - 1, frame)
  // A slow movement shows only over several frames; after as many of a fast one it is another picture.
  return [1, 2, 4].some((reach) => {
    const before = changes(Math.max(0, frame - 1 - reach), frame - 1)
    const after = changes(frame, Math.min(frames - 1, frame + reach))
    const move = before.map((change, tile) => change + after[tile]!)
    return correlation(step, move) >= goesOn
  })
}

/** -1 to 1; 0 where one of the two never changes. */
function correlation(one: readonly number[], other: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [a, b] = [mean(one), mean(other)]
  let [both, ofOne, ofOther] = [0, 0, 0]
  for (const [at, value] of one.entries()) {
    both += (value - a) * (other[at]! - b)
    ofOne += (value - a) ** 2
    ofOther += (other[at]! - b) ** 2
  }
  return ofOne === 0 || ofOther === 0 ? 0 : both / Math.sqrt(ofOne * ofOther)
}

/** How far the picture moves in the steps around a frame, and by which share of that they differ at most, but for one of them. */
function pace({ series, frames }: PictureFacts, frame: number): { usual: number; uneven: number } | null {
  const near: number[] = []
  for (let at = Math.max(1, frame - 5); at <= Math.min(frames - 1, frame + 5); at++)
    if (at !== frame && !isStill(series, at)) near.push(series.change[at]!)
  if (near.length < 6) return null
  const usual = median(near)
  const apart = near.map((change) => Math.abs(change - usual) / usual).sort((a, b) => a - b)
  return { usual, uneven: apart.at(-2)! }
}

/** Frames that repeat the one before in the middle of a movement. */
function repeated({ tell, limit, intent, fps }: Judging, picture: PictureFacts): void {
  const most = limit('picture.repeated', 'frames')
  if (most === null) return
  const { series, frames } = picture
  const longest = Math.max(1, Math.round(fps / 4))
  const found = stillStretches(picture)
    .filter(({ from, to }) => {
      if (to - from - 1 > longest || isPlain(series, from) || from < 2 || to >= frames - 1) return false
      if (intent?.still.some((still) => still.from - 2 <= from && to <= still.to + 2)) return false
      const [before, after] = [series.change[from]!, series.change[to]!]
      return before > movement && after > movement && before < cut && after < cut
    })
    .map(({ from, to }) => ({ from: from + 1, to }))
  const many = found.reduce((sum, { from, to }) => sum + to - from, 0)
  const moving = series.change.reduce((sum, change) => sum + (change > movement ? 1 : 0), 0)
  // Drawn films show every picture twice, and that is how they are.
  if (intent === null && many > 0.3 * (moving + many)) return
  const groups = intent === null && isRegular(found, fps) ? [found] : withinSecond(found, fps)
  for (const group of groups) {
    const count = group.reduce((sum, { from, to }) => sum + to - from, 0)
    if (count < (intent === null ? Math.max(2, most) : most)) continue
    tell('picture.repeated', {
      from: group[0]!.from,
      to: group.at(-1)!.to,
      figure: count,
      threshold: most,
      message:
        count === 1
          ? 'Within a second one picture is shown again where another should come.'
          : group === found
            ? `At even distances ${count} pictures are shown again where others should come.`
            : `Within a second ${count} pictures are shown again where others should come.`,
      whatToDo:
        intent === null
          ? 'Look whether the frame rate was changed, and export it with that of its source.'
          : 'Render it again; if it comes back, see whether the frame rate of the clip fits.',
      atMost: 'warning',
    })
  }
}

/** Whether single pictures come again at even distances, as a changed frame rate makes them: that is no chance. */
function isRegular(found: readonly Stretch[], fps: number): boolean {
  const gaps = found.slice(1).map(({ from }, at) => from - found[at]!.from)
  return gaps.length >= 2 && gaps[0]! > 0.8 * fps && gaps.every((gap) => Math.abs(gap - gaps[0]!) <= 2)
}

/** A step that is much longer than all around it, in a movement that is even else. */
function* skipped({ tell, limit, intent, fps }: Judging, picture: PictureFacts): Slices {
  const most = limit('picture.skipped', 'frames')
  if (most === null) return
  const { series, frames } = picture
  const found: Stretch[] = []
  for (let frame = 5; frame < frames - 4; frame++) {
    if (frame % sliceFrames === 0) yield
    const change = series.change[frame]!
    if (change < 2 * movement || change > cut) continue
    // After a picture that stood, the jump is part of that.
    if ([-3, -2, -1, 1, 2, 3].some((near) => isStill(series, frame + near))) continue
    if (intent?.jumps.some((jump) => Math.abs(jump - frame) <= 2)) continue
    if (intent !== null && isWithin(frame, intent.flashes, 1)) continue
    const around = pace(picture, frame)
    if (around === null || around.usual < movement || around.uneven > 0.3) continue
    const least = 1 + Math.max(0.35, 3 * around.uneven)
    if (change >= least * around.usual && change <= 6 * around.usual && isOfMovement(picture, frame))
      found.push({ from: frame, to: frame + 1 })
  }
  for (const group of withinSecond(found, fps)) {
    if (group.length < most) continue
    tell('picture.skipped', {
      from: group[0]!.from,
      to: group.at(-1)!.to,
      figure: group.length,
      threshold: most,
      message:
        group.length === 1
          ? 'The movement jumps: a picture seems to be missing.'
          : `The movement jumps: ${group.length} pictures seem to be missing.`,
      whatToDo:
        intent === null
          ? 'Look whether the frame rate was changed, and export it with that of its source.'
          : 'Render it again; if it comes back, see whether the frame rate of the clip fits.',
      atMost: 'warning',
    })
  }
}

/** Neighbours that lie less than a second apart, together. */
function withinSecond(found: readonly Stretch[], fps: number): Stretch[][] {
  const groups: Stretch[][] = []
  for (const one of found) {
    const group = groups.at(-1)
    if (group !== undefined && one.from - group.at(-1)!.to < fps) group.push(one)
    else groups.push([one])
  }
  return groups
}
