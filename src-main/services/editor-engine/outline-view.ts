import type { EditorTimeline } from '../../../src-shared/contract/editor.ts'
import type { Template } from '../../../src-shared/templates/template.ts'
import type { VideoOutline } from '../video-planner/video-planner.ts'

/** The outline of a row's video in seconds and pixels, as an editor draws it. */
export function timelineOf(
  { scenes: whole }: Pick<Template, 'scenes'>,
  { laidOut, scenes, timeline }: VideoOutline,
): EditorTimeline {
  const { frame, rate } = laidOut
  const seconds = (frames: number) => (frames * rate.den) / rate.num
  /** A scene that repeats has the item's number behind its name. */
  const turns = new Map<string, number>()
  const ofTemplate = new Map(laidOut.scenes.map((scene) => [scene.scene.id, scene]))
  return {
    duration: seconds(timeline.frames),
    frames: timeline.frames,
    rate,
    width: frame.width,
    height: frame.height,
    scenes: scenes.map((live, order) => {
      const id = live.id.split(' ')[0]!
      const turn = turns.get(id) ?? 0
      turns.set(id, turn + 1)
      const laid = ofTemplate.get(id)!
      const start = timeline.sceneStarts[order]!
      return {
        id,
        index: whole.findIndex((each) => each.id === id),
        turn,
        from: seconds(start),
        to: seconds(start + live.frames),
        transition: order === 0 ? 0 : seconds(live.transition?.frames ?? 0),
        layers: live.layers.map((layer) => ({
          id: layer.id,
          index: laid.scene.layers.findIndex((each) => each.id === layer.id),
          from: seconds(start + layer.start),
          to: seconds(start + layer.end),
          box: { x: layer.x, y: layer.y, width: layer.width, height: layer.height },
          rotation: laid.layers.find((each) => each.layer.id === layer.id)?.layer.rotation ?? 0,
        })),
      }
    }),
  }
}

/**
 * A moment that shows much: in the scene with the most layers and, of those, the longest, when all that comes has come and
 * nothing leaves yet.
 */
export function momentOf(shown: EditorTimeline): number {
  const best = shown.scenes.reduce<{ at: number; worth: number }>(
    (so, scene) => {
      const middle = scene.from + (scene.to - scene.from) * 0.6
      const there = scene.layers.filter(({ from, to }) => from <= middle && middle < to).length
      const worth = there + (scene.to - scene.from) / 1_000
      return worth > so.worth ? { at: middle, worth } : so
    },
    { at: 0, worth: -1 },
  )
  return Math.max(0, Math.min(best.at, shown.duration - shown.rate.den / shown.rate.num))
}
