import type { BatchCounts } from '../../../src-shared/batches/batch.ts'
import type { Verdict } from '../../../src-shared/quality/inspection.ts'

/** Of a batch's finished videos; left out: none was inspected. */
export type Verdicts = Record<Verdict, number> | undefined

/** What came of a batch's videos so far: `21 of 24 videos made, 1 failed, 2 skipped; 3 rows set aside.` */
export function outcome(counts: BatchCounts): string {
  const others = (['failed', 'skipped', 'cancelled', 'paused'] as const)
    .filter((status) => counts[status] > 0)
    .map((status) => `, ${figure(counts[status])} ${status}`)
  return `${made(counts)}${others.join('')}${setAside(counts)}.`
}

/** What the inspections of finished videos say, unless all passed: `Inspection: 2 videos failed, 1 to be looked at.` */
export function inspected(verdicts: Verdicts): string {
  const { fail = 0, warn = 0 } = verdicts ?? {}
  if (fail > 0 && warn > 0)
    return `Inspection: ${count(fail, 'video')} failed, ${figure(warn)} to be looked at.`
  if (fail > 0) return `Inspection: ${count(fail, 'video')} failed.`
  return warn > 0 ? `Inspection: ${count(warn, 'video')} to be looked at.` : ''
}

/** What a finished batch's reason says when its videos were looked at once more. */
export function inspectedAnew(reason: string, verdicts: Verdicts): string {
  const said = reason.replace(/ ?Inspection: [^.]*\./, '')
  const now = inspected(verdicts)
  return now === '' ? said : `${said} ${now}`
}

function made({ jobs, done, unchanged }: BatchCounts): string {
  if (jobs === 0) return 'No video made'
  const all = `${figure(done)} of ${count(jobs, 'video')}`
  return unchanged === 0
    ? `${all} made`
    : `${all} done: ${figure(done - unchanged)} made, ${figure(unchanged)} unchanged`
}

export const setAside = (counts: BatchCounts) =>
  counts.rejectedRows === 0 ? '' : `; ${count(counts.rejectedRows, 'row')} set aside`

const figure = (number: number) => number.toLocaleString('en')
export const count = (number: number, what: string) => `${figure(number)} ${what}${number === 1 ? '' : 's'}`
