import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { Answers } from '../../../src-shared/contract/commands.ts'
import { errorLines } from '../../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../../src-shared/contract/events.ts'
import type { BatchInspected, QualitySummary } from '../../../src-shared/contract/quality.ts'
import type { Door, Reached, Work } from '../door.ts'
import { type ExitStatus, exitStatus, statusOfError, worst } from '../exit-status.ts'
import { statusOfVerdicts, verdictCounts, verdictLines } from '../quality-words.ts'
import type { QcChoice } from '../syntax/quality.ts'
import { count, inLine } from '../wording.ts'
import { followWork } from './follow-work.ts'

const pageSize = 200

/** Looks at the finished videos of a batch in the slots of the farm, and says what is wrong with each. */
export const lookAtBatch =
  (door: Door, batch: string, choice: QcChoice): Work =>
  async (studio, onInterrupt) => {
    const { terminal } = door
    const id = randomUUID()
    const standingOf = (event: StudioEvent) => {
      if (event.event !== 'quality.progress' || event.id !== id) return null
      const { share, done = 0, total = 0 } = event
      return { share, done, total }
    }
    const followed = {
      id,
      stop: 'quality.stop-inspecting',
      name: 'qc',
      doing: `Looking at batch ${inLine(batch)}`,
      standingOf,
    } as const
    const came = await followWork(door, studio, onInterrupt, choice, followed, () =>
      studio.api.ask('quality.inspect-batch', {
        id,
        batch,
        ...(choice.profile === undefined ? {} : { profile: choice.profile }),
        again: choice.again ?? choice.likeness !== undefined,
        ...(choice.likeness === undefined ? {} : { likeness: choice.likeness }),
      }),
    )
    // What was seen until then is kept.
    if (came === null) return { exit: exitStatus.interrupted, batch }
    const { faults } = came
    const say = (lines: readonly string[]) => {
      for (const line of lines) terminal.out(line)
    }
    let toldOf = faults.length
    for await (const video of inspectedVideos(studio, came.batch, choice.json ? [] : ['warn', 'fail']))
      if (choice.json) terminal.out(JSON.stringify({ event: 'inspected', ...video }))
      else {
        say(verdictLines(video, terminal.columns()))
        toldOf += 1
      }
    for (const { job, path, error } of faults)
      if (choice.json) terminal.out(JSON.stringify({ event: 'not-inspected', job, path, error }))
      else say([`----  ${inLine(path)}`, ...errorLines(error).map((one) => `  ${inLine(one)}`)])
    const { findingsOut } = choice
    if (findingsOut !== undefined)
      await studio.api.ask('quality.write-findings', { out: resolve(findingsOut), of: { batch: came.batch } })
    const summary = await studio.api.ask('quality.summary', { batch: came.batch })
    if (!choice.json) say([...(toldOf > 0 ? [''] : []), ...summaryLines(came, summary)])
    const exit: ExitStatus = worst([
      statusOfVerdicts(summary.verdicts, choice.strict === true),
      ...faults.map(({ error }) => statusOfError(error)),
    ])
    const { faults: _told, ...counts } = came
    return { exit, ...counts, summary }
  }

type Videos = Answers['quality.videos']

/** In the order of the table. `verdicts`: none for all. */
async function* inspectedVideos(
  studio: Reached,
  batch: string,
  verdicts: Videos['videos'][number]['verdict'][],
): AsyncGenerator<Videos['videos'][number]> {
  for (let after: number | null = 0; after !== null; ) {
    const page: Videos = await studio.api.ask('quality.videos', {
      batch,
      ...(verdicts.length === 0 ? {} : { verdict: verdicts }),
      after,
      limit: pageSize,
    })
    yield* page.videos
    after = page.next
  }
}

function summaryLines(came: BatchInspected, { verdicts, checks }: QualitySummary): string[] {
  const { inspected, known, replanned, notInspected } = came
  return [
    ...checks.map(
      ({ check, severity, findings, videos }) =>
        `  ${severity.padEnd(7)}  ${check.padEnd(18)}  ${count(findings, 'finding')} in ${count(videos, 'video')}`,
    ),
    `Batch ${came.batch}, profile ${came.profile}: ${count(inspected, 'video')} looked at${known === 0 ? '' : `, ${count(known, 'video')} before`}: ${verdictCounts(verdicts)}.`,
    ...(replanned === 0
      ? []
      : [
          `${count(replanned, 'video')} would be made otherwise today (a source, ffmpeg or Reelmill itself changed): held against what is meant today.`,
        ]),
    ...(notInspected === 0 ? [] : [`Not looked at: ${notInspected}.`]),
  ]
}
