import { type FileHandle, open, rm } from 'node:fs/promises'
import type { BrokenRow, SourceRow } from '../../../src-shared/data/rows.ts'
import type { TableDescription, TableOptions } from '../../../src-shared/data/tables.ts'
import { isBroken, openTable, type Table } from '../../outside/tables/open-table.ts'
import { restored } from '../row-intake/rejected-rows.ts'

/** A table whose records can be reached by number. */
export type PagedTable = {
  /** As the table names them. */
  columns: string[]
  headings: Table['headings']
  description: TableDescription
  /** Its first records: how numbers and dates are written is seen by them. */
  sample: SourceRow[]
  /** Records read so far. */
  rows(): number
  /** Resolves when all are read; rejects with what is wrong with the table. */
  whole: Promise<void>
  /** The record of this number, from 0; waits until it is read. Null: the table has fewer. */
  at(index: number): Promise<SourceRow | BrokenRow | null>
  /**
   * Numbers of the records with the longest (or shortest, but not empty) text in these columns together, most first; at
   * most `count`. Waits until all are read.
   */
  extremes(which: 'longest' | 'shortest', columns: readonly string[], count: number): Promise<number[]>
  close(): Promise<void>
}

const sampleSize = 1_000
/** Characters of a cell are counted up to here. */
const longestCell = 65_535
/** Bytes that are written at a time. */
const blockBytes = 256 * 1024

/**
 * Reads a table into a file of ours, beside which only places and lengths are kept in memory (a megabyte for 50,000
 * records of ten columns). Answers when the first thousand are read; the rest follows by and by. Throws as
 * `openTable` does.
 */
export async function openPagedTable(
  data: string,
  file: string,
  options: TableOptions = {},
): Promise<PagedTable> {
  const table = await openTable(data, options)
  let spool: FileHandle
  try {
    spool = await open(file, 'w+')
  } catch (error) {
    await table.close()
    throw error
  }
  const sample: SourceRow[] = []
  let rows = 0
  /** Where each record begins in the file; one more for the end. */
  let places = new Float64Array(1_024)
  const lengths = new Map(table.columns.map((column) => [column, new Uint16Array(1_024)]))
  let closed = false
  const sampled = Promise.withResolvers<void>()
  const waiting = new Set<{ until: number; go(): void }>()

  const wake = (all: boolean) => {
    for (const each of waiting) {
      if (!all && each.until >= rows) continue
      waiting.delete(each)
      each.go()
    }
  }

  async function read(): Promise<void> {
    let block: Buffer[] = []
    let bytes = 0
    let written = 0
    const flush = async () => {
      if (bytes === 0) return
      const whole = Buffer.concat(block, bytes)
      await spool.write(whole, 0, bytes, written)
      written += bytes
      rows += block.length
      block = []
      bytes = 0
      wake(false)
    }
    for await (const found of table.rows) {
      if (closed) break
      const row = restored(found)
      const index = rows + block.length
      if (index + 1 >= places.length) places = grown(places, Float64Array)
      if (!isBroken(row)) {
        if (sample.length < sampleSize) sample.push(row)
        for (const [column, own] of lengths) {
          const wide = index >= own.length ? grown(own, Uint16Array) : own
          if (wide !== own) lengths.set(column, wide)
          wide[index] = Math.min(longestCell, (row.cells[column] ?? '').trim().length)
        }
      }
      const text = Buffer.from(JSON.stringify(row))
      block.push(text)
      bytes += text.length
      places[index + 1] = written + bytes
      if (bytes >= blockBytes || index + 1 === sampleSize) await flush()
      if (index + 1 === sampleSize) sampled.resolve()
    }
    await flush()
  }
  const whole = read()
    .finally(() => {
      sampled.resolve()
      wake(true)
    })
    .finally(() => table.close())
  whole.catch(() => {})
  await sampled.promise
  if (rows === 0) {
    // A table that can't be read at all is told at once.
    await whole.catch(async (error: unknown) => {
      await shut()
      throw error
    })
  }

  async function shut(): Promise<void> {
    closed = true
    await whole.catch(() => {})
    await spool.close()
    await rm(file, { force: true })
  }

  return {
    columns: table.columns,
    headings: table.headings,
    description: table.description,
    sample,
    rows: () => rows,
    whole,
    async at(index) {
      if (index >= rows) {
        const { promise, resolve } = Promise.withResolvers<void>()
        waiting.add({ until: index, go: resolve })
        await Promise.race([promise, whole.catch(() => {})])
      }
      if (index >= rows || closed) return null
      const from = places[index]!
      const length = places[index + 1]! - from
      const { buffer } = await spool.read(Buffer.alloc(length), 0, length, from)
      return JSON.parse(buffer.toString()) as SourceRow | BrokenRow
    },
    async extremes(which, columns, count) {
      await whole.catch(() => {})
      const own = columns.flatMap((column) => lengths.get(column) ?? [])
      const best: { index: number; length: number }[] = []
      const better = (a: number, b: number) => (which === 'longest' ? a > b : a < b)
      for (let index = 0; index < rows; index += 1) {
        let length = 0
        for (const each of own) length += each[index] ?? 0
        if (length === 0) continue
        if (best.length === count && !better(length, best.at(-1)!.length)) continue
        let place = best.length
        while (place > 0 && better(length, best[place - 1]!.length)) place -= 1
        best.splice(place, 0, { index, length })
        if (best.length > count) best.pop()
      }
      return best.map(({ index }) => index)
    },
    close: shut,
  }
}

function grown<T extends Float64Array | Uint16Array>(array: T, kind: new (length: number) => T): T {
  const larger = new kind(array.length * 2)
  larger.set(array as never)
  return larger
}
