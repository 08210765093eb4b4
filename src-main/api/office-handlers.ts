import { batchHandlers } from './batches.ts'
import { farmHandlers } from './farm.ts'
import { jobHandlers } from './jobs.ts'
import type { LongWorkOf } from './long-work.ts'
import { queueHandlers } from './queue.ts'
import { reviewHandlers } from './review.ts'
import { reviewSampleHandlers } from './review-samples.ts'

type OfficeOf<H extends (...given: never[]) => unknown> =
  Parameters<H> extends [() => Promise<infer O>, ...unknown[]] ? O : never
type Office = OfficeOf<typeof batchHandlers> &
  OfficeOf<typeof jobHandlers> &
  OfficeOf<typeof queueHandlers> &
  OfficeOf<typeof farmHandlers> &
  OfficeOf<typeof reviewHandlers> &
  OfficeOf<typeof reviewSampleHandlers>

/** What is answered by whoever works on batches. */
export const officeHandlers = (office: () => Promise<Office>, longWork: LongWorkOf) => ({
  ...batchHandlers(office),
  ...jobHandlers(office),
  ...queueHandlers(office),
  ...farmHandlers(office, longWork),
  ...reviewHandlers(office),
  ...reviewSampleHandlers(office),
})
