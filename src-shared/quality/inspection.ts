import type { CheckName, Severity } from './checks.ts'

/** A part of the frame, in pixels of the video. */
export type Region = { x: number; y: number; width: number; height: number }

/** What a check saw in a finished video. */
export type QualityFinding = {
  check: CheckName
  severity: Exclude<Severity, 'off'>
  /** Frames, counted from the video's start: the first, and the one after the last. null: the whole file. */
  from: number | null
  to: number | null
  /** What was seen and what it is held against, in the check's unit; null where there is no figure. */
  figure: number | null
  threshold: number | null
  unit: string | null
  message: string
  whatToDo: string
  region: Region | null
  /** `scene/layer`, where it is about one. */
  layer: string | null
  /** Hash of the segment in which it lies whole; null: it lies in several, or it is about the file. */
  segment: string | null
}

/** What follows: `warn`, a person should look; `fail`, it should not go out. */
export const verdicts = ['pass', 'warn', 'fail'] as const
export type Verdict = (typeof verdicts)[number]
/** The same of a finished video; `none`: nobody looked at its file. */
export const inspectedAs = [...verdicts, 'none'] as const
export type InspectedAs = (typeof inspectedAs)[number]

/** By rule: an error fails, a warning warns, notes pass. */
export function verdictOf(findings: readonly Pick<QualityFinding, 'severity'>[]): Verdict {
  if (findings.some(({ severity }) => severity === 'error')) return 'fail'
  return findings.some(({ severity }) => severity === 'warning') ? 'warn' : 'pass'
}

/** What came of looking at one finished file. */
export type Inspection = {
  verdict: Verdict
  /** In the order of their first frames; those about the whole file first. */
  findings: QualityFinding[]
  /** The name of the profile, and SHA-256 of all that it says. */
  profile: { name: string; hash: string }
  /** Of the file that was looked at. */
  sha256: string
  /** Whether the plan of the video was at hand, so that what was meant is known. */
  planned: boolean
  /** Of all programs and threads that looked, milliseconds; null where the system doesn't tell. */
  cpuMilliseconds: number | null
}
