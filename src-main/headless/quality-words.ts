import type { QualityFinding, Verdict } from '../../src-shared/quality/inspection.ts'
import { type ExitStatus, exitStatus } from './exit-status.ts'
import { fitted, harmless, inLine } from './wording.ts'

export function statusOfVerdicts(counts: Record<Verdict, number>, strict: boolean): ExitStatus {
  if (counts.fail > 0) return exitStatus.failedChecks
  return counts.warn > 0 && strict ? exitStatus.needsLook : exitStatus.done
}

/** `FAIL  /videos/a.mp4`, and a line for each finding. */
export function verdictLines(
  { path, verdict, findings }: { path: string; verdict: Verdict; findings: readonly QualityFinding[] },
  columns: number,
): string[] {
  return [
    `${verdict.toUpperCase().padEnd(4)}  ${inLine(path)}`,
    ...findings.map((finding) => `  ${findingLine(finding, columns - 3)}`),
  ]
}

/** `error  picture.black  frames 30-41  The picture is black for 0.4 s.` */
function findingLine({ severity, check, from, to, message, whatToDo }: QualityFinding, room: number): string {
  const where =
    from === null || to === null ? '' : to - from > 1 ? `frames ${from}-${to - 1}  ` : `frame ${from}  `
  const line = `${severity.padEnd(7)}  ${check.padEnd(18)}  ${where}${harmless(message)} ${harmless(whatToDo)}`
  // A person can scroll; what is cut can't be read at all.
  return room < 60 ? fitted(line, Math.max(40, room)) : inLine(line)
}

/** `8 pass, 1 to be looked at, 2 fail` */
export const verdictCounts = ({ pass, warn, fail }: Record<Verdict, number>): string =>
  `${figure(pass)} pass, ${figure(warn)} to be looked at, ${figure(fail)} fail`

/** Of one video, as a list says it. */
export const verdictWords: Record<Verdict, string> = {
  pass: 'passed its inspection',
  warn: 'to be looked at',
  fail: 'failed its inspection',
}

const figure = (number: number) => number.toLocaleString('en')
