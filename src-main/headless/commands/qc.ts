import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type ErrorShape, errorLines } from '../../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../../src-shared/contract/events.ts'
import type { Inspection, Verdict } from '../../../src-shared/quality/inspection.ts'
import { verdicts } from '../../../src-shared/quality/inspection.ts'
import { asError, type Door, type Work, withStudio } from '../door.ts'
import { type ExitStatus, exitStatus, statusOfError, worst } from '../exit-status.ts'
import { nothingYet } from '../progress-bar.ts'
import { statusOfVerdicts, verdictCounts, verdictLines } from '../quality-words.ts'
import type { QcChoice } from '../syntax/quality.ts'
import { count, inLine } from '../wording.ts'
import { followWork } from './follow-work.ts'
import { lookAtBatch } from './qc-batch.ts'

type Inspected = Inspection & { path: string }

/** What any other file would meet as well. */
const ofRun = /^(quality|studio|ffmpeg|line)\.|^cancelled$/

/** `last`, or an id as batches have it: not to be taken for a file of that name that lies there. */
const isBatch = (path: string): boolean =>
  (path === 'last' || /^\d{8}-\d{4}-[a-z2-9]{4}$/.test(path)) && !existsSync(path)

/**
 * Looks at the finished videos of a batch, named by its id or by its folder, knowing what was meant; or at any videos, whoever made
 * them.
 */
export function qc(door: Door, paths: string[], choice: QcChoice): Promise<ExitStatus> {
  const [only] = paths
  const files = lookAtFiles(door, paths, choice)
  if (only === undefined || paths.length > 1) return withStudio(door, choice, files)
  if (isBatch(only)) return withStudio(door, choice, lookAtBatch(door, only, choice), 'work', 'qc')
  // A folder with a manifest may be that of a batch of this studio.
  if (!existsSync(join(only, 'manifest.json'))) return withStudio(door, choice, files)
  const work: Work = async (studio, onInterrupt) => {
    const { batch } = await studio.api.ask('quality.batch-in', { folder: resolve(only) })
    return (batch === null ? files : lookAtBatch(door, batch, choice))(studio, onInterrupt)
  }
  return withStudio(door, choice, work, 'work', 'qc')
}

/** Looks at videos one after the other and says what is wrong with each. One that can't be looked at costs no other one. */
const lookAtFiles =
  (door: Door, paths: readonly string[], choice: QcChoice): Work =>
  async (studio, onInterrupt) => {
    const { terminal } = door
    const id = randomUUID()
    const done: Inspected[] = []
    const failed: ErrorShape[] = []
    let videos: string[] = []
    const standingOf = (event: StudioEvent) => {
      if (event.event !== 'quality.progress' || event.id !== id) return null
      const over = done.length + failed.length
      return { share: (over + event.share) / videos.length, done: over, total: videos.length }
    }
    const followed = { id, stop: 'quality.stop-inspecting', name: 'qc', standingOf } as const
    const whole = await followWork(
      door,
      studio,
      onInterrupt,
      choice,
      followed,
      async ({ shown, isInterrupted }) => {
        const found = await studio.api.ask('quality.find-videos', {
          paths: paths.map((path) => resolve(path)),
        })
        videos = found.videos
        for (const path of videos) {
          if (isInterrupted()) return null
          shown?.update({ ...nothingYet, name: 'qc', doing: `Looking at ${inLine(path)}` })
          const inspection = await studio.api
            .ask('quality.inspect-file', { id, path, profile: choice.profile ?? 'web' })
            .catch((error: unknown) => {
              const shape = asError(error)
              if (isInterrupted() || videos.length === 1 || ofRun.test(shape.code)) throw error
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
          else for (const line of verdictLines(done.at(-1)!, terminal.columns())) shown?.say(line)
        }
        return true
      },
    )
    const { findingsOut } = choice
    if (findingsOut !== undefined)
      await studio.api.ask('quality.write-findings', {
        out: resolve(findingsOut),
        of: { files: done.map(({ path, verdict, findings }) => ({ path, verdict, findings })) },
      })
    const of = (verdict: Verdict) => done.filter((one) => one.verdict === verdict).length
    const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, of(verdict)])) as Record<
      Verdict,
      number
    >
    if (!choice.json && videos.length > 1) {
      terminal.out('')
      terminal.out(
        `${count(done.length, 'video')} looked at: ${verdictCounts(counts)}.${failed.length > 0 ? ` Not looked at: ${failed.length}.` : ''}`,
      )
    }
    const exit =
      whole === null
        ? exitStatus.interrupted
        : worst([statusOfVerdicts(counts, choice.strict === true), ...failed.map(statusOfError)])
    return { exit, files: done.length, ...counts, notInspected: failed.length }
  }
