import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startTable } from '../../../src-main/outside/tables/write-table.ts'
import fc from '../../helpers/at-random.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { cellsOf, faultOf, readPath } from './read-table.ts'

describe('a table that is written', () => {
  it('has its name only when it is whole', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'new', 'out.csv')
      const writer = await startTable(path, ['a', 'b'])
      await writer.add(['1', null])
      expect(existsSync(path)).toBe(false)
      await writer.finish()
      expect(await readFile(path, 'utf8')).toBe('\ufeffa,b\r\n1,\r\n')
      expect(await readdir(join(folder, 'new'))).toEqual(['out.csv'])
    }))
  it('leaves nothing behind when it is given up, and an older file as it was', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'out.csv')
      await writeFile(path, 'old')
      const writer = await startTable(path, ['a'])
      await writer.add(['1'])
      await writer.abandon()
      expect(await readdir(folder)).toEqual(['out.csv'])
      expect(await readFile(path, 'utf8')).toBe('old')
    }))
  it('says so when it can’t be written', () =>
    withTempFolder(async (folder) => {
      await mkdir(join(folder, 'out.csv.part'))
      expect(await faultOf(startTable(join(folder, 'out.csv'), ['a']))).toMatchObject({
        code: 'file.unwritable',
      })
    }))
  it('is read back the same, whatever is in its cells', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'out.csv')
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.tuple(
              fc.string({ unit: 'grapheme' }),
              fc.string({ unit: fc.constantFrom('"', ',', ';', '\r', '\n', ' ', 'x', '\t') }),
            ),
            { minLength: 1, maxLength: 5 },
          ),
          fc.constantFrom(',', ';', '\t', '|'),
          async (rows, delimiter) => {
            const writer = await startTable(path, ['key', 'a', 'b'], delimiter)
            for (const row of rows) await writer.add(['k', ...row])
            await writer.finish()
            expect(cellsOf(await readPath(path, { delimiter }))).toEqual(
              rows.map(([a, b]) => ['k', a || null, b || null]),
            )
          },
        ),
        { numRuns: 80 },
      )
    }))
})
