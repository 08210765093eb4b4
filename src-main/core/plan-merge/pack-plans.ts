import type { Artifact, Cut, Follows, Stack, VideoPlan } from '../../../src-shared/plans/plan.ts'
import { cpuSeconds } from './estimates.ts'

/** What many artifacts have in common. */
export type PackedGroup =
  | { kind: 'raster' | 'clip' | 'sound'; label: string; form: 'file' | 'source' }
  | {
      kind: 'segment'
      label: string
      format: string
      from: number
      frames: number
      follows: Follows
      because: Cut['because']
    }
  | { kind: 'output' }

/** A format as it stands in some plans. `frames` is the sum of its videos'. */
export type PackedFormat = {
  id: string
  width: number
  height: number
  /** Frames per second. */
  rate: number
  videos: number
  frames: number
}

/**
 * Plans with all left out that merging does not ask for: a few hundred bytes a video, in arrays that go from thread to
 * thread without being copied.
 */
export type PackedPlans = {
  formats: PackedFormat[]
  groups: PackedGroup[]
  /** Of each artifact of each video the first 64 bits of its hash: two numbers each. */
  hashes: Uint32Array<ArrayBuffer>
  /** The place in `groups` of each. */
  groupOf: Uint16Array<ArrayBuffer>
  /** About how many CPU-seconds each takes. */
  cost: Float32Array<ArrayBuffer>
  /** Pairs: a segment, and the group of a clip or raster that it shows. Both by their place. */
  shows: Uint32Array<ArrayBuffer>
}

/** The buffers of packed plans, to be handed over. */
export const buffersOf = ({ hashes, groupOf, cost, shows }: PackedPlans): ArrayBuffer[] => [
  hashes.buffer,
  groupOf.buffer,
  cost.buffer,
  shows.buffer,
]

type PlanPacker = {
  add(plan: VideoPlan): void
  /** Answers what takes back all that is added from now on. */
  mark(): () => void
  /** What was added. */
  packed(): PackedPlans
}

/** Packs the plans of some dozen rows; a pack has room for 65,536 groups. */
export function createPlanPacker(): PlanPacker {
  let formats = new Map<string, PackedFormat>()
  const groups: PackedGroup[] = []
  const known = new Map<string, number>()
  const hashes: number[] = []
  const groupOf: number[] = []
  const cost: number[] = []
  const shows: number[] = []

  const groupFor = (key: string, make: () => PackedGroup): number => {
    let index = known.get(key)
    if (index === undefined) {
      index = groups.push(make()) - 1
      known.set(key, index)
    }
    return index
  }
  const put = (hash: string, group: number, seconds: number): number => {
    hashes.push(Number.parseInt(hash.slice(0, 8), 16), Number.parseInt(hash.slice(8, 16), 16))
    cost.push(seconds)
    return groupOf.push(group) - 1
  }

  return {
    add(plan) {
      addFormat(formats, plan)
      const groupByHash = new Map<string, number>()
      const segments = new Map<string, Artifact>()
      for (const artifact of plan.artifacts) {
        const { hash, label, spec } = artifact
        if (spec.kind === 'segment') {
          segments.set(hash, artifact)
          continue
        }
        const kind = kindOf(spec)
        const group =
          kind === 'output'
            ? groupFor('output', () => ({ kind }))
            : groupFor(`${kind} ${label}`, () => ({ kind, label, form: 'file' }))
        groupByHash.set(hash, group)
        put(hash, group, cpuSeconds(spec))
      }
      for (const { segment, from, frames, follows, because } of plan.cuts) {
        const { label, spec, needs } = segments.get(segment)!
        const { format } = plan
        const group = groupFor(`segment ${format} ${from} ${frames} ${follows} ${because} ${label}`, () => ({
          kind: 'segment',
          label,
          format,
          from,
          frames,
          follows,
          because,
        }))
        const place = put(segment, group, cpuSeconds(spec))
        for (const need of needs) {
          const shown = groupByHash.get(need)
          if (shown !== undefined) shows.push(place, shown)
        }
        if (spec.kind !== 'segment') continue
        for (const { hash, frames } of sourcesIn(spec.parts)) {
          const label = `clip of ${frames} frames`
          const read = groupFor(`source ${label}`, () => ({ kind: 'clip', label, form: 'source' }))
          put(hash, read, 0)
          shows.push(place, read)
        }
      }
    },
    mark() {
      const [artifacts, pairs] = [groupOf.length, shows.length]
      const before = structuredClone(formats)
      return () => {
        hashes.length = 2 * artifacts
        groupOf.length = artifacts
        cost.length = artifacts
        shows.length = pairs
        formats = before
      }
    },
    packed: () => ({
      formats: [...formats.values()],
      groups,
      hashes: Uint32Array.from(hashes),
      groupOf: Uint16Array.from(groupOf),
      cost: Float32Array.from(cost),
      shows: Uint32Array.from(shows),
    }),
  }
}

function addFormat(formats: Map<string, PackedFormat>, plan: VideoPlan): void {
  const { format: id, width, height, rate, frames } = plan
  const known = formats.get(id) ?? { id, width, height, rate: rate.num / rate.den, videos: 0, frames: 0 }
  known.videos += 1
  known.frames += frames
  formats.set(id, known)
}

function kindOf(
  spec: Exclude<Artifact['spec'], { kind: 'segment' }>,
): Exclude<PackedGroup['kind'], 'segment'> {
  switch (spec.kind) {
    case 'text':
    case 'shape':
    case 'picture':
      return 'raster'
    case 'clip':
      return 'clip'
    case 'audio':
      return 'sound'
    case 'output':
      return 'output'
    default:
      return spec satisfies never
  }
}

/** Clips that are read straight from their sources, known by the content of these. */
function sourcesIn(
  parts: readonly { stack: Stack; into: { stack: Stack } | null }[],
): { hash: string; frames: number }[] {
  const found: { hash: string; frames: number }[] = []
  for (const { stack, into } of parts)
    for (const { picture } of into === null ? stack.layers : [...stack.layers, ...into.stack.layers])
      if (picture.kind === 'source') found.push({ hash: picture.spec.content, frames: picture.spec.frames })
  return found
}
