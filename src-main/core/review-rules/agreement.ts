import type { DecisionKind } from '../../../src-shared/review/review.ts'
import { decisionKinds } from '../../../src-shared/review/review.ts'

/** What people last said of one file, one entry a person. */
export type Opinions = ReadonlyMap<string, DecisionKind>

/**
 * Cohen's kappa of two people over the files that both judged: 1 when they always agree, 0 when as often as by chance. null:
 * none was judged by both, or both always said one and the same thing, which chance alone explains.
 */
export function cohensKappa(pairs: readonly (readonly [DecisionKind, DecisionKind])[]): number | null {
  if (pairs.length === 0) return null
  const share = (side: 0 | 1, kind: DecisionKind) =>
    pairs.filter((pair) => pair[side] === kind).length / pairs.length
  const seen = pairs.filter(([first, second]) => first === second).length / pairs.length
  const byChance = decisionKinds.reduce((sum, kind) => sum + share(0, kind) * share(1, kind), 0)
  return beyondChance(seen, byChance)
}

/**
 * Fleiss' kappa over files that at least two people judged, as many as there were for each: a file's agreement is the share of
 * its pairs of people who agree, and each file counts by its people in what chance would give.
 */
export function fleissKappa(files: readonly Opinions[]): number | null {
  const judged = files.filter(({ size }) => size > 1)
  if (judged.length === 0) return null
  let agreement = 0
  let all = 0
  const totals = { approved: 0, rejected: 0, flagged: 0 }
  for (const opinions of judged) {
    const counts = { approved: 0, rejected: 0, flagged: 0 }
    for (const kind of opinions.values()) counts[kind] += 1
    const { size } = opinions
    let pairs = 0
    for (const kind of decisionKinds) {
      pairs += counts[kind] * (counts[kind] - 1)
      totals[kind] += counts[kind]
    }
    agreement += pairs / (size * (size - 1))
    all += size
  }
  const byChance = decisionKinds.reduce((sum, kind) => sum + (totals[kind] / all) ** 2, 0)
  return beyondChance(agreement / judged.length, byChance)
}

const beyondChance = (seen: number, byChance: number): number | null =>
  1 - byChance < 1e-12 ? null : (seen - byChance) / (1 - byChance)
