import { type PictureFacts, tileGrid } from '../../../src-shared/quality/facts.ts'
import { type Judging, median, outside, seconds, stretches } from './judging.ts'

/** The share of pixels that `dark` counts below. */
const countedLight = 0.05
/** Nothing at all is seen in a picture whose lightest and darkest hundredth are nearer than that, */
const even = 0.03
/** and of which fewer tiles than that differ in light and colour from the middle one by more than rounding makes them. */
const seenTiles = 0.05
const seenSteps = 2
/** In a fade no step is so much of the whole: a picture that goes at once, and was getting darker before, does not fade. */
const mostOfFade = 0.6

/** Pictures in which nothing is seen. */
export function judgeBlack({ tell, limit, intent, fps, isOn }: Judging, picture: PictureFacts): void {
  const [least, light, pixels] = ['seconds', 'light', 'pixels'].map((name) => limit('picture.black', name))
  if (!isOn('picture.black') || least == null || light == null || pixels == null) return
  const { frames, series } = picture
  const isBlack = (frame: number) => darkBelow(series, frame, light) >= pixels
  if (intent !== null) {
    for (const found of stretches(frames, isBlack).flatMap((one) => outside(one, intent.black, 2)))
      if ((found.to - found.from) / fps >= least - 1e-6) note(found.from, found.to)
    return
  }
  for (const { from, to } of stretches(frames, (frame) => isBlack(frame) && isEmpty(picture, frame))) {
    const length = (to - from) / fps
    if (length < least - 1e-6 || isOpening(from, to, frames, fps)) continue
    const fades = fadesInto(series, from, fps) || fadesInto(series, to, fps, -1)
    if (fades && length < 2) continue
    note(from, to)
  }

  function note(from: number, to: number): void {
    const length = (to - from) / fps
    tell('picture.black', {
      from,
      to,
      figure: length,
      threshold: least,
      message: `The picture is black for ${seconds(length)}.`,
      whatToDo:
        intent === null
          ? 'Look whether it is meant; else export it again.'
          : 'Render it again; if it stays black, look at the scene and its clip.',
    })
  }
}

/** The share of pixels below some light, between what is known: 0.05, and the darkest and lightest hundredth. */
function darkBelow(series: PictureFacts['series'], frame: number, light: number): number {
  const [low, high, dark] = [series.low[frame]!, series.high[frame]!, series.dark[frame]!]
  if (Math.abs(light - countedLight) < 1e-6) return dark
  const known = [
    [low, 0.01],
    [countedLight, dark],
    [high, 0.99],
  ].sort(([a], [b]) => a! - b!) as [number, number][]
  if (light >= high) return Math.max(0.99, light >= countedLight ? dark : 0)
  if (light < known[0]![0]) return 0
  for (let at = 1; at < known.length; at++) {
    const [[before, share], [after, next]] = [known[at - 1]!, known[at]!]
    if (light < after) return share + ((light - before) / (after - before)) * (next - share)
  }
  return 0.99
}

/** A night scene is dark, and something is in it. */
function isEmpty({ series, tiles }: PictureFacts, frame: number): boolean {
  if (series.high[frame]! - series.low[frame]! >= even) return false
  const many = tileGrid * tileGrid
  const own = tiles.subarray(frame * many * 3, (frame + 1) * many * 3)
  const middle = [0, 1, 2].map((part) => median([...own].filter((_, at) => at % 3 === part)))
  let seen = 0
  for (let at = 0; at < own.length; at += 3) {
    const apart = [0, 1, 2].reduce((sum, part) => sum + Math.abs(own[at + part]! - middle[part]!), 0)
    if (apart >= seenSteps) seen++
  }
  return seen < seenTiles * many
}

/** Before a film begins and after it has ended, a moment of black is usual. */
const isOpening = (from: number, to: number, frames: number, fps: number): boolean =>
  (from === 0 || to === frames) && to - from < Math.min(2 * fps, frames / 2)

/** Whether light goes down evenly to black over at least a fifth of a second before `frame` (or after it, backwards). */
function fadesInto(series: PictureFacts['series'], frame: number, fps: number, direction = 1): boolean {
  const steps = Math.max(3, Math.round(fps / 5))
  let before = direction === 1 ? frame : frame - 1
  const end = series.light[before]!
  let fell = 0
  let most = 0
  for (let step = 0; step < steps; step++) {
    const next = before - direction
    if (next < 0 || next >= series.light.length) break
    const rise = series.light[next]! - series.light[before]!
    if (rise < -0.005 || rise > 0.25) return false
    if (rise > 0.001) fell++
    most = Math.max(most, rise)
    before = next
  }
  return fell >= 3 && most <= mostOfFade * (series.light[before]! - end)
}
