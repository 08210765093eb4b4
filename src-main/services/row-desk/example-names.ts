import type { NamesReport } from '../../../src-shared/contract/tables.ts'
import type { BrokenRow, Row, SourceRow } from '../../../src-shared/data/rows.ts'
import type { Codec, Quality } from '../../../src-shared/templates/formats.ts'
import { batchName, parseNamePattern } from '../../core/output-names/name-pattern.ts'
import { collisionText, namingValues, outputName } from '../../core/output-names/output-name.ts'

const examples = 12
/** Videos that are named for an example, at most. */
const named = 20_000

type NamesAsk = {
  pattern: string
  languages: readonly string[]
  formats: readonly { id: string; codec: Codec }[]
  quality: Quality
}

/** What the videos of the first good rows would be called, and the first two that would be one file. Throws `name.pattern`. */
export function exampleNames(
  ask: NamesAsk,
  table: { data: string; template: string; today: string; variables: string[]; columns: readonly string[] },
  rows: Iterable<{ row: Row; source: SourceRow | BrokenRow }>,
): NamesReport {
  const pattern = parseNamePattern(ask.pattern, table.variables, [...table.columns])
  const taken = new Map<string, { line: number; key: string; language: string; format: string }>()
  const report: NamesReport = { examples: [], records: 0, collision: null }
  for (const { row, source } of rows) {
    if ('broken' in source) continue
    report.records += 1
    for (const language of ask.languages)
      for (const { id, codec } of ask.formats) {
        const { path, key } = outputName(pattern, {
          batch: batchName(table.data),
          template: table.template,
          key: row.key,
          row: String(row.number),
          language,
          format: id,
          quality: ask.quality,
          date: table.today,
          values: namingValues(row, language),
          cells: source.cells,
          codec,
        })
        if (report.records === 1 && report.examples.length < examples) report.examples.push(path)
        const mine = { line: row.line, key: row.key, language, format: id }
        const before = taken.get(key)
        if (before !== undefined) return { ...report, collision: collisionText(path, before, mine, pattern) }
        taken.set(key, mine)
      }
    if (taken.size >= named) break
  }
  return report
}
