import { StudioError } from '../../../../src-shared/contract/errors.ts'
import type { BrokenRow, SourceRow } from '../../../../src-shared/data/rows.ts'
import type { TableOptions } from '../../../../src-shared/data/tables.ts'
import { emptyFile, type SourceBytes } from '../source-bytes.ts'
import { asTable, cellsByColumn, isBlank, nameColumns, type Table, withFirstRow } from '../table.ts'
import { type SheetRow, sheetRows } from './sheet-rows.ts'
import { readWorkbook, type Workbook } from './workbook.ts'
import { openZip } from './zip.ts'

/**
 * Opens a sheet of an XLSX file: the named one, else the first that isn't hidden. The first row with anything in it
 * heads the columns. Hidden rows and columns are read; cells outside the headed columns are not.
 */
export async function openWorkbook(source: SourceBytes, options: TableOptions): Promise<Table> {
  const { path } = source
  const zip = await openZip(path)
  try {
    const workbook = await readWorkbook(zip, path).catch((error) => {
      throw inWords(error, path)
    })
    const sheet = chooseSheet(workbook, path, options.sheet)
    const found = closing(sheetRows(zip.read(sheet.file), workbook), path, () => zip.close())
    const heading = await firstFilled(found)
    if (heading === null) throw emptySheet(path, sheet.name, workbook)
    const { columns, headings, notes } = nameColumns(filledPart(heading.cells), path)
    return asTable({
      columns,
      headings,
      description: {
        path,
        kind: 'xlsx',
        gzipped: false,
        encoding: null,
        encodingFrom: null,
        delimiter: null,
        sheet: sheet.name,
        table: null,
        notes,
      },
      rows: await withFirstRow(rows(found, columns), `${path} (sheet "${sheet.name}")`),
    })
  } catch (error) {
    await zip.close()
    throw error
  }
}

function chooseSheet(workbook: Workbook, path: string, wanted: string | undefined) {
  const { sheets } = workbook
  const named = sheets.map(({ name }) => `"${name}"`).join(', ')
  if (wanted === undefined) {
    const sheet = sheets.find(({ hidden }) => !hidden) ?? sheets[0]
    if (sheet) return sheet
    throw emptyFile(path)
  }
  const sheet =
    sheets.find(({ name }) => name === wanted) ??
    sheets.find(({ name }) => name.trim().toLowerCase() === wanted.trim().toLowerCase())
  if (sheet) return sheet
  throw new StudioError({
    code: 'data.sheet-missing',
    message: `${path} has no sheet called "${wanted}".`,
    whatToDo: `Name one of its sheets: ${named}.`,
  })
}

function emptySheet(path: string, sheet: string, workbook: Workbook) {
  const others = workbook.sheets.filter(({ name }) => name !== sheet).map(({ name }) => `"${name}"`)
  return new StudioError({
    code: 'data.empty',
    message: `The sheet "${sheet}" of ${path} is empty.`,
    whatToDo:
      others.length === 0 ? 'Fill it, or choose another file.' : `Name another sheet: ${others.join(', ')}.`,
  })
}

/** Closes the archive when the rows end or are left, and puts faults of the XML into words. */
async function* closing(
  rows: AsyncGenerator<SheetRow, void, void>,
  path: string,
  close: () => Promise<void>,
) {
  try {
    yield* rows
  } catch (error) {
    throw inWords(error, path)
  } finally {
    await close()
  }
}

function inWords(error: unknown, path: string) {
  if (error instanceof StudioError) return error
  return new StudioError({
    code: 'data.workbook',
    message: `${path} can't be read as a workbook (${(error as Error).message}).`,
    whatToDo: 'Open it in a spreadsheet program and save it anew, or save the sheet as CSV.',
    cause: error,
  })
}

async function firstFilled(rows: AsyncGenerator<SheetRow, void, void>) {
  for (;;) {
    const next = await rows.next()
    if (next.done) return null
    if (!isBlank(next.value.cells)) return next.value
  }
}

function filledPart(cells: (string | null)[]) {
  const end = cells.findLastIndex((cell) => cell !== null && cell.trim() !== '') + 1
  return Array.from({ length: end }, (_, index) => cells[index] ?? '')
}

async function* rows(
  found: AsyncGenerator<SheetRow, void, void>,
  columns: string[],
): AsyncGenerator<SourceRow | BrokenRow, void, void> {
  let number = 0
  for await (const { row, cells, plain } of found) {
    const ours = Array.from(columns, (_, index) => cells[index] ?? null)
    if (isBlank(ours)) continue
    number += 1
    const record: SourceRow = { number, line: row, cells: cellsByColumn(columns, ours) }
    const plainNumbers = plain.flatMap((index) => columns[index] ?? [])
    if (plainNumbers.length > 0) record.plainNumbers = plainNumbers
    yield record
  }
}
