import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openPagedTable } from '../../../src-main/services/editor-engine/paged-table.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

function table(folder: string, lines: Iterable<string>): string {
  const path = join(folder, 'table.csv')
  writeFileSync(path, `${[...lines].join('\n')}\n`)
  return path
}

test('any row of a table of 50,000 is at hand, and those with the longest and shortest texts are found', () =>
  withTempFolder(async (folder) => {
    const lines = ['name,note']
    for (let row = 0; row < 50_000; row += 1)
      lines.push(`Thing number ${row},${row === 31_234 ? 'x'.repeat(400) : 'plain'}`)
    lines[20_002] = 'Ax,plain'
    lines[40_002] = ',plain'
    const file = join(folder, 'rows')
    const rows = await openPagedTable(table(folder, lines), file)
    expect(rows.rows()).toBeGreaterThanOrEqual(1_000)
    expect(await rows.at(49_999)).toMatchObject({
      number: 50_000,
      cells: { name: 'Thing number 49999', note: 'plain' },
    })
    expect(rows.rows()).toBe(50_000)
    expect(await rows.at(0)).toMatchObject({ cells: { name: 'Thing number 0' } })
    expect(await rows.at(50_000)).toBeNull()
    expect((await rows.extremes('longest', ['note'], 3))[0]).toBe(31_234)
    expect((await rows.extremes('longest', ['name', 'note'], 3))[0]).toBe(31_234)
    // An empty cell is no value: the shortest is the one of two letters.
    expect((await rows.extremes('shortest', ['name'], 3))[0]).toBe(20_001)
    await rows.close()
    expect(existsSync(file)).toBe(false)
  }))

test('a row that is not yet read is waited for', () =>
  withTempFolder(async (folder) => {
    const lines = ['name', ...Array.from({ length: 8_000 }, (_, row) => `Thing ${row}`)]
    const rows = await openPagedTable(table(folder, lines), join(folder, 'rows'))
    expect(await rows.at(7_999)).toMatchObject({ cells: { name: 'Thing 7999' } })
    await rows.close()
  }))

test('a table that can not be read is refused, and leaves nothing behind', () =>
  withTempFolder(async (folder) => {
    const file = join(folder, 'rows')
    await expect(openPagedTable(join(folder, 'none.csv'), file)).rejects.toMatchObject({
      code: 'data.missing',
    })
    expect(existsSync(file)).toBe(false)
  }))

test('a table is closed while it is still read', () =>
  withTempFolder(async (folder) => {
    const lines = ['name', ...Array.from({ length: 20_000 }, (_, row) => `Thing ${row}`)]
    const rows = await openPagedTable(table(folder, lines), join(folder, 'rows'))
    const waiting = rows.at(19_999)
    await rows.close()
    expect(await waiting).toBeNull()
  }))
