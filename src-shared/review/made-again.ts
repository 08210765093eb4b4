import type { RejectionScope } from './review.ts'

/** A finished video of a batch, with the hashes of what its file was made of. */
export type VideoParts = { job: number; row: number; segments: readonly string[]; sound: string | null }

/** `jobs` are made again, in order; the segments and sounds are made anew for that, all else is taken from what lies there. */
export type MadeAgain = { jobs: number[]; segments: Set<string>; sounds: Set<string> }

/**
 * What a rejection of some videos makes again. A video: what no other one shows; where it has no segment of its own, all of them. A
 * row: its videos, and what no other row's show. A segment: it alone, and all videos that show it. The template: everything.
 */
export function madeAgain(
  videos: readonly VideoParts[],
  rejected: readonly number[],
  scope: RejectionScope,
): MadeAgain {
  const named = new Set(rejected)
  switch (scope.what) {
    case 'segment': {
      const jobs = videos.filter(({ segments }) => segments.includes(scope.segment)).map(({ job }) => job)
      return { jobs, segments: new Set(jobs.length === 0 ? [] : [scope.segment]), sounds: new Set() }
    }
    case 'template':
      return {
        jobs: videos.map(({ job }) => job),
        segments: new Set(videos.flatMap(({ segments }) => segments)),
        sounds: new Set(videos.flatMap(({ sound }) => sound ?? [])),
      }
    case 'video':
      return ownParts(videos, named, ({ job }) => job)
    case 'row':
      return ownParts(
        videos,
        new Set(videos.filter(({ job }) => named.has(job)).map(({ row }) => row)),
        ({ row }) => row,
      )
    default:
      return scope satisfies never
  }
}

/** Videos of some groups, with what only one group has; of a group that has no segment alone all of its segments. */
function ownParts(
  videos: readonly VideoParts[],
  wanted: ReadonlySet<number>,
  groupOf: (video: VideoParts) => number,
): MadeAgain {
  /** The only group that has a part; null: several have. */
  const owner = new Map<string, number | null>()
  for (const video of videos) {
    const group = groupOf(video)
    const note = (part: string) => {
      const known = owner.get(part)
      if (known === undefined) owner.set(part, group)
      else if (known !== group) owner.set(part, null)
    }
    for (const segment of video.segments) note(segment)
    if (video.sound !== null) note(video.sound)
  }
  const isOwn = (part: string) => owner.get(part) !== null
  const chosen = videos.filter((video) => wanted.has(groupOf(video)))
  const segments = new Set<string>()
  for (const group of Map.groupBy(chosen, groupOf).values()) {
    const all = new Set(group.flatMap((video) => video.segments))
    const own = [...all].filter(isOwn)
    for (const segment of own.length > 0 ? own : all) segments.add(segment)
  }
  const sounds = new Set(chosen.flatMap(({ sound }) => (sound !== null && isOwn(sound) ? [sound] : [])))
  return { jobs: chosen.map(({ job }) => job), segments, sounds }
}
