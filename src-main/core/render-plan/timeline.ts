import type { Cut, Follows } from '../../../src-shared/plans/plan.ts'
import type { LiveScene } from './live-scene.ts'

/** A stretch of one scene (frames count from its own start), or its last frames under the first ones of the next. */
export type Piece = { kind: 'scene' | 'transition'; scene: number; from: number; frames: number }

/** What becomes one segment. `from` counts frames of the video. */
export type Stretch = Omit<Cut, 'segment'> & { pieces: Piece[] }

export type Timeline = { stretches: Stretch[]; frames: number; sceneStarts: number[] }

/** A stretch shorter than this joins a neighbour: players seek badly over key frames that stand too close. */
const leastSeconds = 0.4
/** A stretch is not longer than this if it can be cut: it is what an interrupted video loses. */
const mostSeconds = 60

/**
 * What a stretch costs beside its frames, as a number of frames: starting ffmpeg and its encoder, reading and converting
 * the pictures, a key frame, a place in the join. Measured at 1080p with x264 veryfast: 0.15 to 0.2 CPU-seconds against
 * 13 ms a frame.
 */
const startFrames = 14
/** What making a frame of a clip's file costs, as a share of a frame of a segment: 8 to 10 ms against 13. */
const fileShare = 0.7

/**
 * The batch that cuts are made for. The real one's size must not matter: a single row that is rendered again has to be
 * cut as it was among ten thousand, or nothing of it would be found again.
 */
export const reference = { rows: 50, languages: 4 }
/**
 * What joining two scenes costs that no row changes, as a number of frames: another row may leave out one of
 * them, and would find nothing to share.
 */
const varietyFrames = 200

/**
 * Cuts the video into stretches, by cost. It may be cut at scene borders, around transitions, and where what is on the
 * screen begins or ceases to follow from the language or the row; it is cut where that makes the batch cheaper: each
 * stretch is made as many times as what it follows from has values, and costs its frames and a start. A transition's
 * time belongs to both scenes, so the video is shorter by it. `whole` makes one stretch of all.
 */
export function cutTimeline(
  scenes: readonly LiveScene[],
  framesPerSecond: number,
  how: { whole?: boolean } = {},
): Timeline {
  const { atoms, frames, sceneStarts } = atomsOf(scenes, Math.round(mostSeconds * framesPerSecond))
  const groups = how.whole
    ? [{ first: 0, end: atoms.length }]
    : cheapest(atoms, {
        least: Math.max(1, Math.round(leastSeconds * framesPerSecond)),
        most: Math.round(mostSeconds * framesPerSecond),
      })
  const stretches: Stretch[] = []
  let at = 0
  for (const { first, end } of groups) {
    const own = atoms.slice(first, end)
    const length = own.reduce((sum, atom) => sum + atom.piece.frames, 0)
    const follows = own.reduce<number>((all, atom) => all | atom.follows, 0) as Follows
    const before = stretches.at(-1)
    stretches.push({
      pieces: own.map(({ piece }) => piece),
      from: at,
      frames: length,
      follows,
      because: how.whole
        ? 'whole'
        : before === undefined
          ? 'start'
          : before.follows !== follows
            ? 'follows'
            : own[0]!.border
              ? 'scene'
              : 'length',
    })
    at += length
  }
  return { stretches, frames, sceneStarts }
}

/**
 * A piece that is never cut. `border`: another scene, or a transition, begins with it. `tears`: what it costs to cut
 * before it, as a number of frames, because clips of the row's own go on there.
 */
type Atom = { piece: Piece; follows: Follows; border: boolean; tears: number }

function atomsOf(
  scenes: readonly LiveScene[],
  most: number,
): { atoms: Atom[]; frames: number; sceneStarts: number[] } {
  const atoms: Atom[] = []
  const sceneStarts: number[] = []
  let at = 0
  let taken = 0
  scenes.forEach((scene, index) => {
    sceneStarts.push(at - taken)
    const next = scenes[index + 1]
    const over = next === undefined ? 0 : transitionFrames(scene, next, taken)
    const end = scene.frames - over
    for (const part of partsOf(scene, taken, end)) {
      const chunks = Math.ceil((part.to - part.from) / most)
      for (let chunk = 0; chunk < chunks; chunk += 1) {
        const from = part.from + Math.round(((part.to - part.from) * chunk) / chunks)
        const to = part.from + Math.round(((part.to - part.from) * (chunk + 1)) / chunks)
        const piece = { kind: 'scene' as const, scene: index, from, frames: to - from }
        atoms.push({ piece, follows: part.follows, border: from === taken, tears: tearsAt(scene, from) })
      }
    }
    if (over > 0 && next !== undefined) {
      const follows = (followsIn(scene, end, scene.frames) | followsIn(next, 0, over)) as Follows
      const piece = { kind: 'transition' as const, scene: index, from: end, frames: over }
      atoms.push({ piece, follows, border: true, tears: tearsAt(scene, end) })
    }
    at += end - taken + over
    taken = over
  })
  return { atoms, frames: at, sceneStarts }
}

/** Frames of the transition into `next`: never more than what is left of either scene. */
function transitionFrames(scene: LiveScene, next: LiveScene, taken: number): number {
  return Math.max(0, Math.min(next.transition?.frames ?? 0, scene.frames - taken, next.frames))
}

/** A scene's frames from `start` to `end`, parted where what they follow from changes. */
function partsOf(
  scene: LiveScene,
  start: number,
  end: number,
): { from: number; to: number; follows: Follows }[] {
  if (end <= start) return []
  const borders = new Set([start])
  for (const layer of scene.layers)
    for (const frame of [layer.start, layer.end]) if (frame > start && frame < end) borders.add(frame)
  const points = [...borders].sort((a, b) => a - b)
  const parts: { from: number; to: number; follows: Follows }[] = []
  points.forEach((from, index) => {
    const to = points[index + 1] ?? end
    const follows = followsIn(scene, from, to)
    const before = parts.at(-1)
    if (before !== undefined && before.follows === follows) before.to = to
    else parts.push({ from, to, follows })
  })
  return parts
}

function followsIn(scene: LiveScene, from: number, to: number): Follows {
  let follows: number = scene.backgroundFollows
  for (const layer of scene.layers) if (layer.start < to && from < layer.end) follows |= layer.follows
  return follows as Follows
}

/**
 * What a cut at this frame of a scene costs: a clip that two segments show is made into a file first, where one would
 * read it straight. Files of clips that no row changes are made in any case, and once.
 */
function tearsAt(scene: LiveScene, frame: number): number {
  let frames = 0
  for (const { picture, follows, start, end } of scene.layers)
    if (picture.kind === 'clip' && (follows & 2) !== 0 && start < frame && frame < end)
      frames += timesMade(follows) * fileShare * (end - start)
  return frames
}

/** How often something is made in the reference batch. */
function timesMade(follows: number): number {
  return ((follows & 2) === 0 ? 1 : reference.rows) * ((follows & 1) === 0 ? 1 : reference.languages)
}

/** How many segments of the reference batch show one thing, where it follows from `own` and the segments from `segment`. */
export function timesShown(own: Follows, segment: Follows): number {
  return timesMade(own | segment) / timesMade(own)
}

/** The grouping of neighbours that costs least; the first of several that cost the same. */
function cheapest(
  atoms: readonly Atom[],
  bounds: { least: number; most: number },
): { first: number; end: number }[] {
  const best: { cost: number; first: number }[] = [{ cost: 0, first: 0 }]
  for (let end = 1; end <= atoms.length; end += 1) {
    let found = { cost: Number.POSITIVE_INFINITY, first: 0 }
    let frames = 0
    let follows = 0
    let variety = 0
    for (let first = end - 1; first >= 0; first -= 1) {
      const atom = atoms[first]!
      frames += atom.piece.frames
      follows |= atom.follows
      if (first < end - 1 && atoms[first + 1]!.border) variety += varietyFrames
      const single = first === end - 1
      if (frames > bounds.most && !single) break
      const tooShort = frames < bounds.least && !(first === 0 && end === atoms.length)
      const cost =
        best[first]!.cost +
        timesMade(follows) * (startFrames + frames) +
        (first === 0 ? 0 : atom.tears) +
        ((follows & 2) === 0 ? variety : 0) +
        (tooShort ? shortCost : 0)
      if (cost < found.cost) found = { cost, first }
    }
    best.push(found)
  }
  const groups: { first: number; end: number }[] = []
  for (let end = atoms.length; end > 0; ) {
    const { first } = best[end]!
    groups.unshift({ first, end })
    end = first
  }
  return groups
}

/** More than any video costs: a stretch below the least length is only left where its neighbours are too long to take it. */
const shortCost = 1e12
