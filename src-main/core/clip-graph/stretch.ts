import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { ClipSpec, MediaFacts, VideoFacts } from '../../../src-shared/plans/media.ts'

/** Which part of the source is read, and how many frames of the clip come from it. */
export type Stretch = {
  /** Seconds into the source from which decoding begins; 0 is its start. */
  seek: number
  /** Frames of the clip before the first that is read. */
  skipped: number
  /** Frames that are read from the source. */
  frames: number
  /** Frames that show; after them `hide` has nothing more. */
  visible: number
  /** Frames in all. */
  total: number
  /** What fills the rest. `repeat` needs a second step. */
  after: 'nothing' | 'freeze' | 'hide' | 'repeat'
  /** Seconds that a frame may be late and still be shown. */
  slack: number
}

/** Containers with an index of their key frames. Elsewhere a seek may land behind the frame that is meant. */
const indexed = /^(mov,mp4|matroska)/
/** A seek costs little, but a container's index can be wrong by some frames; before this it isn't worth it. */
export const seekFrom = 5
/** For a single frame it is worth it sooner: all that lies before would be decoded for it alone. */
const seekFromForOne = 2
/** Some files have key frames whose pictures are shown a little before their time in the index. */
export const seekEarly = 1

/**
 * Throws StudioError `media.too-short` when the clip ends before its stretch begins, and `media.cut-short` when the
 * stretch needs what a file that was cut off should have held.
 */
export function stretchOf(spec: ClipSpec, facts: MediaFacts, video: VideoFacts, name: string): Stretch {
  const { num, den } = spec.rate
  const length = (frames: number) => (frames * den * spec.speed) / num
  const known = video.duration ?? facts.duration
  const { cutShort } = facts
  if (known !== null && cutShort !== null) {
    const wanted = Math.min(spec.to ?? cutShort.promised, cutShort.promised, spec.from + length(spec.frames))
    if (wanted > known + 0.001) {
      throw new StudioError({
        code: 'media.cut-short',
        message:
          `${name} is cut off: its header promises ${seconds(cutShort.promised)}, but only ${seconds(known)} ` +
          `can be read, and the video uses it up to ${seconds(wanted)}.`,
        whatToDo: 'Copy or export the file again, and see that it plays to its end.',
      })
    }
  }
  if (known !== null && spec.from >= known) {
    throw new StudioError({
      code: 'media.too-short',
      message: `${name} is ${seconds(known)} long, but the video uses it from ${seconds(spec.from)} on.`,
      whatToDo: 'Use a longer clip, or let the trim begin earlier.',
    })
  }
  const end = Math.min(spec.to ?? Number.POSITIVE_INFINITY, known ?? Number.POSITIVE_INFINITY)
  const full = Math.max(1, Math.round(((end - spec.from) * num) / (den * spec.speed)))
  const frames = Math.min(spec.frames, full)
  const sourceFrame =
    video.rate === null ? Number.POSITIVE_INFINITY : video.rate.den / video.rate.num / spec.speed
  return {
    seek: seekTo(spec.from, facts),
    skipped: 0,
    frames,
    visible: frames,
    total: spec.frames,
    after: frames === spec.frames ? 'nothing' : spec.end === 'loop' ? 'repeat' : spec.end,
    slack: Math.min(den / num, sourceFrame) / 2,
  }
}

/** The frames of a stretch from `first` on, as many as `count`; null when they are more than one turn of a loop. */
export function partOf(
  whole: Stretch,
  spec: ClipSpec,
  facts: MediaFacts,
  first: number,
  count: number,
): Stretch | null {
  const begin = whole.after === 'repeat' ? first % whole.frames : first
  if (whole.after === 'repeat' && begin + count > whole.frames) return null
  // Of what lies behind the end, the last frame is what `freeze` holds.
  const skipped = Math.min(begin, whole.frames - 1)
  return {
    seek: seekTo(
      spec.from + (skipped * spec.rate.den * spec.speed) / spec.rate.num,
      facts,
      count === 1 ? seekFromForOne : seekFrom,
    ),
    skipped,
    frames: Math.min(count, whole.frames - skipped),
    visible: Math.max(0, whole.frames - begin),
    total: count,
    after: begin + count <= whole.frames ? 'nothing' : whole.after,
    slack: whole.slack,
  }
}

function seekTo(at: number, facts: MediaFacts, worthFrom = seekFrom): number {
  if (!indexed.test(facts.container) || at <= worthFrom) return 0
  return Math.floor((at - seekEarly) * 1000) / 1000
}

/**
 * Picks frames: at the time of each tick the last one whose time has come, or comes within the slack; before the
 * first one, the first. Timestamps are rounded in many containers (milliseconds in Matroska), hence the slack: half a
 * frame of the faster of source and clip, so that an even rate never skips one frame and doubles the next.
 */
export function pickFrames(spec: ClipSpec, stretch: Stretch): string[] {
  const microseconds = (value: number) => Math.round(value * 1e6)
  const { skipped } = stretch
  const offset = microseconds(spec.from - stretch.seek)
  const moved = offset === 0 ? 'PTS' : offset > 0 ? `(PTS-${offset})` : `(PTS+${-offset})`
  const paced = spec.speed === 1 ? moved : `${moved}/${spec.speed}`
  return [
    'settb=AVTB',
    `setpts=${paced}-${microseconds(stretch.slack)}`,
    // Rounding up: a frame shows from the first tick that is not before it.
    `fps=${spec.rate.num}/${spec.rate.den}:round=up:start_time=0`,
    `trim=${skipped === 0 ? '' : `start_frame=${skipped}:`}end_frame=${skipped + stretch.frames}`,
  ]
}

function seconds(value: number): string {
  return `${Number(value.toFixed(2))} s`
}
