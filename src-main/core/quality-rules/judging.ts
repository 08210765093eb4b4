import { type CheckName, checks, type Limit } from '../../../src-shared/quality/checks.ts'
import type { FileFacts, LikenessFacts, PictureFacts, SoundFacts } from '../../../src-shared/quality/facts.ts'
import type { QualityFinding } from '../../../src-shared/quality/inspection.ts'
import type { Intent, Stretch } from '../../../src-shared/quality/intent.ts'
import { limitOf, type QualityProfile, severityOf } from '../../../src-shared/quality/profiles.ts'

/** What is judged. null: it was not measured, or there is none. `intent` null: somebody else's video, of which nothing is known. */
export type Measured = {
  file: FileFacts | null
  picture: PictureFacts | null
  sound: SoundFacts | null
  /** Left out: it was not compared with its plan, as most aren't. */
  likeness?: LikenessFacts | null
}

/** What a check says; the rest of a finding follows from the profile. */
export type Seen = {
  from?: number | undefined
  to?: number | undefined
  figure?: number | undefined
  threshold?: number | null | undefined
  /** Of figure and threshold. */
  unit?: string
  message: string
  whatToDo: string
  region?: QualityFinding['region']
  /** It may be meant, and nothing is known of what was: no more than this, unless the profile itself says how grave it is. */
  atMost?: 'note' | 'warning'
}

export type Judging = Measured & {
  intent: Intent | null
  profile: QualityProfile
  /** Frames a second. */
  fps: number
  /** Null: the check is off. A limit that the check doesn't have throws. */
  limit(check: CheckName, limit: string): number | null
  isOn(check: CheckName): boolean
  tell(check: CheckName, seen: Seen): void
}

/** A rule that looks at long series stops now and then, so that nobody has to wait for all of it. */
export type Slices = Generator<undefined, void>
/** Frames between two stops. */
export const sliceFrames = 2_000

export function createJudging(
  measured: Measured,
  intent: Intent | null,
  profile: QualityProfile,
): Judging & { findings: QualityFinding[] } {
  const findings: QualityFinding[] = []
  const rate = measured.picture?.rate ?? measured.file?.rate ?? intent?.rate ?? { num: 25, den: 1 }
  return {
    ...measured,
    intent,
    profile,
    fps: rate.num / rate.den,
    findings,
    limit: (check, limit) => limitOf(profile, check, limit),
    isOn: (check) => severityOf(profile, check) !== 'off',
    tell(check, seen) {
      const own = severityOf(profile, check)
      if (own === 'off') return
      const isSaid = profile.checks[check]?.severity !== undefined
      const severity = isSaid || seen.atMost === undefined ? own : milder(own, seen.atMost)
      findings.push({
        check,
        severity,
        from: seen.from ?? null,
        to: seen.to ?? null,
        figure: seen.figure ?? null,
        threshold: seen.threshold ?? null,
        unit: seen.figure === undefined ? null : (seen.unit ?? unitOf(check)),
        message: seen.message,
        whatToDo: seen.whatToDo,
        region: seen.region ?? null,
        layer: null,
        segment: null,
      })
    },
  }
}

const gravity = ['note', 'warning', 'error'] as const
const milder = (one: QualityFinding['severity'], other: QualityFinding['severity']) =>
  gravity[Math.min(gravity.indexOf(one), gravity.indexOf(other))]!

function unitOf(check: CheckName): string | null {
  const limits: Limit[] = Object.values(checks[check].limits)
  return limits[0]?.unit ?? null
}

/** `0.4 s`, `12 s`: as long as it has to be. */
export function seconds(length: number): string {
  return `${rounded(length, length < 10 ? 2 : 1)} s`
}

/** A figure without digits that say nothing. */
export function rounded(figure: number, digits: number): string {
  return String(Number(figure.toFixed(digits)))
}

/** Stretches of frames for which `is` holds; those with at most `bridge` frames between them are one. */
export function stretches(frames: number, is: (frame: number) => boolean, bridge = 0): Stretch[] {
  const found: Stretch[] = []
  for (let frame = 0; frame < frames; frame++) {
    if (!is(frame)) continue
    const last = found.at(-1)
    if (last !== undefined && frame - last.to <= bridge) last.to = frame + 1
    else found.push({ from: frame, to: frame + 1 })
  }
  return found
}

/** What of a stretch lies outside of those that are meant, which reach `slack` frames further on either side. */
export function outside(stretch: Stretch, meant: readonly Stretch[], slack: number): Stretch[] {
  let left: Stretch[] = [stretch]
  for (const { from, to } of meant)
    left = left
      .flatMap((part) => [
        { from: part.from, to: Math.min(part.to, from - slack) },
        { from: Math.max(part.from, to + slack), to: part.to },
      ])
      .filter((part) => part.from < part.to)
  return left
}

export const isWithin = (frame: number, meant: readonly Stretch[], slack = 0): boolean =>
  meant.some(({ from, to }) => frame >= from - slack && frame < to + slack)

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.length === 0 ? 0 : sorted[Math.floor(sorted.length / 2)]!
}
