import { resolve } from 'node:path'
import { type ErrorShape, errorLines } from '../../../src-shared/contract/errors.ts'
import type { Inspection, QualityFinding, Verdict } from '../../../src-shared/quality/inspection.ts'
import { verdicts } from '../../../src-shared/quality/inspection.ts'
import { asError, type Door, withStudio } from '../door.ts'
import { type ExitStatus, exitStatus, statusOfError, worst } from '../exit-status.ts'
import { nothingYet } from '../progress-bar.ts'
import { showProgress } from '../show-progress.ts'
import type { QcChoice } from '../syntax/quality.ts'
import { count, fitted, harmless, inLine } from '../wording.ts'

type Inspected = Inspection & { path: string }

/** What any other file would meet as well. */
const ofRun = /^(quality|studio|ffmpeg|line)\.|^cancelled$/

/** Looks at videos one after the other and says what is wrong with each. One that can't be looked at costs no other one. */
export function qc(door: Door, paths: string[], choice: QcChoice): Promise<ExitStatus> {
  return withStudio(door, choice, async (studio, onInterrupt) => {
    const { terminal } = door
    const shown = choice.json ? null : showProgress(terminal, door.now)
    let interrupted = false
    onInterrupt(() => {
      interrupted = true
      void studio.api.ask('quality.stop-inspecting', { id: 'qc' })
    })
    const { videos } = await studio.api.ask('quality.find-videos', {
      paths: paths.map((path) => resolve(path)),
    })
    const done: Inspected[] = []
    const failed: ErrorShape[] = []
    const stopListening = studio.listen((events) => {
      for (const event of events) {
        if (event.event !== 'quality.progress') continue
        if (choice.json) terminal.out(JSON.stringify(event))
        const over = done.length + failed.length
        const share = (over + event.share) / videos.length
        shown?.update({ ...nothingYet, name: 'qc', share, done: over, total: videos.length })
      }
    })
    try {
      for (const path of videos) {
        if (interrupted) break
        shown?.update({ ...nothingYet, name: 'qc', doing: `Looking at ${inLine(path)}` })
        const inspection = await studio.api
          .ask('quality.inspect-file', { id: 'qc', path, profile: choice.profile })
          .catch((error: unknown) => {
            const shape = asError(error)
            if (interrupted || videos.length === 1 || ofRun.test(shape.code)) throw error
            failed.push(shape)
            if (choice.json) terminal.out(JSON.stringify({ event: 'not-inspected', path, error: shape }))
            for (const line of [
              `----  ${inLine(path)}`,
              ...errorLines(shape).map((line) => `  ${inLine(line)}`),
            ])
              shown?.say(line)
            return null
          })
        if (inspection === null) continue
        done.push({ path, ...inspection })
        if (choice.json) terminal.out(JSON.stringify({ event: 'inspected', path, ...inspection }))
        else for (const line of linesOf(done.at(-1)!, terminal.columns())) shown?.say(line)
      }
    } catch (error) {
      if (!interrupted) throw error
    } finally {
      stopListening()
      shown?.end()
    }
    const { findingsOut } = choice
    if (findingsOut !== undefined)
      await studio.api.ask('quality.write-findings', {
        out: resolve(findingsOut),
        files: done.map(({ path, verdict, findings }) => ({ path, verdict, findings })),
      })
    const of = (verdict: Verdict) => done.filter((one) => one.verdict === verdict).length
    const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, of(verdict)])) as Record<
      Verdict,
      number
    >
    if (!choice.json && videos.length > 1)
      terminal.out(
        `${count(done.length, 'video')} looked at: ${counts.pass} pass, ${counts.warn} to be looked at, ${counts.fail} fail.${failed.length > 0 ? ` Not looked at: ${failed.length}.` : ''}`,
      )
    const exit = interrupted
      ? exitStatus.interrupted
      : worst([statusOf(counts, choice.strict === true), ...failed.map(statusOfError)])
    return { exit, files: done.length, ...counts, notInspected: failed.length }
  })
}

function statusOf(counts: Record<Verdict, number>, strict: boolean): ExitStatus {
  if (counts.fail > 0) return exitStatus.failedChecks
  return counts.warn > 0 && strict ? exitStatus.needsLook : exitStatus.done
}

/** `FAIL  /videos/a.mp4`, and a line for each finding. */
function linesOf({ path, verdict, findings }: Inspected, columns: number): string[] {
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
