import type { ReviewDetail, ReviewStatus } from '../../../src-shared/contract/review.ts'
import type { Inspection } from '../../../src-shared/quality/inspection.ts'
import type { RejectionScope, ReviewItem } from '../../../src-shared/review/review.ts'
import type { Clock } from '../../outside/clock/clock.ts'
import type { SaidOfFile, Touching } from '../../outside/database/reading/review-tallies.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'
import type { Log } from '../../outside/log/log.ts'
import type { Announcer } from '../announcer/announcer.ts'
import type { QueueDesk } from '../batch-desk/queue-desk.ts'
import type { SampleReading } from './samples.ts'

type Wanted = Parameters<
  typeof import('../../outside/database/reading/review-queries.ts').reviewQueries['review.items']
>[1]

/** What is asked of the thread that reads, by name. */
export type ReviewReading = {
  ask(name: 'review.items', values: Wanted): Promise<{ items: ReviewItem[]; total: number; order: number }>
  ask(name: 'review.numbers', values: Wanted): Promise<{ numbers: number[]; order: number }>
  ask(name: 'batchOfSample', values: { sample: number }): Promise<string>
  ask(
    name: 'review.item',
    values: { job: number; approvals: number },
  ): Promise<Omit<ReviewDetail, 'allFindings' | 'profile'> | null>
  ask(name: 'touchedBy', values: { batch: string; jobs: number[]; scope: RejectionScope }): Promise<Touching>
  ask(name: 'reviewersOf', values: { batch: string }): Promise<ReviewStatus['reviewers']>
  ask(
    name: 'saidOfFiles',
    values: { batch: string } | { from: string; before: string },
  ): Promise<SaidOfFile[]>
}

/** What the review desk needs of others. */
export type ReviewDeskNeeds = {
  store: StudioStore
  reading: ReviewReading & SampleReading
  clock: Clock
  /** 0..1, below 1: for seeds that nobody gives. */
  chance?(): number
  log: Log
  announcer: Pick<Announcer, 'tell' | 'listen'>
  queue: Pick<QueueDesk, 'actOnJobs' | 'keepJobs' | 'setGate'>
  /** Writes a batch's manifest anew, in a while. */
  papersOf(batch: string): void
  /** Removes artifacts wherever a batch could take them from. */
  removeArtifacts(hashes: Uint8Array): Promise<unknown>
  /** What the checks saw in a job's file; null: nobody looked. */
  inspectionOf?(job: number): Inspection | null
}
