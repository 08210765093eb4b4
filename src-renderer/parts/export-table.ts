import { mostExportRows } from '../../src-shared/contract/insight.ts'
import { ask } from '../bridge/bridge.ts'
import { words } from '../words/words.ts'
import { tell, tellFault } from './tell.tsx'

type Cell = string | number | null

/** Asks where to, and writes a table for a spreadsheet. `rows` may be asked for only then. */
export async function exportTable(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[] | (() => Promise<readonly (readonly Cell[])[]>),
): Promise<void> {
  try {
    const suggested = `${title.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()}.csv`
    const out = await ask('desktop.choose-save', { suggested })
    if (out === null) return
    const found = typeof rows === 'function' ? await rows() : rows
    await ask('table.export', {
      out,
      columns: [...columns],
      rows: found.slice(0, mostExportRows).map((row) => [...row]),
    })
    tell(words.history.exported(found.length))
  } catch (error) {
    tellFault(error)
  }
}
