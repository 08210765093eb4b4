import { join } from 'node:path'
import { systemClock } from '../../../src-main/outside/clock/clock.ts'
import { createReadingThread } from '../../../src-main/outside/database/reading-thread.ts'
import { removeArtifacts } from '../../../src-main/services/artifact-store/artifact-folders.ts'
import type { ReviewDeskNeeds } from '../../../src-main/services/review-desk/needs.ts'
import { createReviewDesk, type ReviewDesk } from '../../../src-main/services/review-desk/review-desk.ts'
import { type CommandPayload, commands } from '../../../src-shared/contract/commands.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { type FakeRow, type FakeStudio, withStudio } from '../batch-desk/fake-studio.ts'

export type Reviewed = {
  studio: FakeStudio
  desk: ReviewDesk
  /** Another desk of the same studio. */
  deskWith(more: Partial<ReviewDeskNeeds>): ReviewDesk
  id: string
  jobs: number[]
}

/** A finished batch in two languages, and its review desk. */
export const withReview = (rows: FakeRow[], work: (reviewed: Reviewed) => Promise<void>) =>
  withStudio(async (studio, folder) => {
    const studioFolder = join(folder, 'studio')
    const reading = createReadingThread({
      path: join(studioFolder, 'studio.sqlite'),
      statements: join(projectRoot, 'src-main/outside/database/statements'),
    })
    const needs: ReviewDeskNeeds = {
      store: studio.store,
      reading,
      clock: systemClock,
      log: studio.log,
      announcer: studio.announcer,
      queue: studio.desk.queue,
      papersOf: studio.desk.papersOf,
      removeArtifacts: (hashes) => removeArtifacts(studioFolder, hashes),
    }
    const desks: ReviewDesk[] = []
    const deskWith = (more: Partial<ReviewDeskNeeds>) => {
      const opened = createReviewDesk({ ...needs, ...more })
      desks.push(opened)
      return opened
    }
    const desk = deskWith({})
    try {
      const { batch: id } = await studio.start({ data: studio.table('t.csv', rows) })
      await studio.until(id, 'finished')
      await studio.until(id)
      await work({ studio, desk, deskWith, id, jobs: numbersOf(studio, id) })
    } finally {
      for (const each of desks) each.close()
      await studio.desk.stop()
      await reading.close()
    }
  })

export const numbersOf = ({ store }: FakeStudio, id: string) =>
  store.jobs(id, undefined, 0, 1_000).jobs.map((job) => job.id)
export const say = (
  desk: ReviewDesk,
  jobs: number[],
  kind: 'approved' | 'rejected' | 'flagged',
  more: Partial<CommandPayload<'review.decide'>> = {},
) => desk.decide(commands['review.decide'].parse({ jobs, kind, reviewer: 'Ada', ...more }))
export const shared: FakeRow[] = [
  { key: 'A', shows: ['intro'] },
  { key: 'B', shows: ['intro'] },
  { key: 'C', shows: ['other'] },
]
/** Nothing is begun until the answer is called. */
export async function held({ desk }: FakeStudio): Promise<() => Promise<unknown>> {
  const targets = [{ what: 'all' as const }]
  await desk.queue.pause({ targets, now: false })
  return () => desk.queue.resume({ targets })
}
export const shaOf = ({ store }: FakeStudio, number: number) => {
  const job = store.job(number)
  if (job.status !== 'done') throw new Error(`job ${number} has no file`)
  return job.output.sha256
}
export const stateOf = async (desk: ReviewDesk, job: number) => (await desk.item(job)).state
