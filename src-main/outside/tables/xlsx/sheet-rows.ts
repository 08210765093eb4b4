import { limits, looksGrouped } from '../table.ts'
import { numberText } from './number-format.ts'
import { unescaped, type Workbook } from './workbook.ts'
import { readXml } from './xml.ts'

/** One row of a sheet: its number there, its cells by column (0 is A), which of them are plain numbers. */
export type SheetRow = { row: number; cells: (string | null)[]; plain: number[] }

type Cell = { column: number; type: string; style: number; value: string; inline: string; formula: boolean }

/** Reads a sheet's rows as its XML goes by. A cell's text is its value, written so that no locale can misread it. */
export async function* sheetRows(
  bytes: AsyncIterable<Buffer>,
  workbook: Workbook,
): AsyncGenerator<SheetRow, void, void> {
  let ready: SheetRow[] = []
  let row: SheetRow | null = null
  let cell: Cell | null = null
  let into: 'value' | 'inline' | null = null
  let inPhonetic = false
  let lastRow = 0
  let ended = false
  const pieces = readXml(bytes, {
    open(name, attribute) {
      if (name === 'row') {
        const given = Number(attribute('r'))
        lastRow = Number.isSafeInteger(given) && given > 0 ? given : lastRow + 1
        row = { row: lastRow, cells: [], plain: [] }
      } else if (name === 'c' && row !== null) {
        cell = {
          column: columnOf(attribute('r')) ?? row.cells.length,
          type: attribute('t') ?? 'n',
          style: Number(attribute('s') ?? -1),
          value: '',
          inline: '',
          formula: false,
        }
      } else if (cell !== null) {
        if (name === 'v') into = 'value'
        else if (name === 't' && !inPhonetic) into = 'inline'
        else if (name === 'rPh') inPhonetic = true
        else if (name === 'f') cell.formula = true
      }
    },
    text(piece) {
      if (cell !== null && into !== null) cell[into] += piece
    },
    close(name) {
      if (name === 'v' || name === 't') into = null
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'c' && cell !== null && row !== null) {
        // Beyond the last column of any spreadsheet: a made-up address.
        if (cell.column < limits.columns) put(row, cell, workbook)
        cell = null
      } else if (name === 'row' && row !== null) {
        ready.push(row)
        row = null
      } else if (name === 'sheetData') ended = true
    },
  })
  for await (const _ of pieces) {
    const rows = ready
    ready = []
    yield* rows
    if (ended) return
  }
}

function put(row: SheetRow, cell: Cell, workbook: Workbook) {
  while (row.cells.length < cell.column) row.cells.push(null)
  const text = textOf(cell, workbook)
  row.cells[cell.column] = text === '' ? null : text
  if (cell.type === 'n' && looksGrouped(text)) row.plain.push(cell.column)
}

function textOf(cell: Cell, workbook: Workbook): string {
  const { type, value, inline } = cell
  if (type === 'inlineStr') return unescaped(inline)
  // A formula that no program has calculated yet; Excel shows this for one that can't be.
  if (value === '') return cell.formula && type !== 'str' ? '#CALC!' : ''
  switch (type) {
    case 's':
      return workbook.strings[Number(value)] ?? '#REF!'
    case 'str':
      return unescaped(value)
    case 'b':
      return value.trim() === '1' ? 'true' : 'false'
    case 'e':
    case 'd':
      return value.trim()
    default: {
      const number = Number(value)
      if (!Number.isFinite(number)) return value.trim()
      const format = workbook.formats[cell.style]
      return numberText(
        number,
        format ?? { as: 'number', symbol: null, decimals: 0, digits: 1 },
        workbook.from1904,
      )
    }
  }
}

/** `BC12` -> 54. */
function columnOf(address: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(address ?? '')?.[0]
  if (letters === undefined) return null
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
