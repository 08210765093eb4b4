import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeExport } from '../../../src-main/services/insight/write-export.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const exported = async (folder: string, cell: string) => {
  const out = join(folder, 'history.csv')
  await writeExport({ out, columns: ['name', 'text'], rows: [['a', cell]] })
  return readFileSync(out, 'utf8').split('\r\n').slice(1).join('\r\n').trimEnd()
}

test.each([
  ['a formula', "=cmd|'/C calc'!A0", `a,'=cmd|'/C calc'!A0`],
  ['a formula behind a semicolon, where German spreadsheets begin a cell', 'x;=1+1;y', "a,x;'=1+1;y"],
  ['a formula on a line of its own', 'x\n=1+1', `a,"x\n'=1+1"`],
  ['a formula that begins with a wide sign', '＝HYPERLINK("http://a")', `a,"'＝HYPERLINK(""http://a"")"`],
  ['what is none', 'x; y - z, -5', 'a,"x; y - z, -5"'],
])('%s is not one in an exported table', (_what, cell, line) =>
  withTempFolder(async (folder) => {
    expect(await exported(folder, cell)).toBe(line)
  }),
)
