import type { Sample } from '../../../src-shared/review/sampling.ts'
import type { StoreParts } from './store-parts.ts'

export type NewSample = Pick<
  Sample,
  'plan' | 'seed' | 'drawnAt' | 'lot' | 'size' | 'accept' | 'reject' | 'severity'
>

/** Samples and their videos. What is long is done a slice at a time, so that nobody has to wait for it. */
export function sampleStore({ samples: sql, batches, together, durably }: StoreParts) {
  return {
    /** A sample without videos yet, which nobody sees; comes back with its number. What never came to its end is dropped. */
    begin(id: string, { plan, ...sample }: NewSample): number {
      return together(() => {
        const batch = batches.numberOf(id)
        sql.run('drop_undrawn', { batch })
        return sql.run('begin_sample', { batch, ...sample, plan: JSON.stringify(plan) }).lastNumber
      })
    },
    /** Of those that still lie there. */
    add: (sample: number, jobs: readonly number[]): number =>
      together(() => sql.run('add_to_sample', { sample, jobs: JSON.stringify(jobs) }).changes),
    /** From now on it is there, also after a power cut. */
    end: (sample: number): void => durably(() => void sql.run('end_sample', { sample })),
    /** Takes some of its videos out; 0: there is none left, and it can be dropped. */
    empty: (sample: number, limit: number): number =>
      together(() => sql.run('empty_sample', { sample, limit }).changes),
    drop: (sample: number): void => durably(() => void sql.run('drop_sample', { sample })),
  }
}
