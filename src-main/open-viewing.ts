import { join } from 'node:path'
import { once } from './once.ts'
import type { Clock } from './outside/clock/clock.ts'
import type { StudioStore } from './outside/database/studio-store.ts'
import { processors } from './outside/machine/machine.ts'
import { runProgram } from './outside/programs/run-program.ts'
import type { Announcer } from './services/announcer/announcer.ts'
import type { BatchDesk } from './services/batch-desk/batch-desk.ts'
import type { ProductionSetup } from './services/production/production.ts'
import type { RenderFarm } from './services/render-farm/render-farm.ts'
import type { ReviewDesk } from './services/review-desk/review-desk.ts'

/** What makes finished videos to be looked at: here, and by reviewers elsewhere. Each is opened when it is first asked for. */
export function openViewing(needs: {
  /** The studio's folder. */
  folder: string
  /** The folder of the project, in which the page of review packages was built. */
  root: string
  office(): Promise<{
    store: StudioStore
    desk: BatchDesk
    review: ReviewDesk
    copies: RenderFarm['copies']
  }>
  setup(): Promise<Pick<ProductionSetup, 'findFfmpeg'>>
  clock: Clock
  announcer: Pick<Announcer, 'tell'>
  /** When the studio is closed. */
  signal: AbortSignal
}) {
  const { office, announcer, signal } = needs
  const findFfmpeg = async () => (await needs.setup()).findFfmpeg()
  const ffmpeg = async () => (await findFfmpeg()).ffmpeg
  const find = async (job: number) => {
    const { desk, store } = await office()
    const { path } = await desk.file(job)
    const found = store.job(job)
    if (found.status !== 'done') throw new Error('a job of which there is a file is done')
    return { path, output: found.output }
  }
  const memory = once(async () => {
    const { openStillMemory } = await import('./services/still-maker/still-memory.ts')
    return openStillMemory({ folder: join(needs.folder, 'posters'), maxBytes: 512 * 1024 ** 2 })
  })
  const posters = once(async () => {
    const { createPosters } = await import('./services/posters/posters.ts')
    return createPosters({
      find,
      memory: await memory(),
      programs: findFfmpeg,
      run: runProgram,
      signal,
    })
  })
  const viewingCopies = once(async () => {
    const { createViewingCopies } = await import('./services/posters/viewing-copies.ts')
    return createViewingCopies({
      find,
      memory: (await memory()).artifacts,
      ffmpeg,
      run: runProgram,
      signal,
      onProgress: (job, share) => announcer.tell({ event: 'job.copied', job, share }),
    })
  })
  const copies = once(async () => {
    const { createReviewCopies } = await import('./services/posters/review-copies.ts')
    return createReviewCopies({ find, memory: (await memory()).artifacts, ffmpeg, run: runProgram })
  })
  const reviewPackages = once(async () => {
    const { createReviewPackages } = await import('./services/review-packages/review-packages.ts')
    const { store, review, copies: slots } = await office()
    return createReviewPackages({
      store,
      review,
      posters,
      copies,
      slots,
      atOnce: processors() + 1,
      page: join(needs.root, 'out', 'review', 'page.html'),
      clock: needs.clock,
    })
  })
  return { posters, viewingCopies, reviewPackages }
}
