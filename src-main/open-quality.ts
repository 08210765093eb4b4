import { randomUUID } from 'node:crypto'
import { once } from './once.ts'
import type { Clock } from './outside/clock/clock.ts'
import type { StudioStore } from './outside/database/studio-store.ts'
import { makeFolder } from './outside/folders/make-folder.ts'
import { processors } from './outside/machine/machine.ts'
import type { Announcer } from './services/announcer/announcer.ts'
import type { BatchDesk } from './services/batch-desk/batch-desk.ts'
import type { HardwareEncoders } from './services/hardware-encoders/hardware-encoders.ts'
import type { Posters } from './services/posters/posters.ts'
import type { ProductionSetup } from './services/production/production.ts'
import type { RenderFarm } from './services/render-farm/render-farm.ts'

/** What looks at finished videos, whoever made them. Each part is opened when it is first asked for. */
export function openQuality(needs: {
  /** The studio's folder. */
  folder: string
  /** The module of the thread that measures, where it was bundled elsewhere. */
  worker: URL | undefined
  office(): Promise<{
    store: StudioStore
    desk: BatchDesk
    unit: RenderFarm['unit']
    encoderWishes(): Promise<ReturnType<HardwareEncoders['wishes']>>
  }>
  setup(): Promise<ProductionSetup>
  posters(): Promise<Pick<Posters, 'poster' | 'smallFrame'>>
  clock: Pick<Clock, 'iso'>
  announcer: Pick<Announcer, 'tell'>
  /** When the studio is closed. */
  signal: AbortSignal
}) {
  const { folder, worker, office, setup, posters, clock, announcer, signal } = needs
  const quality = once(async () => {
    makeFolder(folder, "the studio's folder")
    const { openInspecting } = await import('./services/quality-inspector/open-inspecting.ts')
    const { findFfmpeg } = await setup()
    return openInspecting({ folder, worker, programs: findFfmpeg, signal })
  })
  const batchInspector = once(async () => {
    const { createBatchInspector } = await import('./services/quality-inspector/batch-inspector.ts')
    const { reopenBatch } = await import('./services/batch-desk/reopened-batch.ts')
    const { isStillThere } = await import('./services/batch-desk/unchanged-file.ts')
    const { store, desk, unit, encoderWishes } = await office()
    return createBatchInspector({
      store,
      unit,
      async reopen(batch, request) {
        const hardware = request.encoding === 'auto' ? await encoderWishes() : []
        return reopenBatch(batch, request, `qc-${randomUUID()}`, await setup(), hardware)
      },
      isStillThere,
      tell: announcer.tell,
      papersOf: desk.papersOf,
      now: clock.iso,
      atOnce: processors() + 1,
    })
  })

  /** The frame in the middle of a finding; of one about the whole file, the video's own picture. */
  async function findingPicture(job: number, number: number) {
    const finding = (await office()).store.quality.ofJob(job)?.findings[number]
    if (finding === undefined) return null
    const { from, to } = finding
    const pictures = await posters()
    return from === null || to === null
      ? pictures.poster(job)
      : pictures.smallFrame(job, Math.floor((from + Math.max(from, to - 1)) / 2))
  }

  return {
    quality,
    batchInspector,
    findingPicture,
    /** Before the office is closed: what looks at a batch works with it. */
    stop: async () => (await batchInspector.opened()?.catch(() => null))?.close(),
    /** After it: units of jobs look at what they made. */
    close: async () => (await quality.opened()?.catch(() => null))?.close(),
  }
}
