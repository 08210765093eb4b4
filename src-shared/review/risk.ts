import type { QualityFinding, Verdict } from '../quality/inspection.ts'

/** What makes a video worth a look. Shares are 0..1; what isn't known is 0. */
export type RiskFacts = {
  verdict: Verdict | null
  findings: readonly Pick<QualityFinding, 'severity'>[]
  /** How rare the values are that its row has: 1, nobody else has them. */
  rarity: number
  /** How long its texts are beside the longest of the batch. */
  length: number
  /** The template made no batch before. */
  newTemplate: boolean
  /** Something stands in for a file that was missing. */
  fallback: boolean
}

/**
 * How much a video deserves a look, 0..1. Each sign takes its share of what the others left: any of them raises it, none can
 * make it more than certain, and a failed check is more than all the rest together.
 */
export function riskOf({ verdict, findings, rarity, length, newTemplate, fallback }: RiskFacts): number {
  const count = (severity: QualityFinding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length
  const signs = [
    verdict === 'fail' ? 0.8 : verdict === 'warn' ? 0.4 : 0,
    several(0.3, count('error')),
    several(0.15, count('warning')),
    several(0.03, count('note')),
    fallback ? 0.3 : 0,
    newTemplate ? 0.1 : 0,
    0.2 * within(rarity),
    0.15 * within(length) ** 2,
  ]
  return 1 - signs.reduce((left, sign) => left * (1 - sign), 1)
}

const several = (one: number, times: number) => 1 - (1 - one) ** times
const within = (share: number) => Math.min(1, Math.max(0, share))
