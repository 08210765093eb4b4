import type { Verdict } from '../../../src-shared/quality/inspection.ts'
import { latestOf } from '../../../src-shared/review/latest.ts'
import type { Decision, Stand } from '../../../src-shared/review/review.ts'

/** How many people say what of a file. */
export type Standing = { approvals: number; rejections: number; flags: number }

type Said = Pick<Decision, 'id' | 'reviewer' | 'kind' | 'sha256' | 'undoneAt'>

/** Where a file stands after what people said of it. */
export function standingOf(decisions: readonly Said[], sha256: string): Standing {
  const standing: Standing = { approvals: 0, rejections: 0, flags: 0 }
  for (const { kind } of latestOf(decisions, sha256)) standing[columns[kind]] += 1
  return standing
}

const columns = { approved: 'approvals', rejected: 'rejections', flagged: 'flags' } as const

/**
 * How that counts: a rejection outweighs a flag, a flag approvals; where nobody said anything, a file that the checks
 * failed counts as rejected.
 */
export function standOf({ approvals, rejections, flags }: Standing, verdict: Verdict | null): Stand {
  if (rejections > 0) return 'rejected'
  if (flags > 0) return 'flagged'
  if (approvals > 0) return approvals > 1 ? 'approved-twice' : 'approved-once'
  return verdict === 'fail' ? 'failing' : 'open'
}
