import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Batch, BatchStatus } from '../../../src-shared/batches/batch.ts'
import type { RowProblem } from '../../../src-shared/data/rows.ts'
import type { Clock } from '../../outside/clock/clock.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'
import type { Log } from '../../outside/log/log.ts'
import { freeName, keepEarlierPapers } from './earlier-papers.ts'
import { failedRows } from './failures.ts'
import type { Production } from './needs.ts'
import { paperNames, writeManifest } from './papers.ts'

/** Writes the papers of one batch, as long as it is in the hands of this studio. */
export type BatchPapers = {
  /** The rows that were set aside, after the table was read. */
  rejected(): Promise<void>
  /** Everything, for a batch that is left with this status. */
  all(to: Pick<BatchStatus, 'status' | 'reason'>): Promise<void>
}

/** `tableIsSame`: the table is as it was when the batch was prepared; else its rejected rows can't be found in it. */
export function batchPapers(
  { store, log, clock }: { store: StudioStore; log: Log; clock: Clock },
  { id, data, outputFolder }: Batch,
  { production, tableIsSame }: { production: Pick<Production, 'writeRejected'>; tableIsSame: boolean },
): BatchPapers {
  const path = join(outputFolder, paperNames.rejected)
  let table = data
  /** What was written here, as it was left. */
  let left: string | null = null

  const keepEarlier = async () => {
    const moved = await keepEarlierPapers(store, outputFolder, id)
    table = moved.get(table) ?? table
  }

  async function writeRejected(failed: ReadonlyMap<number, RowProblem[]>): Promise<void> {
    await keepEarlier()
    const fresh = join(outputFolder, `.${id}.rejected.part`)
    const written =
      tableIsSame &&
      (await production.writeRejected(fresh, table, (rowNumber) => {
        const problems = store.rejectedRow(id, rowNumber)
        return problems.length > 0 ? problems : (failed.get(rowNumber) ?? null)
      }))
    if (!written) {
      log.info('the table changed while its batch ran: its rejected rows were not written', {
        batch: id,
        path,
      })
      return
    }
    await putInPlace(fresh)
    left = await markOf(path)
    store.setPapers(id, { manifest: store.batch(id).manifest, rejected: path })
  }

  /** Rows that somebody mended where they lie are put aside, never written over. */
  async function putInPlace(fresh: string): Promise<void> {
    const now = await markOf(path)
    if (now !== null && now !== left) {
      if ((await contentOf(path)) === (await contentOf(fresh))) return rm(fresh)
      await rename(path, await freeName(outputFolder, paperNames.rejected, id))
    }
    await rename(fresh, path)
  }

  /** Nothing is wrong any more: what was said of it is no longer true. */
  async function dropRejected(): Promise<void> {
    const now = await markOf(path)
    if (now !== null && now === left) await rm(path)
    else if (now !== null) await rename(path, await freeName(outputFolder, paperNames.rejected, id))
    store.setPapers(id, { manifest: store.batch(id).manifest, rejected: null })
  }

  return {
    rejected: () => writeRejected(new Map()),
    async all({ status, reason }) {
      const before = store.batch(id)
      const failed = before.counts.failed > 0 ? failedRows(store, id) : new Map<number, RowProblem[]>()
      if (failed.size > 0 || (before.counts.rejectedRows > 0 && before.rejected === null))
        await writeRejected(failed)
      else {
        await keepEarlier()
        const isOwn = before.rejected === path
        if (isOwn && before.counts.rejectedRows === 0) await dropRejected()
      }
      const batch = store.batch(id)
      const { manifest } = await writeManifest(store, batch, { status, reason, at: clock.iso() })
      store.setPapers(id, { manifest, rejected: store.batch(id).rejected })
    },
  }
}

async function markOf(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null)
  return found === null ? null : `${found.ino} ${found.size} ${found.mtimeMs}`
}

async function contentOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
