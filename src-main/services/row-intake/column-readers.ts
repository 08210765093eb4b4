import type { ColumnMapping, Row, RowProblem, SourceRow } from '../../../src-shared/data/rows.ts'
import type { Value } from '../../../src-shared/data/values.ts'
import type { Variable, Variables } from '../../../src-shared/data/variables.ts'
import { type CellLocale, inPlainNotation } from '../../core/cell-values/cell-locale.ts'
import { detectLocale } from '../../core/cell-values/detect-locale.ts'
import { type CellReading, isEmpty, readCell } from '../../core/cell-values/read-cell.ts'

/** Something about a column that was assumed, or looks odd; told once, with its first place. */
export type IntakeNote = { column: string; rule: string; message: string; line: number; count: number }

type Column = { column: string; locale: CellLocale; plain: CellLocale }
type Reader = {
  variable: string
  definition: Variable
  own: Column | null
  byLanguage: { language: string; column: Column }[]
}

/** Reads the cells of a row as values: which column fills what, and how each column is written, is settled before. */
export class ColumnReaders {
  #readers: Reader[]
  #languages: readonly string[]
  #notes = new Map<string, IntakeNote>()
  /** Percent columns whose cells all lie between -1 and 1 and name no percent: were fractions meant? */
  #small = new Map<string, { line: number; count: number; fraction: boolean } | null>()

  constructor(
    variables: Variables,
    mapping: ColumnMapping,
    languages: readonly string[],
    locale: string | undefined,
    sample: readonly SourceRow[],
  ) {
    this.#languages = languages
    this.#readers = Object.entries(variables).map(([variable, definition]) => {
      const mine = mapping.filter((entry) => entry.variable === variable)
      const column = (name: string) => this.#columnOf(name, definition, locale, sample)
      const own = mine.find((entry) => entry.language === null)
      return {
        variable,
        definition,
        own: own === undefined ? null : column(own.column),
        byLanguage: mine.flatMap(({ language, column: name }) =>
          language === null ? [] : [{ language, column: column(name) }],
        ),
      }
    })
  }

  /** The values of a row, and all that is wrong with its cells. Variables with a problem have no value. */
  read(source: SourceRow): Pick<Row, 'values' | 'byLanguage'> & { problems: RowProblem[] } {
    const values: Row['values'] = {}
    const byLanguage: Row['byLanguage'] = {}
    const problems: RowProblem[] = []
    for (const reader of this.#readers) {
      const lacking = new Set(this.#languages)
      let failed = false
      for (const { language, column } of reader.byLanguage) {
        if (isEmpty(cellOf(source, column))) continue
        const found = this.#readFilled(source, column, reader.definition)
        if ('problem' in found) {
          failed = true
          problems.push(this.#problem(source, column.column, found.problem))
        } else if (found.ok !== null) {
          byLanguage[language] ??= {}
          byLanguage[language][reader.variable] = found.ok
        }
        if ('problem' in found || found.ok !== null) lacking.delete(language)
      }
      const everyLanguageHasItsOwn = reader.byLanguage.length > 0 && lacking.size === 0
      const own = this.#readOwn(source, reader, everyLanguageHasItsOwn)
      if (!('problem' in own)) values[reader.variable] = own.ok
      else if (!failed || own.problem.rule !== 'required') {
        problems.push(this.#problem(source, columnAtFault(reader, lacking), own.problem))
      }
    }
    return { values, byLanguage, problems }
  }

  notes(): IntakeNote[] {
    const small = [...this.#small].flatMap(([column, seen]) => {
      if (seen === null || seen.count < 2 || !seen.fraction) return []
      const message = `All values of "${column}" lie between -1 and 1 and were read as they stand: 0.15 is 0.15 %. If 15 % is meant, write 15 or 15 %.`
      return [{ column, rule: 'percent.small', message, line: seen.line, count: seen.count }]
    })
    return [...this.#notes.values(), ...small]
  }

  #columnOf(
    column: string,
    definition: Variable,
    declared: string | undefined,
    sample: readonly SourceRow[],
  ): Column {
    const cells = sample.map((row) =>
      row.plainNumbers?.includes(column) ? null : (row.cells[column] ?? null),
    )
    const { locale, sure, evidence } = detectLocale(cells, definition, declared)
    const against = declared === undefined ? 0 : locale.decimal === ',' ? evidence.point : evidence.comma
    if (sure === 'conflict' || (against > 0 && evidence.unclear > 0)) {
      this.#notes.set(`${column}\n`, {
        column,
        rule: 'locale.conflict',
        message: `"${column}" is written in two ways; cells that can be read in both are read as in ${locale.tag}.`,
        line: sample[0]?.line ?? 1,
        count: evidence.unclear,
      })
    }
    return { column, locale, plain: inPlainNotation(locale) }
  }

  #readOwn(source: SourceRow, reader: Reader, everyLanguageHasItsOwn: boolean): CellReading {
    const { own, definition } = reader
    if (own !== null && !isEmpty(cellOf(source, own))) return this.#readFilled(source, own, definition)
    return everyLanguageHasItsOwn ? { ok: null } : readCell(null, definition)
  }

  #readFilled(source: SourceRow, column: Column, definition: Variable): CellReading {
    const text = cellOf(source, column)
    const plain = source.plainNumbers?.includes(column.column) ?? false
    const found = readCell(text, definition, plain ? column.plain : column.locale)
    if ('ok' in found) {
      if (found.note) this.#note(source.line, column.column, found.note)
      this.#watchPercent(source.line, column.column, found.ok, text ?? '')
    }
    return found
  }

  #note(line: number, column: string, { rule, message }: { rule: string; message: string }) {
    const key = `${column}\n${rule}`
    const known = this.#notes.get(key)
    if (known) known.count += 1
    else this.#notes.set(key, { column, rule, message, line, count: 1 })
  }

  #watchPercent(line: number, column: string, value: Value, text: string) {
    if (value?.type !== 'percent') return
    const seen = this.#small.get(column)
    if (seen === null) return
    if (Math.abs(value.percent) > 1 || /[^\d.,\s+-]/.test(text)) this.#small.set(column, null)
    else {
      this.#small.set(column, {
        line: seen?.line ?? line,
        count: (seen?.count ?? 0) + 1,
        fraction: (seen?.fraction ?? false) || !Number.isInteger(value.percent),
      })
    }
  }

  #problem(
    source: SourceRow,
    column: string | null,
    found: { rule: string; message: string; whatToDo: string },
  ): RowProblem {
    const value = column === null ? null : (source.cells[column] ?? null)
    return {
      line: source.line,
      rowNumber: source.number,
      key: null,
      column,
      value: value?.slice(0, 200) ?? null,
      ...found,
    }
  }
}

function cellOf(source: SourceRow, { column }: Column) {
  return source.cells[column] ?? null
}

/** The variable's column, or that of the first language for which there is no value. */
function columnAtFault(reader: Reader, lacking: ReadonlySet<string>) {
  return (
    reader.own?.column ??
    reader.byLanguage.find(({ language }) => lacking.has(language))?.column.column ??
    null
  )
}
