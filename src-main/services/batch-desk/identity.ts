import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { setImmediate as turn } from 'node:timers/promises'
import type { RenderRequest } from '../../../src-shared/batches/batch.ts'
import { kindOfFile } from '../../outside/files/look-at-file.ts'

/**
 * A hash of what makes two requests one: everything that decides which videos are made, the table's content included. How
 * the batch stands in the queue, what becomes of its artifacts, and what may be replaced are no part of it, nor is the
 * template's content. Paths of the request are absolute; `table` is where its data lies now. Rejects as reading does.
 */
export async function identityOf(request: RenderRequest, table = request.data): Promise<string> {
  const { queue: _queue, artifacts: _artifacts, overwrite: _overwrite, corrections = {}, ...rest } = request
  const facts: Record<string, string> = { table: JSON.stringify(await contentOf(table)) }
  for (const [name, value] of Object.entries(rest)) facts[name] = JSON.stringify(value) ?? 'null'
  // Requests without any keep the identity that they had before there were corrections.
  if (Object.keys(corrections).length > 0) facts.corrections = await jsonOf(corrections)
  const hash = createHash('sha256')
  ordered(facts).forEach(([name, json], index) => {
    hash.update(`${index === 0 ? '[' : ','}[${JSON.stringify(name)},${json}]`)
  })
  return hash.update(']').digest('hex')
}

/** Records that are written before others get their turn: some milliseconds. */
const slice = 2_000

/** In order, whatever order they were mended in. */
async function jsonOf(corrections: NonNullable<RenderRequest['corrections']>): Promise<string> {
  const numbers = Object.keys(corrections).sort()
  const pieces: string[] = []
  for (let from = 0; from < numbers.length; from += slice) {
    if (from > 0) await turn()
    for (const number of numbers.slice(from, from + slice)) {
      const { cells = {}, setAside } = corrections[number]!
      pieces.push(JSON.stringify([number, ordered(cells), setAside === true]))
    }
  }
  return `[${pieces.join(',')}]`
}

const ordered = <T>(record: Record<string, T>): [string, T][] =>
  Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1))

/** SHA-256 of a table's content; of a database, with what stands in its log. Rejects when it is no ordinary file. */
export async function contentOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  // Opening a pipe waits until somebody writes into it, and a device has no end.
  const read = async (file: string) => {
    if ((await kindOfFile(file)) !== 'file') throw new Error(`${file} is no ordinary file`)
    await pipeline(createReadStream(file), hash, { end: false })
  }
  await read(path)
  // A database that somebody has open holds its latest rows there.
  await read(`${path}-wal`).catch(() => {})
  return hash.digest('hex')
}
