import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { RenderRequest } from '../../../src-shared/batches/batch.ts'

/**
 * What makes two requests one: everything that decides which videos are made, the table's content included. How the
 * batch stands in the queue, what becomes of its artifacts, and what may be replaced are no part of it. Paths of the
 * request are absolute. Rejects as reading the table does.
 */
export async function identityOf(request: RenderRequest): Promise<{ identity: string; table: string }> {
  const { queue: _queue, artifacts: _artifacts, overwrite: _overwrite, ...rest } = request
  const table = await contentOf(request.data)
  const facts = Object.entries({ ...rest, table }).sort(([one], [other]) => (one < other ? -1 : 1))
  return { identity: createHash('sha256').update(JSON.stringify(facts)).digest('hex'), table }
}

/** SHA-256 of a table's content; of a database, with what stands in its log. */
export async function contentOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash, { end: false })
  // A database that somebody has open holds its latest rows there.
  await pipeline(createReadStream(`${path}-wal`), hash, { end: false }).catch(() => {})
  return hash.digest('hex')
}
