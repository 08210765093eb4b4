import { setImmediate as turn } from 'node:timers/promises'
import type { ChangedVerdict, QualityEffect } from '../../../src-shared/contract/quality-effect.ts'
import type { QualityFinding } from '../../../src-shared/quality/inspection.ts'
import type { QualityProfile } from '../../../src-shared/quality/profiles.ts'
import { profileWith } from '../../../src-shared/quality/wish.ts'
import { createEffect } from '../../core/quality-rules/effect.ts'
import { judgeInSlices } from '../../core/quality-rules/judge.ts'
import { judgePlanned } from '../../core/quality-rules/planned-rules.ts'
import type { PastFacts, PastInspection } from './past-facts.ts'

/** A file that was inspected and still lies there. */
export type PastVideo = Omit<ChangedVerdict, 'from' | 'to' | 'more' | 'fewer'> & {
  sha256: string
  /** Another file lies there by now; what this one was held against is known by what is kept of it alone. */
  former: boolean
}

/** Milliseconds of work after which others have their turn. */
const sliceTime = 10

/**
 * Judges past videos by two profiles, from what is kept of them, and counts what would change. Rejects with the signal's
 * reason.
 */
export async function effectOf(
  asked: {
    draft: QualityProfile
    against: QualityProfile
    videos: readonly PastVideo[]
    hasMore: boolean
    /** Of those that were held against this profile only; null: of all. */
    only: string | null
    examples: number
  },
  past: Pick<PastFacts, 'find'>,
  how: { signal: AbortSignal; onShare(share: number): void },
): Promise<QualityEffect> {
  const { draft, against, videos, hasMore, only } = asked
  let ofOthers = 0
  const effect = createEffect(asked.examples)
  let begun = performance.now()
  const breathe = async () => {
    if (performance.now() - begun < sliceTime) return
    await turn()
    how.signal.throwIfAborted()
    begun = performance.now()
  }
  for (const [index, { sha256, former, ...video }] of videos.entries()) {
    how.signal.throwIfAborted()
    const kept = await past.find(sha256)
    if (kept !== null && former && only !== null && kept.profile !== only) ofOthers += 1
    else if (kept !== null) {
      const before = await judged(kept, against, breathe)
      effect.add({ ...video, before, after: await judged(kept, draft, breathe) })
    }
    how.onShare((index + 1) / videos.length)
    await breathe()
  }
  return { against: against.name, videos: videos.length - ofOthers, hasMore, ...effect.counted() }
}

async function judged(
  { measured, intent, wishes }: PastInspection,
  profile: QualityProfile,
  breathe: () => Promise<void>,
): Promise<QualityFinding[]> {
  const own = profileWith(profile, ...wishes)
  const slices = judgeInSlices(measured, intent, own)
  for (;;) {
    const slice = slices.next()
    if (slice.done === true)
      return [...slice.value, ...(intent === null ? [] : judgePlanned(intent, measured.looks, own))]
    await breathe()
  }
}
