import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { markOf, writeRejectedFile } from '../../../src-main/services/batch-desk/rejected-file.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { problem } from '../../outside/database/stores.ts'

test('rows are handed back from the table that was checked, and from no other that took its place meanwhile', () =>
  withTempFolder(async (folder) => {
    const path = join(folder, 't.csv')
    const out = join(folder, 'rejected.csv')
    writeFileSync(path, 'sku,price\nA,1\nB,call us\n')
    const table = { path, reading: {}, mark: await markOf(path), corrections: {} }
    const bad = (row: number) => (row === 2 ? [problem(2, 'price')] : null)
    expect(await writeRejectedFile(out, table, bad)).toBe(true)
    expect(readFileSync(out, 'utf8')).toMatch(/B,call us/)
    expect(readFileSync(out, 'utf8')).not.toMatch(/A,1/)
    writeFileSync(path, 'sku,price\nA,1\nC,99\nD,4\n')
    const other = join(folder, 'other.csv')
    expect(await writeRejectedFile(other, table, bad)).toBe(false)
    expect(existsSync(other)).toBe(false)
  }))
