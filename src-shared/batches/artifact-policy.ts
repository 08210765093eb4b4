import { z } from 'zod'
import { StudioError } from '../contract/errors.ts'

/** What becomes of a batch's artifacts when it is done: dropped at once, kept, or kept so many days. */
export const artifactPolicy = z.union([
  z.enum(['drop', 'keep']),
  z.strictObject({ days: z.int().min(1).max(3650) }),
])
export type ArtifactPolicy = z.infer<typeof artifactPolicy>

/** Reads `keep`, `drop` or `7d`. Throws `artifacts.policy`. */
export function parseArtifactPolicy(text: string): ArtifactPolicy {
  const word = text.trim().toLowerCase()
  const days = /^(\d+)d$/.exec(word)?.[1]
  const read = artifactPolicy.safeParse(days === undefined ? word : { days: Number(days) })
  if (read.success) return read.data
  throw new StudioError({
    code: 'artifacts.policy',
    message: `"${text}" does not say how long artifacts are kept.`,
    whatToDo: 'Say keep, drop, or a number of days from 1d to 3650d, like 7d.',
  })
}

/** The same as text, as `parseArtifactPolicy` reads it. */
export function artifactPolicyText(policy: ArtifactPolicy): string {
  return typeof policy === 'string' ? policy : `${policy.days}d`
}

/** Whether artifacts of a batch that ended at `endedAt` have to go at `now` (both ISO 8601). */
export function isPolicyDue(policy: ArtifactPolicy, endedAt: string, now: string): boolean {
  if (typeof policy === 'string') return policy === 'drop'
  return Date.parse(now) - Date.parse(endedAt) >= policy.days * 86_400_000
}
