import {
  type ArtifactGroup,
  type ArtifactKind,
  artifactKinds,
  type FormatPlan,
  type MergedPlans,
  type SegmentColumn,
  type Serving,
  type Tally,
} from '../../../src-shared/plans/batch-plan.ts'
import { createHashTally } from './hash-tally.ts'
import type { PackedFormat, PackedGroup, PackedPlans } from './pack-plans.ts'

type PlanMerge = {
  add(packed: PackedPlans): void
  /** Videos so far. */
  videos(): number
  result(): MergedPlans
}

/** Columns of a format that are told one by one; scenes that repeat for a row's items may make thousands. */
const mostColumns = 60
/** Groups that are kept apart. What comes after them is counted in one group of its kind and format. */
const mostGroups = 5_000
const servingSteps = [1, 2, 10, 100, 1_000, 10_000]
/** Marks the group of the rest. */
const anywhere = -1

type Group = { about: PackedGroup; tally: Tally; shownBy: number }

/** Merges the plans of a batch: equal hash, one artifact. Takes as much memory as there are distinct artifacts. */
export function createPlanMerge(): PlanMerge {
  const artifacts = createHashTally()
  /** Artifacts in other groups than the one in which they were first met: formats of one size share segments. */
  const elsewhere = createHashTally()
  const groups: Group[] = []
  const places = new Map<string, number>()
  const formats = new Map<string, PackedFormat & { encoded: number }>()
  const cpu = { whole: 0, shared: 0 }
  let videos = 0

  const placeOf = (about: PackedGroup): number => {
    const key = JSON.stringify(about)
    const known = places.get(key)
    if (known !== undefined) return known
    const others = othersLike(about)
    if (groups.length >= mostGroups && JSON.stringify(others) !== key) return placeOf(others)
    const place = groups.push({ about, tally: { uses: 0, distinct: 0, most: 0 }, shownBy: 0 }) - 1
    places.set(key, place)
    return place
  }

  return {
    videos: () => videos,
    add(packed) {
      for (const format of packed.formats) {
        const known = formats.get(format.id) ?? { ...format, videos: 0, frames: 0, encoded: 0 }
        known.videos += format.videos
        known.frames += format.frames
        formats.set(format.id, known)
        videos += format.videos
      }
      const placed = packed.groups.map(placeOf)
      const isNew = new Uint8Array(packed.groupOf.length)
      packed.groupOf.forEach((own, index) => {
        const place = placed[own]!
        const { tally } = groups[place]!
        const high = packed.hashes[2 * index]!
        const low = packed.hashes[2 * index + 1]!
        const cost = packed.cost[index]!
        tally.uses += 1
        cpu.whole += cost
        const first = artifacts.count(high, low, place)
        if (first === -1) {
          isNew[index] = 1
          tally.distinct += 1
          cpu.shared += cost
          const about = packed.groups[own]!
          if (about.kind === 'segment') formats.get(about.format)!.encoded += about.frames
        } else if (first !== place) {
          const mixed = (high ^ Math.imul(place + 1, 0x9e3779b1)) >>> 0
          if (elsewhere.count(mixed, low, place) === -1) tally.distinct += 1
        }
      })
      for (let pair = 0; pair < packed.shows.length; pair += 2)
        if (isNew[packed.shows[pair]!] === 1) groups[placed[packed.shows[pair + 1]!]!]!.shownBy += 1
    },
    result() {
      const byKind = ofEachKind((): Tally => ({ uses: 0, distinct: 0, most: 0 }))
      const serving = servingSteps.map((least, index): Serving => {
        const next = servingSteps[index + 1]
        return { least, most: next === undefined ? null : next - 1, artifacts: ofEachKind(() => 0) }
      })
      for (const group of groups) {
        group.tally.most = 0
        if (isMade(group.about)) byKind[group.about.kind].uses += group.tally.uses
      }
      artifacts.each((place, times) => {
        const { about, tally } = groups[place]!
        tally.most = Math.max(tally.most, times)
        if (!isMade(about)) return
        const kind = byKind[about.kind]
        kind.distinct += 1
        kind.most = Math.max(kind.most, times)
        serving.findLast(({ least }) => times >= least)!.artifacts[about.kind] += 1
      })
      elsewhere.each((place, times) => {
        const { tally } = groups[place]!
        tally.most = Math.max(tally.most, times)
      })
      // A pack may name a group that nothing is left of.
      const met = groups.filter(({ tally }) => tally.uses > 0)
      const planned = [...formats.values()].map((format) => formatPlan(format, met))
      return {
        videos,
        artifacts: byKind,
        seconds: {
          whole: planned.reduce((sum, { seconds }) => sum + seconds, 0),
          encoded: planned.reduce((sum, { encodedSeconds }) => sum + encodedSeconds, 0),
        },
        cpu: { ...cpu },
        formats: planned,
        groups: met.flatMap(artifactGroup).sort((a, b) => byKindThenUses(a, b)),
        serving,
      }
    },
  }
}

function ofEachKind<T>(make: () => T): Record<ArtifactKind, T> {
  return Object.fromEntries(artifactKinds.map((kind) => [kind, make()])) as Record<ArtifactKind, T>
}

/** Nothing is made of a clip that is read straight from its source. */
const isMade = (about: PackedGroup): boolean => about.kind !== 'clip' || about.form === 'file'

function othersLike(about: PackedGroup): PackedGroup {
  switch (about.kind) {
    case 'segment':
      return { ...about, label: '', from: anywhere, frames: 0, follows: 0, because: 'start' }
    case 'output':
      return about
    default:
      return { ...about, label: 'others' }
  }
}

function formatPlan(format: PackedFormat & { encoded: number }, groups: readonly Group[]): FormatPlan {
  const { id, width, height, rate, videos, frames, encoded } = format
  const own = groups.flatMap(({ about, tally }): SegmentColumn[] => {
    if (about.kind !== 'segment' || about.format !== id) return []
    const { label, from, frames, follows, because } = about
    return [{ format: id, label, from, frames, follows, because, ...tally }]
  })
  own.sort((a, b) => Number(a.from === anywhere) - Number(b.from === anywhere) || b.uses - a.uses)
  const told = own.slice(0, mostColumns).filter(({ from }) => from !== anywhere)
  const rest = own.slice(told.length)
  return {
    id,
    width,
    height,
    rate,
    videos,
    seconds: frames / rate,
    encodedSeconds: encoded / rate,
    columns: told.sort((a, b) => a.from - b.from || b.uses - a.uses),
    others:
      rest.length === 0
        ? null
        : {
            uses: rest.reduce((sum, { uses }) => sum + uses, 0),
            distinct: rest.reduce((sum, { distinct }) => sum + distinct, 0),
            most: Math.max(...rest.map(({ most }) => most)),
          },
  }
}

function artifactGroup({ about, tally, shownBy }: Group): ArtifactGroup[] {
  if (about.kind === 'segment' || about.kind === 'output') return []
  return [{ kind: about.kind, label: about.label, form: about.form, ...tally, shownBy }]
}

function byKindThenUses(a: ArtifactGroup, b: ArtifactGroup): number {
  const kind = artifactKinds.indexOf(a.kind) - artifactKinds.indexOf(b.kind)
  return kind !== 0 ? kind : b.uses - a.uses || a.label.localeCompare(b.label)
}
