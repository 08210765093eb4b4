import type { Level, LiveScene } from './live-scene.ts'

/** A stretch of the video that becomes one segment. Frames of `scene` count from its own start. */
export type Stretch =
  | { kind: 'scene'; scene: number; from: number; to: number }
  /** The last frames of `scene` under the first ones of the next. */
  | { kind: 'transition'; scene: number; from: number; frames: number }

export type Timeline = { stretches: Stretch[]; frames: number; sceneStarts: number[] }

/** A stretch shorter than this joins its neighbour: each one costs a key frame and a process. */
const leastSeconds = 0.4

/**
 * Cuts the video into stretches: at scene borders, around transitions, and where what is on the screen begins or
 * ceases to depend on the language or the row. A transition's time belongs to both scenes, so the video is shorter
 * by it.
 */
export function cutTimeline(scenes: readonly LiveScene[], framesPerSecond: number): Timeline {
  const least = Math.max(1, Math.round(leastSeconds * framesPerSecond))
  const stretches: Stretch[] = []
  const sceneStarts: number[] = []
  let at = 0
  let taken = 0
  scenes.forEach((scene, index) => {
    sceneStarts.push(at - taken)
    const next = scenes[index + 1]
    const over = next === undefined ? 0 : transitionFrames(scene, next, taken)
    const end = scene.frames - over
    for (const [from, to] of cutScene(scene, taken, end, least))
      stretches.push({ kind: 'scene', scene: index, from, to })
    if (over > 0) stretches.push({ kind: 'transition', scene: index, from: end, frames: over })
    at += end - taken + over
    taken = over
  })
  return { stretches, frames: at, sceneStarts }
}

/** Frames of the transition into `next`: never more than what is left of either scene. */
function transitionFrames(scene: LiveScene, next: LiveScene, taken: number): number {
  return Math.max(0, Math.min(next.transition?.frames ?? 0, scene.frames - taken, next.frames))
}

function cutScene(scene: LiveScene, start: number, end: number, least: number): [number, number][] {
  if (end <= start) return []
  const borders = new Set([start])
  for (const layer of scene.layers)
    for (const frame of [layer.start, layer.end]) if (frame > start && frame < end) borders.add(frame)
  const points = [...borders].sort((a, b) => a - b)
  const parts: { from: number; to: number; level: Level }[] = []
  points.forEach((from, index) => {
    const to = points[index + 1] ?? end
    const level = levelAt(scene, from)
    const before = parts.at(-1)
    if (before !== undefined && before.level === level) before.to = to
    else parts.push({ from, to, level })
  })
  return absorbShort(parts, least).map(({ from, to }) => [from, to])
}

function levelAt(scene: LiveScene, frame: number): Level {
  let level = scene.backgroundLevel
  for (const layer of scene.layers)
    if (layer.level > level && layer.start <= frame && frame < layer.end) level = layer.level
  return level
}

/** The shortest part that is too short joins the neighbour that depends on more: that one is made anew anyway. */
function absorbShort(
  parts: { from: number; to: number; level: Level }[],
  least: number,
): { from: number; to: number; level: Level }[] {
  const result = [...parts]
  for (;;) {
    let shortest = -1
    result.forEach((part, index) => {
      const length = part.to - part.from
      const best = result[shortest]
      if (length < least && (best === undefined || length < best.to - best.from)) shortest = index
    })
    const part = result[shortest]
    if (part === undefined || result.length === 1) return result
    const [before, after] = [result[shortest - 1], result[shortest + 1]]
    const into =
      after === undefined || (before !== undefined && before.level >= after.level) ? before! : after
    const joined = {
      from: Math.min(part.from, into.from),
      to: Math.max(part.to, into.to),
      level: Math.max(part.level, into.level) as Level,
    }
    result.splice(into === before ? shortest - 1 : shortest, 2, joined)
  }
}
