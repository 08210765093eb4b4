import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import { changeBatch } from '../../core/job-lifecycle/batch-lifecycle.ts'
import { changeJob } from '../../core/job-lifecycle/job-lifecycle.ts'
import { changeUnit } from '../../core/job-lifecycle/unit-lifecycle.ts'
import type { Clock } from '../../outside/clock/clock.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'
import { kindOfFile } from '../../outside/files/look-at-file.ts'
import type { Log } from '../../outside/log/log.ts'
import { keepEarlierPapers } from './earlier-papers.ts'
import { holdFolder } from './folder-hold.ts'
import { removeLeftovers } from './leftovers.ts'
import type { EndLeftOver, KeptArtifacts } from './needs.ts'
import { writeManifest } from './papers.ts'

export type SweepNeeds = {
  store: StudioStore
  log: Log
  clock: Clock
  artifacts: Pick<KeptArtifacts, 'keep'>
  endLeftOver: EndLeftOver
}

/**
 * Hands back what lost studios had in hand: their batches are interrupted by then, and the records say so when this
 * returns. The answer resolves when their programs are gone, their work files removed, and their manifests written. One
 * process works with a studio folder, so whatever another studio had in hand is lost.
 */
export function sweepLost(needs: SweepNeeds): Promise<void> {
  const { store, clock } = needs
  const programs = store.lostPrograms()
  const lost = store.lostBatches()
  const studios = new Set(programs.map(({ studio }) => studio))
  const unprepared = lost.filter(({ id, status }) => {
    const { studio, prepared } = store.batchInHand(id)
    studios.add(studio)
    return status === 'preparing' && !prepared
  })
  const ran: { batchId: string; path: string }[] = []
  const reason = 'Handed back: the studio ended without closing.'
  const ids = store.handBackLost(clock.iso(), {
    unit: (unit) => changeUnit(unit, { kind: 'handed-back', reason }),
    job(job) {
      ran.push(job)
      return changeJob(job, { kind: 'handed-back', reason })
    },
    batch: ({ status, counts }) => changeBatch(status, counts, { kind: 'interrupted', by: 'lost-studio' }),
  })
  // Its table is read once more: nothing was rendered yet.
  for (const { id } of unprepared) store.dropPrepared(id)
  for (const { id } of lost)
    try {
      needs.artifacts.keep(id)
    } catch (error) {
      needs.log.fault('artifacts of a lost batch could not be kept', error, { batch: id })
    }
  if (ids.length === 0 && programs.length === 0) return Promise.resolve()
  return clearUp(needs, {
    batches: lost.map(({ id }) => store.batch(id)),
    programs,
    studios: [...studios],
    ran: foldersOf(store, ran),
  })
}

/** Folders that jobs wrote into, by the output folder of their batch. */
function foldersOf(store: StudioStore, jobs: readonly { batchId: string; path: string }[]) {
  const folders = new Map<string, Set<string>>()
  for (const { batchId, path } of jobs) {
    const { outputFolder } = store.batch(batchId)
    const below = folders.get(outputFolder) ?? new Set<string>()
    folders.set(outputFolder, below.add(dirname(path)))
  }
  return folders
}

async function clearUp(
  { store, log, clock, endLeftOver }: SweepNeeds,
  lost: {
    batches: Batch[]
    programs: { pid: number; startedAt: string | null }[]
    studios: string[]
    ran: ReadonlyMap<string, ReadonlySet<string>>
  },
): Promise<void> {
  try {
    // Whoever still writes would write into files that are about to be made anew.
    await endLeftOver(lost.programs, lost.studios)
  } catch (error) {
    log.fault('programs of a lost studio could not be ended', error)
  }
  for (const [folder, below] of lost.ran) {
    if ((await kindOfFile(folder).catch(() => null)) !== 'folder') continue
    await holding(folder, () => removeLeftovers(folder, below)).catch((error: unknown) =>
      log.fault('work files of a lost studio could not be removed', error, { folder }),
    )
  }
  for (const batch of lost.batches)
    try {
      if ((await kindOfFile(batch.outputFolder)) !== 'folder') continue
      await manifestAnew(store, batch.id, clock.iso())
    } catch (error) {
      log.fault('the manifest of a lost batch could not be written', error, { batch: batch.id })
    }
}

/** Writes the manifest of a batch that nobody works on. Throws `output.in-use` where another one writes. */
export async function manifestAnew(store: StudioStore, id: string, at: string): Promise<void> {
  const { outputFolder } = store.batch(id)
  await holding(outputFolder, async () => {
    await keepEarlierPapers(store, outputFolder, id)
    const batch = store.batch(id)
    const { manifest } = await writeManifest(store, batch, { ...batch, at })
    store.setPapers(id, { manifest, rejected: batch.rejected })
  })
}

/** Held by another studio: the papers there are its own. */
async function holding(folder: string, work: () => Promise<void>): Promise<void> {
  const letGo = holdFolder(folder)
  try {
    await work()
  } finally {
    letGo()
  }
}

const pageSize = 1_000
const atOnce = 16

/**
 * Looks for the files of videos that are done: a power cut may have taken back a name. Those that are gone, or not as
 * long as they were, wait again. Answers how many.
 */
export async function missMissing(store: StudioStore, batch: Batch, at: () => string): Promise<number> {
  let missing = 0
  for (let after: number | null = 0; after !== null; ) {
    const page: ReturnType<StudioStore['jobs']> = store.jobs(batch.id, 'done', after, pageSize)
    const gone: typeof page.jobs = []
    for (let from = 0; from < page.jobs.length; from += atOnce)
      await Promise.all(
        page.jobs.slice(from, from + atOnce).map(async (job) => {
          if (job.status !== 'done') return
          const found = await stat(join(batch.outputFolder, job.path)).catch(() => null)
          if (found?.size !== job.output.bytes) gone.push(job)
        }),
      )
    if (gone.length > 0)
      store.apply(batch.id, {
        jobs: gone.map((job) => {
          const change = changeJob(job, { kind: 'retried' })
          return { ...change, to: { ...change.to, reason: gonesReason } }
        }),
        batch: null,
        at: at(),
      })
    missing += gone.length
    after = page.next
  }
  return missing
}

const gonesReason = 'To be made again: its file is gone, or was cut short (a power cut?).'
