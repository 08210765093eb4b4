import type { InspectionLevel, Severity } from '../../../src-shared/review/sampling.ts'
import { acceptancePlanOf, planOfLetter, tighterLimit } from './acceptance-plan.ts'

/** A lot that was decided, as it was handed in first: what is looked at again after it was mended doesn't count. */
export type DecidedLot = {
  severity: Severity
  accepted: boolean
  /** Rejected in its sample; those that nobody looked at, since the lot was certain before, count as rejected. */
  rejected: number
  lot: number
}

/** How the next lot is inspected, and why. */
export type Switching = {
  /** `stopped`: five lots were not accepted under tightened inspection; samples say nothing until the cause is mended. */
  state: Severity | 'stopped'
  /** Under normal inspection: from 30 on, reduced inspection may follow. */
  score: number
  /** Under tightened inspection: lots in a row that were accepted, and all that were not. */
  inARow: number
  notAccepted: number
  /** The lots before said so, or a person. */
  lots: number
}

const scoreForReduced = 30
const lotsToLookBack = 5
const lotsToStop = 5

/**
 * The switching rules of ISO 2859-1:1999, 9.3 and 9.4, over the lots before, oldest first. `mayReduce`: whoever is responsible
 * agrees to reduced inspection, and production is steady. A lot that was inspected otherwise than the rules said was switched by
 * a person: they go on from there.
 */
export function switchingAfter(
  lots: readonly DecidedLot[],
  plan: { level: InspectionLevel; aql: number; mayReduce: boolean },
): Switching {
  let now = begun('normal')
  for (const lot of lots) {
    const state = now.state === 'stopped' ? 'tightened' : now.state
    if (lot.severity !== state || now.state === 'stopped') now = begun(lot.severity)
    now = after(now, lot, plan)
  }
  const { recent: _recent, ...switching } = now
  if (now.state === 'normal' && now.score >= scoreForReduced && plan.mayReduce)
    return { ...switching, state: 'reduced', lots: lots.length }
  if (now.state === 'reduced' && !plan.mayReduce) return { ...switching, state: 'normal', lots: lots.length }
  return { ...switching, lots: lots.length }
}

type Running = Omit<Switching, 'lots'> & {
  /** Whether each of the last lots under this severity was accepted. */
  recent: boolean[]
}

const begun = (state: Severity): Running => ({ state, score: 0, inARow: 0, notAccepted: 0, recent: [] })

function after(now: Running, lot: DecidedLot, plan: { level: InspectionLevel; aql: number }): Running {
  const { accepted } = lot
  const recent = [...now.recent, accepted].slice(-lotsToLookBack)
  switch (now.state) {
    case 'normal':
      if (recent.filter((one) => !one).length >= 2) return begun('tightened')
      return { ...now, recent, score: scoreAfter(now.score, lot, plan) }
    case 'tightened': {
      const inARow = accepted ? now.inARow + 1 : 0
      const notAccepted = now.notAccepted + (accepted ? 0 : 1)
      if (inARow >= lotsToLookBack) return begun('normal')
      return { ...now, state: notAccepted >= lotsToStop ? 'stopped' : now.state, recent, inARow, notAccepted }
    }
    case 'reduced':
      return accepted ? { ...now, recent } : begun('normal')
    case 'stopped':
      return now
    default:
      return now.state satisfies never
  }
}

/**
 * Plans that allow two or more: 3 when the lot would have been accepted at a quality limit one step tighter. Those that allow
 * none or one: 2 when it was accepted. Otherwise it begins anew.
 */
function scoreAfter(
  score: number,
  { lot, accepted, rejected }: DecidedLot,
  { level, aql }: { level: InspectionLevel; aql: number },
): number {
  const plan = acceptancePlanOf(lot, level, aql, 'normal')
  if (!accepted) return 0
  if (plan.accept < 2) return score + 2
  const tighter = tighterLimit(aql)
  const isGood = tighter !== null && rejected <= planOfLetter(plan.letter, tighter, 'normal').accept
  return isGood ? score + 3 : 0
}
