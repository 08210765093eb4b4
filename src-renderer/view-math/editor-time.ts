import type { EditorTimeline } from '../../src-shared/contract/editor.ts'
import { framesOf, type Rate } from '../../src-shared/templates/formats.ts'
import type { DraftLayer, DraftScene } from './editor-draft.ts'

/** One turn of a scene on the clock of the video, in frames. `over`: those that it shares with the scene before. */
export type SceneTime = { scene: number; turn: number; from: number; to: number; over: number }

/**
 * When the scenes of a draft are seen, at once after each change. Which of them a row shows, and how often, only the
 * engine knows: `known` is its last word, null when it has not spoken. `frames` is the length of the video.
 */
export function layOutTime(
  scenes: readonly DraftScene[],
  rate: Rate,
  known: EditorTimeline | null,
): { scenes: SceneTime[]; frames: number } {
  const turns = turnsOf(scenes, known)
  const times: SceneTime[] = []
  let end = 0
  let taken = 0
  let before: number | null = null
  for (const scene of scenes) {
    if (scene.hidden) continue
    const frames = Math.max(1, framesOf(scene.duration, rate))
    for (let turn = 0; turn < (turns.get(scene.index) ?? 1); turn++) {
      const wanted = scene.transition === null ? 0 : framesOf(scene.transition.duration, rate)
      const over: number = before === null ? 0 : Math.max(0, Math.min(wanted, before - taken, frames))
      times.push({ scene: scene.index, turn, from: end - over, to: end - over + frames, over })
      end = end - over + frames
      taken = over
      before = frames
    }
  }
  return { scenes: times, frames: end }
}

/** How often each scene comes. Scenes that the engine has not seen yet (a new one) come once. */
function turnsOf(scenes: readonly DraftScene[], known: EditorTimeline | null): Map<number, number> {
  const turns = new Map<number, number>()
  if (known === null) return turns
  for (const scene of known.scenes) turns.set(scene.index, (turns.get(scene.index) ?? 0) + 1)
  for (const scene of scenes)
    if (!turns.has(scene.index) && (scene.condition !== null || scene.repeats)) turns.set(scene.index, 0)
  return turns
}

/** When a layer is seen, in frames of its scene; at least one frame wide, so that it can be taken hold of. */
export function layerTime(
  layer: Pick<DraftLayer, 'start' | 'duration'>,
  sceneFrames: number,
  rate: Rate,
): { from: number; to: number } {
  const from = Math.min(framesOf(layer.start, rate), Math.max(0, sceneFrames - 1))
  const end =
    layer.duration === null
      ? sceneFrames
      : Math.min(sceneFrames, framesOf(layer.start + layer.duration, rate))
  return { from, to: Math.max(from + 1, end) }
}

/** The turn of a scene that is on at a frame; of two that share it, the one that comes. */
export function sceneAtFrame(times: readonly SceneTime[], frame: number): SceneTime | null {
  return times.findLast(({ from }) => from <= frame) ?? times[0] ?? null
}

/** The frame of another format at which the same moment of the same scene is on; its own share of the whole where it has no such scene. */
export function sameMoment(
  frame: number,
  here: { scenes: readonly SceneTime[]; frames: number },
  there: { scenes: readonly SceneTime[]; frames: number },
): number {
  const at = sceneAtFrame(here.scenes, frame)
  const other = there.scenes.find(({ scene, turn }) => scene === at?.scene && turn === at.turn)
  const last = Math.max(0, there.frames - 1)
  if (at === null || other === undefined) return Math.round((frame / Math.max(1, here.frames)) * last)
  const share = (frame - at.from) / Math.max(1, at.to - at.from)
  return Math.min(last, Math.floor(other.from + share * (other.to - other.from)))
}

/** Seconds of a frame's beginning, as short as they can be written and still mean it. */
export const secondsOf = (frame: number, { num, den }: Rate): number =>
  Math.round(((frame * den) / num) * 1000) / 1000

/** Seconds in the middle of a frame: what is asked for there is that frame and no neighbour. */
export const middleOf = (frame: number, { num, den }: Rate): number => ((frame + 0.5) * den) / num

/** The frame that is on at a time. */
export const frameAtTime = (seconds: number, { num, den }: Rate): number =>
  Math.max(0, Math.floor((seconds * num) / den + 1e-6))

/** A layer after its bar was drawn by some frames: as a whole, by its beginning or by its end. */
export function drawnLayer(
  { from, to }: { from: number; to: number },
  sceneFrames: number,
  by: number,
  part: 'whole' | 'start' | 'end',
): { from: number; to: number } {
  const within = (frame: number, low: number, high: number) => Math.min(Math.max(frame, low), high)
  if (part === 'start') return { from: within(from + by, 0, to - 1), to }
  if (part === 'end') return { from, to: within(to + by, from + 1, sceneFrames) }
  const shift = within(by, -from, sceneFrames - to)
  return { from: from + shift, to: to + shift }
}

/** `start` and `duration` as they are to be written; a layer that stays to its scene's end goes on to do so. */
export function writtenTime(
  after: { from: number; to: number },
  wasOpen: boolean,
  sceneFrames: number,
  rate: Rate,
): { start: number; duration: number | undefined } {
  const staysOpen = wasOpen && after.to === sceneFrames
  return {
    start: secondsOf(after.from, rate),
    duration: staysOpen ? undefined : secondsOf(after.to - after.from, rate),
  }
}

/** The frame itself, or the nearest of those that attract within reach. */
export function snappedFrame(frame: number, attractors: readonly number[], reach: number): number {
  let best = frame
  let least = reach
  for (const at of attractors)
    if (Math.abs(at - frame) <= least) {
      least = Math.abs(at - frame)
      best = at
    }
  return best
}

const tickSteps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600]

/** Marks of the ruler between two times (seconds), at least `room` pixels apart; `large` ones bear their time. */
export function ticksOf(
  from: number,
  to: number,
  pixelsPerSecond: number,
  room = 64,
): { at: number; large: boolean }[] {
  const large = tickSteps.find((step) => step * pixelsPerSecond >= room) ?? 7200
  const small = large / (large === 15 || large === 30 ? 3 : large === 60 || large === 120 ? 4 : 5)
  const ticks: { at: number; large: boolean }[] = []
  const first = Math.max(0, Math.floor(from / small))
  for (let number = first; number * small <= to && ticks.length < 2_000; number++)
    ticks.push({
      at: Math.round(number * small * 1000) / 1000,
      large: number % Math.round(large / small) === 0,
    })
  return ticks
}

/** `1:04.5`, `0:03`; hours where there are some. */
export function clock(seconds: number): string {
  const tenths = Math.round(seconds * 10)
  const [h, m, s] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60, Math.floor(tenths / 10) % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  const rest = tenths % 10 === 0 ? '' : `.${tenths % 10}`
  return `${h > 0 ? `${h}:${two(m)}` : m}:${two(s)}${rest}`
}
