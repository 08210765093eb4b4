import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { StudioEvent } from '../../../src-shared/contract/events.ts'
import type { ImportAnswer } from '../../../src-shared/contract/review-packages.ts'
import { type Door, type StudioChoice, withRecords } from '../door.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'
import type { ExportChoice, ImportChoice } from '../syntax/review-packages.ts'
import { showError } from '../terminal.ts'
import { count, inLine, localTime, size, table } from '../wording.ts'
import { followWork } from './follow-work.ts'

export function exportPackage(door: Door, name: string, choice: ExportChoice): Promise<ExitStatus> {
  return withRecords(door, choice, 'review export', async (studio, onInterrupt) => {
    const id = randomUUID()
    const { terminal } = door
    const standingOf = (event: StudioEvent) => {
      if (event.event !== 'review.packing' || event.id !== id) return null
      const { done, of: total, waits } = event
      return { share: done / total, done, total, waits }
    }
    const followed = { id, stop: 'review.stop-export', name: 'review export', standingOf } as const
    const answer = await followWork(door, studio, onInterrupt, choice, followed, () =>
      studio.api.ask('review.export', {
        id,
        // A sample is known by a number; the id of a batch is never one.
        of: /^\d+$/.test(name) ? { sample: Number(name) } : { batch: name },
        out: resolve(choice.out),
        ...(choice.proxy === undefined ? {} : { proxy: choice.proxy }),
        name: choice.for ?? null,
        overwrite: choice.overwrite ?? false,
      }),
    )
    if (answer === null) {
      terminal.err('The export was stopped, and nothing was written.')
      return { exit: exitStatus.interrupted }
    }
    for (const { video, why } of answer.leftOut) terminal.err(inLine(`Left out: ${video}: ${why}`))
    if (!choice.json)
      terminal.out(inLine(`${count(answer.videos, 'video')}, ${size(answer.bytes)}: ${answer.path}`))
    return { exit: answer.leftOut.length > 0 ? exitStatus.withFaults : exitStatus.done, ...answer }
  })
}

export function importDecisions(door: Door, files: string[], choice: ImportChoice): Promise<ExitStatus> {
  return withRecords(door, choice, 'review import', async (studio) => {
    const answer = await studio.api.ask('review.import', {
      files: files.map((file) => resolve(file)),
      dry: choice.dry ?? false,
      again: choice.again ?? true,
    })
    if (!choice.json) showMerge(door, answer)
    else for (const { refused } of answer.files) if (refused !== null) showError(door.terminal, refused)
    const wasRefused = answer.files.some(({ refused }) => refused !== null) || answer.counts.refused > 0
    return { exit: wasRefused ? exitStatus.wrongUse : exitStatus.done, ...answer }
  })
}

function showMerge({ terminal }: Door, answer: ImportAnswer): void {
  for (const { path, reviewer, batch, refused, counts } of answer.files) {
    if (refused !== null) {
      showError(terminal, refused)
      continue
    }
    terminal.out(inLine(`${path}: by ${reviewer}, of batch ${batch}`))
    const facts: [string, number][] = [
      [answer.dry ? 'Would be taken' : 'Taken', counts.taken],
      ['Taken before', counts.known],
      ['Older than what counts', counts.older],
      ['Taken back by the reviewer', counts.withdrawn],
      ['Refused', counts.refused],
      ['Conflicts', counts.conflicts],
    ]
    for (const line of table(
      facts
        .filter(([, number]) => number > 0)
        .map(([what, number]) => [`  ${what}`, number.toLocaleString('en')]),
    ))
      terminal.out(line)
  }
  for (const { job, video, reviewer, said, why } of answer.entries)
    terminal.out(inLine(`j${job} ${video ?? ''}  ${reviewer} (${said}): ${why}`))
  const { videos, segments } = answer.again
  if (videos > 0)
    terminal.out(
      `${count(videos, 'video is', 'videos are')} made again, ${count(segments, 'segment')} of them anew.`,
    )
}

export function listPackages(door: Door, batch: string, choice: StudioChoice): Promise<ExitStatus> {
  return withRecords(door, choice, 'review packages', async ({ api }) => {
    const { packages } = await api.ask('review.packages', { batch })
    if (!choice.json) {
      if (packages.length === 0) door.terminal.out('No package of this batch went out.')
      for (const line of table(
        packages.map((one) => [
          one.package,
          localTime(one.madeAt),
          count(one.videos, 'video'),
          one.reviewer === null ? '' : `for ${one.reviewer}`,
          one.decisions === 0
            ? 'nothing came back'
            : `${count(one.decisions, 'decision')} by ${one.reviewers.join(', ')}`,
        ]),
      ))
        door.terminal.out(inLine(line))
    }
    return { exit: exitStatus.done, packages }
  })
}
