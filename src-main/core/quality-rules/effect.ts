import type { ChangedVerdict, QualityEffect } from '../../../src-shared/contract/quality-effect.ts'
import type { CheckName } from '../../../src-shared/quality/checks.ts'
import { type QualityFinding, type Verdict, verdictOf } from '../../../src-shared/quality/inspection.ts'

/** A video with what two profiles find in it. */
export type JudgedTwice = Omit<ChangedVerdict, 'from' | 'to' | 'more' | 'fewer'> & {
  before: readonly Found[]
  after: readonly Found[]
}
type Found = Pick<QualityFinding, 'check' | 'severity'>

type Counted = Omit<QualityEffect, 'against' | 'videos' | 'hasMore'>

const gravity: Record<Verdict, number> = { pass: 0, warn: 1, fail: 2 }

/** Counts what another profile would change, video by video. */
export function createEffect(mostExamples: number): { add(video: JudgedTwice): void; counted(): Counted } {
  const moves = new Map<string, QualityEffect['moves'][number]>()
  const checks = new Map<CheckName, { before: number; after: number }>()
  const examples: ChangedVerdict[] = []
  const people = { rejected: 0, missed: 0, caught: 0, lost: 0, approved: 0, alarms: 0, relieved: 0 }
  let judged = 0
  let graver = 0
  let milder = 0

  function count(before: ReadonlySet<CheckName>, after: ReadonlySet<CheckName>): void {
    for (const check of new Set([...before, ...after])) {
      const both = checks.get(check) ?? { before: 0, after: 0 }
      if (before.has(check)) both.before += 1
      if (after.has(check)) both.after += 1
      checks.set(check, both)
    }
  }

  function countPeople(said: 'approved' | 'rejected' | null, from: Verdict, to: Verdict): void {
    if (said === 'rejected') {
      people.rejected += 1
      if (from === 'pass') people.missed += 1
      if (from === 'pass' && to !== 'pass') people.caught += 1
      if (from !== 'pass' && to === 'pass') people.lost += 1
    }
    if (said === 'approved') {
      people.approved += 1
      if (from === 'pass' && to !== 'pass') people.alarms += 1
      if (from !== 'pass' && to === 'pass') people.relieved += 1
    }
  }

  return {
    add({ before, after, ...video }) {
      judged += 1
      const [from, to] = [verdictOf(before), verdictOf(after)]
      const [had, has] = [told(before), told(after)]
      count(had, has)
      countPeople(video.people, from, to)
      if (from === to) return
      const move = moves.get(`${from} ${to}`) ?? { from, to, videos: 0 }
      moves.set(`${from} ${to}`, { ...move, videos: move.videos + 1 })
      if (gravity[to] > gravity[from]) graver += 1
      else milder += 1
      const example = {
        ...video,
        from,
        to,
        more: [...has].filter((check) => !had.has(check)),
        fewer: [...had].filter((check) => !has.has(check)),
      }
      if (examples.length < mostExamples) examples.push(example)
      else if (video.people !== null) {
        // What people judged says more.
        const least = examples.findLastIndex((each) => each.people === null)
        if (least !== -1) examples[least] = example
      }
    },
    counted: () => ({
      ...{ judged, graver, milder, people },
      moves: [...moves.values()].sort((one, other) => other.videos - one.videos),
      checks: [...checks]
        .filter(([, { before, after }]) => before !== after)
        .map(([check, both]) => ({ check, ...both }))
        .sort((one, other) => Math.abs(other.after - other.before) - Math.abs(one.after - one.before)),
      examples: examples.sort((one, other) => Number(one.people === null) - Number(other.people === null)),
    }),
  }
}

/** Checks whose findings count for a verdict. */
const told = (findings: readonly Found[]): Set<CheckName> =>
  new Set(findings.flatMap(({ check, severity }) => (severity === 'note' ? [] : [check])))
