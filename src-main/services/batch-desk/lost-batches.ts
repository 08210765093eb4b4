import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
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
import { inSlices } from './in-slices.ts'
import { removeLeftovers } from './leftovers.ts'
import type { EndLeftOver, KeptArtifacts } from './needs.ts'
import { writeManifest } from './papers.ts'

type SweepNeeds = {
  store: StudioStore
  log: Log
  clock: Clock
  artifacts: Pick<KeptArtifacts, 'keep'>
  endLeftOver: EndLeftOver
}

/** What a lost studio left in the world, until it is cleared up. */
const leftBehind = z.object({
  /** Ids of its batches. */
  batches: z.array(z.string()),
  programs: z.array(z.object({ pid: z.int(), startedAt: z.string().nullable() })),
  studios: z.array(z.string()),
  /** Output folders, and the folders below them that jobs wrote into. */
  folders: z.array(z.object({ folder: z.string(), below: z.array(z.string()) })),
})
type LeftBehind = z.infer<typeof leftBehind>

const setting = 'left-behind'

/**
 * Hands back what lost studios had in hand: their batches are interrupted by then, and the records say so when this
 * returns. The answer resolves when their programs are gone, their work files removed, and their manifests written. One
 * process works with a studio folder, so whatever another studio had in hand is lost.
 *
 * What has to be cleared up is written down before the records are changed, and until it is done: this studio, too, may
 * be killed at any moment.
 */
export function sweepLost(needs: SweepNeeds): Promise<void> {
  const { store, clock } = needs
  const lost = store.lostBatches()
  const studios = new Set<string>()
  const unprepared = lost.filter(({ id, status }) => {
    const { studio, prepared } = store.batchInHand(id)
    studios.add(studio)
    return status === 'preparing' && !prepared
  })
  const left = leftNow(store, lost, studios)
  if (left !== null) store.setSetting(setting, left)
  const reason = 'Handed back: the studio ended without closing.'
  store.handBackLost(clock.iso(), {
    unit: (unit) => changeUnit(unit, { kind: 'handed-back', reason }),
    job: (job) => changeJob(job, { kind: 'handed-back', reason }),
    batch: ({ status, counts }) => changeBatch(status, counts, { kind: 'interrupted', by: 'lost-studio' }),
  })
  // Its table is read once more: nothing was rendered yet.
  const dropping = unprepared.map(({ id }) => store.droppingPrepared(id))
  for (const step of dropping) step()
  for (const { id } of lost)
    try {
      needs.artifacts.keep(id)
    } catch (error) {
      needs.log.fault('artifacts of a lost batch could not be kept', error, { batch: id })
    }
  return dropRest(needs, dropping).then(() => (left === null ? undefined : clearUp(needs, left)))
}

async function dropRest({ log }: SweepNeeds, dropping: readonly (() => number)[]): Promise<void> {
  for (const step of dropping)
    await inSlices(step).catch((error: unknown) =>
      log.fault('what was read of a lost batch could not be dropped', error),
    )
}

/** What is left of the studios that were just found lost, and of those before that nobody came to clear up. */
function leftNow(store: StudioStore, lost: readonly Batch[], studios: Set<string>): LeftBehind | null {
  const read = leftBehind.safeParse(store.setting(setting))
  const before = read.success ? read.data : { batches: [], programs: [], studios: [], folders: [] }
  const programs = store.lostPrograms()
  for (const { studio } of programs) studios.add(studio)
  if (lost.length === 0 && programs.length === 0 && !read.success) return null
  return {
    batches: [...new Set([...before.batches, ...lost.map(({ id }) => id)])],
    programs: [...before.programs, ...programs.map(({ pid, startedAt }) => ({ pid, startedAt }))],
    studios: [...new Set([...before.studios, ...studios])],
    folders: [...before.folders, ...lost.map((batch) => foldersOf(store, batch))],
  }
}

/** More than any farm has in hand at a time. */
const mostRunning = 1_000

function foldersOf(store: StudioStore, { id, outputFolder }: Batch): LeftBehind['folders'][number] {
  const { jobs } = store.jobs(id, 'running', 0, mostRunning)
  return { folder: outputFolder, below: [...new Set(jobs.map(({ path }) => dirname(path)))] }
}

async function clearUp({ store, log, clock, endLeftOver }: SweepNeeds, left: LeftBehind): Promise<void> {
  try {
    // Whoever still writes would write into files that are about to be made anew.
    await endLeftOver(left.programs, left.studios)
  } catch (error) {
    log.fault('programs of a lost studio could not be ended', error)
  }
  for (const { folder, below } of left.folders) {
    if ((await kindOfFile(folder).catch(() => null)) !== 'folder') continue
    await holding(folder, () => removeLeftovers(folder, new Set(below))).catch((error: unknown) =>
      log.fault('work files of a lost studio could not be removed', error, { folder }),
    )
  }
  for (const id of left.batches)
    try {
      if ((await kindOfFile(store.batch(id).outputFolder)) !== 'folder') continue
      await manifestAnew(store, id, clock.iso())
    } catch (error) {
      log.fault('the manifest of a lost batch could not be written', error, { batch: id })
    }
  try {
    store.setSetting(setting, null)
  } catch (error) {
    // It is done once more at the next start, which harms nothing.
    log.fault('that a lost studio was cleared up could not be written', error)
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

const gonesReason = 'To be made again: its file is gone, or not as long as it was left.'
