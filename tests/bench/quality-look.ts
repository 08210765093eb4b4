import { rm } from 'node:fs/promises'
import { checks } from '../../src-shared/quality/checks.ts'
import type { QualityFinding } from '../../src-shared/quality/inspection.ts'
import { footageRate } from './quality-footage.ts'
import { type Found, type Kind, type LabelledClip, type Score, scoreOf } from './quality-labels.ts'
import { runScript } from './quality-script.ts'

/** What Reelmill and the script found in one clip, held against its labels. CPU in milliseconds. */
export type Looked = {
  kind: Kind
  drawn: boolean
  shipped: boolean
  /** Whether it has any fault. */
  faulty: boolean
  score: Score
  cpu: number | null
  script: { score: Score; cpu: number } | null
}

/** Findings that count: what a person is asked to look at, and notes of checks that give no more than notes. */
export function foundOf(findings: readonly QualityFinding[], rate = footageRate): Found[] {
  return findings
    .filter(({ severity, check }) => severity !== 'note' || checks[check].severity === 'note')
    .map(({ check, from, to, message }) => ({
      check,
      from: from === null ? null : from / rate,
      to: to === null ? null : to / rate,
      said: message,
    }))
}

/** Has a clip inspected, and looked at by the script, and removes it. */
export async function lookAt(clip: LabelledClip, how: { script: boolean }): Promise<Looked> {
  const { findings, cpuMilliseconds } = await clip.inspect()
  const script = how.script ? await runScript(clip.path, clip.loudness) : null
  if (!clip.shipped) await rm(clip.path, { force: true })
  return {
    kind: clip.kind,
    drawn: clip.drawn,
    shipped: clip.shipped,
    faulty: clip.faults.length > 0,
    score: scoreOf(clip, foundOf(findings)),
    cpu: cpuMilliseconds,
    script: script === null ? null : { score: scoreOf(clip, script.found), cpu: script.cpu },
  }
}
