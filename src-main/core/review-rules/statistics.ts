import type { ReviewStatistics } from '../../../src-shared/contract/review.ts'
import type { CheckName } from '../../../src-shared/quality/checks.ts'
import type { Verdict } from '../../../src-shared/quality/inspection.ts'
import type { DecisionKind, RejectionReason } from '../../../src-shared/review/review.ts'
import { cohensKappa, fleissKappa } from './agreement.ts'

/** A decision that was not undone, with what the checks said of the file. In the order in which they were said. */
export type SaidOfFile = {
  job: number
  sha256: string
  reviewer: string
  /** The name folded. */
  person: string
  kind: DecisionKind
  reason: RejectionReason | null
  milliseconds: number | null
  verdict: Verdict | null
  checks: readonly CheckName[]
}

/** More reviewers than any table shows; their pairs grow with the square. */
const mostPeople = 50

export function statisticsOf(said: readonly SaidOfFile[]): ReviewStatistics {
  const files = filesOf(said)
  const people = Map.groupBy(said, ({ person }) => person)
  const reviewers = [...people.values()]
    .map((own) => ({
      reviewer: own.at(-1)!.reviewer,
      decisions: own.length,
      rejected: own.filter(({ kind }) => kind === 'rejected').length,
      ...secondsOf(own),
    }))
    .sort((one, other) => other.decisions - one.decisions)
  const latest = files.map(({ last }) => last)
  const rejected = latest.filter((opinions) => has(opinions, 'rejected'))
  return {
    decisions: said.length,
    videos: files.length,
    reviewers,
    ...secondsOf(said),
    reasons: counted(
      said.flatMap(({ kind, reason }) => (kind === 'rejected' ? [reason ?? ('other' as const)] : [])),
    ).map(([reason, decisions]) => ({ reason, decisions })),
    agreement: agreementOf(files, [...people.keys()].slice(0, mostPeople), people),
    found: {
      byBoth: rejected.filter((opinions) => seenBy(opinions) === 'fail' || seenBy(opinions) === 'warn')
        .length,
      missed: rejected.filter((opinions) => seenBy(opinions) === 'pass').length,
      unchecked: rejected.filter((opinions) => seenBy(opinions) === null).length,
      overruled: latest.filter(isOverruled).length,
    },
    missedReasons: counted(
      rejected
        .filter((opinions) => seenBy(opinions) === 'pass')
        .flatMap((opinions) => [...new Set(opinions.flatMap(reasonOf))]),
    ).map(([reason, videos]) => ({ reason, videos })),
    overruledChecks: counted(
      latest.filter(isOverruled).flatMap((opinions) => [...new Set(opinions[0]!.checks)]),
    ).map(([check, videos]) => ({ check, videos })),
  }
}

type File = { last: SaidOfFile[]; opinions: Map<string, DecisionKind> }

/** Each file with the last word of each person. */
function filesOf(said: readonly SaidOfFile[]): File[] {
  return [...Map.groupBy(said, ({ job, sha256 }) => `${job} ${sha256}`).values()].map((all) => {
    const last = new Map(all.map((one) => [one.person, one]))
    return {
      last: [...last.values()],
      opinions: new Map([...last].map(([person, { kind }]) => [person, kind])),
    }
  })
}

function agreementOf(
  files: readonly File[],
  names: readonly string[],
  people: ReadonlyMap<string, SaidOfFile[]>,
): ReviewStatistics['agreement'] {
  const shared = files.map(({ opinions }) => opinions).filter(({ size }) => size > 1)
  const pairs: ReviewStatistics['agreement']['pairs'] = []
  for (const [place, first] of names.entries())
    for (const second of names.slice(place + 1)) {
      const both = shared.flatMap((opinions) => {
        const [one, other] = [opinions.get(first), opinions.get(second)]
        return one === undefined || other === undefined ? [] : [[one, other] as const]
      })
      if (both.length === 0) continue
      pairs.push({
        first: people.get(first)!.at(-1)!.reviewer,
        second: people.get(second)!.at(-1)!.reviewer,
        videos: both.length,
        agreed: both.filter(([one, other]) => one === other).length,
        kappa: cohensKappa(both),
      })
    }
  return { videos: shared.length, fleiss: fleissKappa(shared), pairs }
}

const has = (opinions: readonly SaidOfFile[], kind: DecisionKind) =>
  opinions.some((opinion) => opinion.kind === kind)
const seenBy = (opinions: readonly SaidOfFile[]) => opinions[0]!.verdict
const isOverruled = (opinions: readonly SaidOfFile[]) =>
  seenBy(opinions) === 'fail' && has(opinions, 'approved') && !has(opinions, 'rejected')
const reasonOf = ({ kind, reason }: SaidOfFile): RejectionReason[] =>
  kind === 'rejected' ? [reason ?? 'other'] : []

/** Most frequent first. */
function counted<T>(all: readonly T[]): [T, number][] {
  const counts = new Map<T, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].sort((one, other) => other[1] - one[1])
}

function secondsOf(said: readonly SaidOfFile[]): {
  medianSeconds: number | null
  meanSeconds: number | null
} {
  const times = said
    .flatMap(({ milliseconds }) => (milliseconds === null ? [] : [milliseconds / 1000]))
    .sort((one, other) => one - other)
  if (times.length === 0) return { medianSeconds: null, meanSeconds: null }
  const middle = times.length >> 1
  return {
    medianSeconds: times.length % 2 === 1 ? times[middle]! : (times[middle - 1]! + times[middle]!) / 2,
    meanSeconds: times.reduce((sum, one) => sum + one, 0) / times.length,
  }
}
