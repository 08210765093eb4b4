import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { RenderRequest } from '../../../src-shared/batches/batch.ts'

/**
 * A hash of what makes two requests one: everything that decides which videos are made, the table's content included. How
 * the batch stands in the queue, what becomes of its artifacts, and what may be replaced are no part of it, nor is the
 * template's content. Paths of the request are absolute; `table` is where its data lies now. Rejects as reading does.
 */
export async function identityOf(request: RenderRequest, table = request.data): Promise<string> {
  const { queue: _queue, artifacts: _artifacts, overwrite: _overwrite, corrections = {}, ...rest } = request
  const mended = ordered(corrections).map(([number, { cells = {}, setAside }]) => [
    number,
    ordered(cells),
    setAside === true,
  ])
  const facts = ordered({
    ...rest,
    // Requests without any keep the identity that they had before there were corrections.
    ...(mended.length === 0 ? {} : { corrections: mended }),
    table: await contentOf(table),
  })
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex')
}

const ordered = <T>(record: Record<string, T>): [string, T][] =>
  Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1))

/** SHA-256 of a table's content; of a database, with what stands in its log. */
export async function contentOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash, { end: false })
  // A database that somebody has open holds its latest rows there.
  await pipeline(createReadStream(`${path}-wal`), hash, { end: false }).catch(() => {})
  return hash.digest('hex')
}
