import type { BatchCounts } from '../../../src-shared/batches/batch.ts'

/** What came of a batch's videos so far: `21 of 24 videos made, 1 failed, 2 skipped; 3 rows set aside.` */
export function outcome(counts: BatchCounts): string {
  const others = (['failed', 'skipped', 'cancelled', 'paused'] as const)
    .filter((status) => counts[status] > 0)
    .map((status) => `, ${figure(counts[status])} ${status}`)
  return `${made(counts)}${others.join('')}${setAside(counts)}.`
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
