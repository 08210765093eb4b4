import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { ImportAnswer } from '../../../src-shared/contract/review-packages.ts'
import { type Door, type StudioChoice, withStudio } from '../door.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'
import type { ExportChoice, ImportChoice } from '../syntax/review-packages.ts'
import { showError } from '../terminal.ts'
import { count, inLine, localTime, size, table } from '../wording.ts'

export function exportPackage(door: Door, name: string, choice: ExportChoice): Promise<ExitStatus> {
  return withStudio(
    door,
    choice,
    async (studio, onInterrupt) => {
      const id = randomUUID()
      onInterrupt(() => void studio.api.ask('review.stop-export', { id }))
      const { terminal } = door
      let told = -1
      const stop = studio.listen((events) => {
        for (const event of events) {
          if (event.event !== 'review.packing' || event.id !== id || choice.json) continue
          const tenth = Math.floor((event.done * 10) / event.of)
          if (tenth > told) terminal.err(`${event.done.toLocaleString('en')} of ${count(event.of, 'video')}`)
          told = tenth
        }
      })
      try {
        const answer = await studio.api.ask('review.export', {
          id,
          // A sample is known by a number; the id of a batch is never one.
          of: /^\d+$/.test(name) ? { sample: Number(name) } : { batch: name },
          out: resolve(choice.out),
          ...(choice.proxy === undefined ? {} : { proxy: choice.proxy }),
          name: choice.for ?? null,
          overwrite: choice.overwrite ?? false,
        })
        for (const { video, why } of answer.leftOut) terminal.err(inLine(`Left out: ${video}: ${why}`))
        if (!choice.json)
          terminal.out(inLine(`${count(answer.videos, 'video')}, ${size(answer.bytes)}: ${answer.path}`))
        return { exit: answer.leftOut.length > 0 ? exitStatus.withFaults : exitStatus.done, ...answer }
      } finally {
        stop()
      }
    },
    'records',
    'review export',
  )
}

export function importDecisions(door: Door, files: string[], choice: ImportChoice): Promise<ExitStatus> {
  return withStudio(
    door,
    choice,
    async (studio) => {
      const answer = await studio.api.ask('review.import', {
        files: files.map((file) => resolve(file)),
        dry: choice.dry ?? false,
        again: choice.again ?? true,
      })
      if (!choice.json) showMerge(door, answer)
      else for (const { refused } of answer.files) if (refused !== null) showError(door.terminal, refused)
      const wasRefused = answer.files.some(({ refused }) => refused !== null) || answer.counts.refused > 0
      return { exit: wasRefused ? exitStatus.wrongUse : exitStatus.done, ...answer }
    },
    'records',
    'review import',
  )
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
  return withStudio(
    door,
    choice,
    async ({ api }) => {
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
    },
    'records',
    'review packages',
  )
}
