import type { FarmStanding, QueueEntry, QueueStanding } from '../../src-shared/farm/farm.ts'
import { leftWithRange, percentOf, range } from './progress-bar.ts'
import { count, fitted, inLine, table } from './wording.ts'

/** The queue as a table, two lines a batch: the figures, and why it stands as it does. Every line fits. */
export function queueLines({ paused, entries }: QueueStanding, columns: number): string[] {
  const room = Math.max(40, columns - 1)
  const figures = table([
    ['', 'BATCH', 'PRIORITY', 'DONE', 'LEFT'],
    ...entries.map((entry, index) => [String(index + 1), ...entryCells(entry)]),
  ])
  return [
    ...(paused ? [fitted('Everything is paused: reelmill queue resume all', room)] : []),
    ...(entries.length === 0 ? ['The queue is empty.'] : [fittedRow(figures[0]!, room)]),
    ...entries.flatMap((entry, index) => [
      fittedRow(figures[index + 1]!, room),
      fittedRow(`   ${inLine(entry.batch.name)}: ${inLine(entry.why)}`, room),
    ]),
  ]
}

/** `fitted` drops what leads; here it is the table's shape. */
function fittedRow(line: string, room: number): string {
  const lead = /^ */.exec(line)![0]
  return lead + fitted(line, room - lead.length)
}

function entryCells({ batch, served, forecast }: QueueEntry): string[] {
  const { counts } = batch
  const left = { secondsLeft: forecast?.secondsLeft ?? null, share: null }
  return [
    batch.id,
    served === batch.priority ? batch.priority : `${served} (${batch.priority})`,
    `${counts.done.toLocaleString('en')}/${counts.jobs.toLocaleString('en')}${counts.failed > 0 ? `, ${counts.failed.toLocaleString('en')} failed` : ''}`,
    range(left) || leftWithRange(left) || '-',
  ]
}

/** One line about a batch, for logs: what of it changes by itself is not in it. */
export function entryLine({ batch, served, why }: QueueEntry, position: number): string {
  return `${position}  ${batch.id}  ${served}  ${batch.status}  ${inLine(batch.name)}: ${inLine(why)}`
}

export function doneLine({ batch, forecast }: QueueEntry): string {
  const { counts } = batch
  const share = counts.jobs === 0 ? 0 : counts.done / counts.jobs
  const left = leftWithRange({ secondsLeft: forecast?.secondsLeft ?? null, share })
  return `${batch.id}  ${percentOf(share)} %, ${counts.done.toLocaleString('en')} of ${count(counts.jobs, 'video')}${left === '' ? '' : `, ${left}`}`
}

/** The farm in one or two lines, above a live queue. */
export function farmHead(farm: FarmStanding, columns: number): string[] {
  const room = Math.max(40, columns - 1)
  const encode = farm.slots.find(({ kind }) => kind === 'encode')
  const slots = encode === undefined ? '' : `${encode.used} of ${count(encode.total, 'slot')} in use, `
  return [
    fitted(
      farm.works
        ? `${slots}${farm.pace.pace}: ${inLine(farm.pace.reason)}`
        : 'No studio makes videos now: reelmill queue run begins.',
      room,
    ),
    ...farm.holds.map(({ reason }) => fitted(`Waiting: ${inLine(reason)}`, room)),
  ]
}
