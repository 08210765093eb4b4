import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { createGzip, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { limits } from '../../../src-main/outside/tables/table.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { makeXlsx } from './make-xlsx.ts'
import { cellsOf, faultOf, readPath, readTable } from './read-table.ts'

const xlsx = makeXlsx({ sheets: [{ name: 'S', rows: [['a'], ['1']] }] })

describe('a file that can’t be read says what, where and what to do', () => {
  it('missing, or a folder', () =>
    withTempFolder(async (folder) => {
      const missing = join(folder, 'none.csv')
      expect(await faultOf(readPath(missing))).toMatchObject({
        code: 'data.missing',
        message: expect.stringContaining(missing),
      })
      await mkdir(join(folder, 'data.csv'))
      expect(await faultOf(readPath(join(folder, 'data.csv')))).toMatchObject({ code: 'data.is-folder' })
      expect(await faultOf(readPath('/dev/zero'))).toMatchObject({ code: 'data.unreadable' })
    }))
  it.each<[string, string | Uint8Array, string, string]>([
    ['an empty file', '', 'data.csv', 'data.empty'],
    ['blank lines only', '\n\n  \n', 'data.csv', 'data.empty'],
    ['a mark only', '\ufeff', 'data.csv', 'data.empty'],
    ['nothing in a gzip', gzipSync(''), 'data.csv.gz', 'data.empty'],
    ['a heading only', 'a,b\n', 'data.csv', 'data.header-only'],
    ['a heading and blank lines', 'a,b\n,\n\n', 'data.csv', 'data.header-only'],
    ['a cut off gzip', gzipSync('a,b\n1,2\n'.repeat(100)).subarray(0, 30), 'data.csv.gz', 'data.gzip-broken'],
    ['a workbook called .csv', xlsx, 'data.csv', 'data.not-what-its-name-says'],
    ['CSV called .xlsx', 'a,b\n1,2\n', 'data.xlsx', 'data.not-what-its-name-says'],
    ['CSV called .sqlite', 'a,b\n1,2\n', 'data.sqlite', 'data.not-what-its-name-says'],
    ['JSON called .csv', '[{"a":1}]', 'data.csv', 'data.not-what-its-name-says'],
    ['a workbook in a gzip', gzipSync(xlsx), 'data.xlsx.gz', 'data.packed'],
    [
      'an old workbook',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      'data.xls',
      'data.not-a-table',
    ],
    ['a PDF', '%PDF-1.7 ...', 'data.csv', 'data.not-a-table'],
    ['a page to sign in', '<!DOCTYPE html><html><body>Sign in</body></html>', 'data.csv', 'data.not-a-table'],
    ['XML', '<?xml version="1.0"?><a/>', 'data.csv', 'data.not-a-table'],
    [
      'a program',
      Buffer.from(Array.from({ length: 600 }, (_, at) => (at * 7) % 32)),
      'data.bin',
      'data.not-a-table',
    ],
  ])('%s', async (_title, content, name, code) => {
    expect(await faultOf(readTable(content, name))).toMatchObject({
      code,
      message: expect.stringContaining(name),
    })
  })
  it('a file without a telling name is known by what is in it', async () => {
    expect(cellsOf(await readTable(xlsx, 'data'))).toEqual([['1']])
    expect(cellsOf(await readTable('[{"a":"1"}]', 'export'))).toEqual([['1']])
    expect(cellsOf(await readTable('{"a":"1"}\n{"a":"2"}\n', 'export'))).toEqual([['1'], ['2']])
    expect(cellsOf(await readTable('a;b\n1;2\n', 'export'))).toEqual([['1', '2']])
  })
})

describe('a file that was made to fill the memory is stopped', () => {
  /** A file of one piece, many times over, made without holding it. */
  function withLargeFile<T>(
    start: string,
    piece: string,
    times: number,
    name: string,
    work: (path: string) => Promise<T>,
  ) {
    return withTempFolder(async (folder) => {
      const path = join(folder, name)
      const file = createWriteStream(path)
      const into = name.endsWith('.gz') ? createGzip({ level: 9 }) : file
      if (into !== file) into.pipe(file)
      into.write(start)
      for (let count = 0; count < times; count += 1) {
        if (!into.write(piece)) await once(into, 'drain')
      }
      into.end()
      await finished(file)
      return work(path)
    })
  }
  it.each([
    ['letters', 'a,b\n1,', 'x'.repeat(100_000)],
    ['delimiters', 'a,b\n', ','.repeat(100_000)],
    ['quoted text', 'a,b\n1,"', 'x\n'.repeat(50_000)],
    ['JSON', '{"a":"', 'x'.repeat(100_000)],
  ])('a record of %s without end', (kind, start, piece) =>
    withLargeFile(start, piece, 100, kind === 'JSON' ? 'data.jsonl' : 'data.csv', async (path) => {
      const before = process.memoryUsage().rss
      expect(await faultOf(readPath(path))).toMatchObject({ code: 'data.record-too-long' })
      expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000)
    }),
  )
  it('a million columns', async () => {
    const names = Array.from({ length: 100_000 }, (_, at) => `c${at}`).join(',')
    expect(await faultOf(readTable(`${names}\n1\n`))).toMatchObject({ code: 'data.too-wide' })
  })
  it(
    'a gzip that unpacks to hundreds of times its size',
    () =>
      withLargeFile(
        'a,b\n',
        '1,2\n'.repeat(25_000),
        Math.ceil((limits.unpackedFloor + 2_000_000) / 100_000),
        'data.csv.gz',
        async (path) => {
          expect(await faultOf(readPath(path))).toMatchObject({ code: 'data.unpacks-too-large' })
        },
      ),
    60_000,
  )
})
