import { dirname, extname, join, resolve } from 'node:path'
import type { Batch, RenderRequest } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { changeBatch } from '../../core/job-lifecycle/batch-lifecycle.ts'
import { changeJob } from '../../core/job-lifecycle/job-lifecycle.ts'
import { batchName, parseNamePattern } from '../../core/output-names/name-pattern.ts'
import { kindOfFile } from '../../outside/files/look-at-file.ts'
import { makeFolder } from '../../outside/folders/make-folder.ts'
import type { FarmWork } from '../render-farm/render-farm.ts'
import { keepEarlierPapers, refuseForeignPapers } from './earlier-papers.ts'
import { holdFolder } from './folder-hold.ts'
import { LiveBatch, type LiveBatchNeeds } from './live-batch.ts'
import type { KeptArtifacts, OpenProduction } from './needs.ts'
import { writeManifest } from './papers.ts'

export type BatchDesk = {
  /**
   * Starts a batch and answers with its id; it is then read, checked and rendered by itself. Rejects, with nothing
   * started, when the request can be seen to be wrong: a template, table, column, language, format, name pattern or
   * folder.
   */
  start(request: RenderRequest): Promise<{ batch: string }>
  /** Resolves when the batch has ended, its manifest written. One that has ended already is left alone. */
  interrupt(batch: string): Promise<void>
  /** For the farm: the next job of the oldest batch that has one. */
  next(): FarmWork | null
  /** Ends every batch by our own fault. */
  fault(error: unknown, batch: string | null): void
  /** Bytes of a batch's artifacts that are kept for later ones; null while it is worked on. */
  keptBytes(batch: string): number | null
  /** Where a finished job's file lies. */
  file(job: number): Promise<{ path: string; mime: string }>
  /** Interrupts what runs, and waits for all papers. */
  stop(): Promise<void>
}

/** Milliseconds from the opening of a studio until what earlier ones kept is looked through. */
const tidyAfter = 5_000

export function createBatchDesk(
  needs: LiveBatchNeeds & { openProduction: OpenProduction; newId(): string; artifacts: KeptArtifacts },
): BatchDesk {
  const { store, clock, log, announcer } = needs
  const lives = new Map<string, LiveBatch>()
  const swept = sweep(needs)
  let stopping = false
  let tidied = Promise.resolve()
  const tidy = () => {
    tidied = tidied
      .then(() => needs.artifacts.tidy())
      .catch((error: unknown) => log.fault('kept artifacts could not be looked through', error))
  }
  // Commands that only ask something are over by then.
  const callOffTidying = clock.after(tidyAfter, tidy)

  return {
    async start(given) {
      const request = await resolved(given)
      const id = needs.newId()
      const production = await needs.openProduction(request, id)
      let letGo = () => {}
      try {
        const pattern = parseNamePattern(request.name, production.variables, production.columns)
        refuseSharedFolder(request.out)
        const folderWasEmpty = makeFolder(request.out, 'the output folder')
        letGo = holdFolder(request.out)
        await refuseForeignPapers(store, request)
        if (stopping)
          throw new StudioError({ code: 'studio.closing', message: 'The studio is being closed.' })
        const batch = store.addBatch({
          id,
          name: batchName(request.data),
          template: production.template,
          data: request.data,
          outputFolder: request.out,
          languages: production.languages,
          formats: production.formats.map((format) => format.id),
          quality: request.quality,
          createdAt: clock.iso(),
          request,
          reason: 'The table is being read and checked.',
        })
        announcer.tell({ event: 'batch.changed', batch, previous: null })
        const live = new LiveBatch(needs, batch, request, production, letGo)
        lives.set(id, live)
        void live.ended.then(() => {
          lives.delete(id)
          tidy()
        })
        void live.run(pattern, folderWasEmpty)
        return { batch: id }
      } catch (error) {
        letGo()
        await production.close()
        throw error
      }
    },
    async interrupt(id) {
      const live = lives.get(id)
      if (live !== undefined) return live.interrupt('person')
      const { status } = store.batch(id)
      if (status === 'preparing' || status === 'running')
        throw new StudioError({
          code: 'batch.elsewhere',
          message: `Batch ${id} is worked on by another Reelmill that uses this studio folder.`,
          whatToDo: 'Interrupt it there: Ctrl+C in its terminal, or its window.',
        })
    },
    next() {
      for (const live of lives.values()) {
        const work = live.claim()
        if (work !== null) return work
      }
      return null
    },
    fault(error, id) {
      log.fault('the farm met a fault of ours', error, { batch: id })
      for (const live of lives.values()) if (id === null || live.id === id) void live.fail(error)
    },
    keptBytes(id) {
      const { status } = store.batch(id)
      // They are locked by whoever works with them.
      if (lives.has(id) || status === 'preparing' || status === 'running') return null
      return needs.artifacts.bytes(id)
    },
    async file(number) {
      const job = store.job(number)
      if (job.status !== 'done')
        throw new StudioError({
          code: 'job.not-done',
          message: `The video of job ${number} is not finished: ${job.reason}`,
          whatToDo: 'Wait until it is done.',
        })
      const path = join(store.batch(job.batchId).outputFolder, job.output.path)
      if ((await kindOfFile(path)) !== 'file')
        throw new StudioError({
          code: 'output.missing',
          message: `${path} is no longer there.`,
          whatToDo: 'Render the batch again, or put the file back.',
        })
      return { path, mime: mimes[extname(path)] ?? 'application/octet-stream' }
    },
    async stop() {
      stopping = true
      callOffTidying()
      await Promise.all([...lives.values()].map((live) => live.interrupt('end-of-studio')))
      await swept
      await tidied
    },
  }

  /** Two batches that write into one folder at a time would move each other's papers away. */
  function refuseSharedFolder(folder: string): void {
    for (const { batch, studio } of store.unfinishedBatches())
      if (batch.outputFolder === folder && store.isAlive(studio))
        throw new StudioError({
          code: 'output.in-use',
          message: `Batch ${batch.id} is writing into ${folder} right now.`,
          whatToDo: 'Choose another output folder, or wait until that batch has ended.',
        })
  }

  /** Paths made absolute; a table of rejected rows finds its pictures where those of the first table lie. */
  async function resolved(request: RenderRequest): Promise<RenderRequest> {
    const data = resolve(request.data)
    const roots = request.roots.map((root) => resolve(root))
    const earlier = store.batchOfRejected(data)
    if (earlier !== null) roots.push(dirname(earlier.batch.data), ...earlier.request.roots)
    return { ...request, data, out: resolve(request.out), roots: [...new Set(roots)] }
  }
}

const mimes: Record<string, string> = {
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.gif': 'image/gif',
}

/**
 * Finds the batches whose studio was lost, hands their running jobs back, and writes what can still be said about
 * them. Those of studios that are alive are left alone.
 */
async function sweep(needs: LiveBatchNeeds & { artifacts: KeptArtifacts }): Promise<void> {
  const { store, log, clock } = needs
  const lost: Batch[] = []
  for (const { batch, studio } of store.unfinishedBatches()) {
    if (store.isAlive(studio)) continue
    try {
      const running = store.jobs(batch.id, 'running', 0, 1_000).jobs
      const reason = 'Handed back: the studio ended without closing.'
      const at = clock.iso()
      store.apply(batch.id, {
        jobs: running.map((job) => changeJob(job, { kind: 'handed-back', reason })),
        batch: changeBatch(batch.status, batch.counts, { kind: 'interrupted', by: 'lost-studio' }),
        at,
      })
      lost.push(store.batch(batch.id))
      needs.artifacts.keep(batch.id)
    } catch (error) {
      // Another studio may have swept it a moment ago.
      log.fault('a lost batch could not be swept', error, { batch: batch.id })
    }
  }
  for (const batch of lost) {
    let letGo = () => {}
    try {
      if ((await kindOfFile(batch.outputFolder)) !== 'folder') continue
      // Held by another batch: its papers are the latest ones.
      letGo = holdFolder(batch.outputFolder)
      await keepEarlierPapers(store, batch.outputFolder, batch.id)
      const { manifest } = await writeManifest(store, batch, { ...batch, at: clock.iso() })
      store.setPapers(batch.id, { manifest, rejected: batch.rejected })
    } catch (error) {
      log.fault('the manifest of a lost batch could not be written', error, { batch: batch.id })
    } finally {
      letGo()
    }
  }
}
