import { type Inspection, type QualityFinding, verdictOf } from '../../../src-shared/quality/inspection.ts'
import type { Intent } from '../../../src-shared/quality/intent.ts'
import type { QualityProfile } from '../../../src-shared/quality/profiles.ts'
import { judgeInSlices } from '../../core/quality-rules/judge.ts'
import { judgePlanned } from '../../core/quality-rules/planned-rules.ts'
import { inTurns } from './in-turns.ts'
import type { PastInspection } from './past-facts.ts'
import { profileHash } from './profile-book.ts'
import type { MeasuredFile } from './quality-inspector.ts'

/** Judges what was measured of a file, in the order of the video. `intent` null: nobody knows what was meant. */
export async function judgeMeasured(
  measured: Omit<MeasuredFile, 'cpuMilliseconds'>,
  intent: Intent | null,
  profile: QualityProfile,
  signal: AbortSignal,
): Promise<QualityFinding[]> {
  const findings = [
    ...(await inTurns(judgeInSlices(measured, intent, profile), signal)),
    ...(intent === null ? [] : judgePlanned(intent, measured.looks, profile)),
  ]
  return findings.sort((one, other) => (one.from ?? -1) - (other.from ?? -1))
}

/**
 * Judges a file anew by what is kept of it, without decoding it. Null where it has to be measured: nothing is kept for this plan, the
 * decoder complained (which may have been the machine's fault), or it is to be compared with its plan and wasn't.
 */
export async function judgeKept(
  kept: PastInspection | null,
  file: { sha256: string; plan: string; compared: boolean },
  profile: QualityProfile,
  signal: AbortSignal,
): Promise<Inspection | null> {
  if (kept === null || kept.intent === null || kept.plan !== file.plan) return null
  const { measured, intent } = kept
  const isClean = [measured.file, measured.picture, measured.sound].every((part) => !part?.faults.length)
  if (!isClean || (file.compared && (measured.likeness === null || measured.likeness.fault !== null)))
    return null
  const likeness = file.compared ? measured.likeness : null
  const findings = await judgeMeasured({ ...measured, likeness }, intent, profile, signal)
  return {
    verdict: verdictOf(findings),
    findings,
    profile: { name: profile.name, hash: profileHash(profile) },
    sha256: file.sha256,
    planned: true,
    cpuMilliseconds: 0,
  }
}
