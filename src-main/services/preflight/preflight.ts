import type { RenderRequest } from '../../../src-shared/batches/batch.ts'
import type { CheckReport } from '../../../src-shared/contract/commands.ts'
import type { Row, RowProblem } from '../../../src-shared/data/rows.ts'
import type { Finding } from '../../../src-shared/plans/findings.ts'
import { batchName, type NamePattern, parseNamePattern } from '../../core/output-names/name-pattern.ts'
import { collisionText, namingValues, outputName } from '../../core/output-names/output-name.ts'
import { type OpenedProduction, openProduction, type ProductionSetup } from '../production/production.ts'
import type { RowIntake } from '../row-intake/read-rows.ts'

type PreflightHow = {
  signal: AbortSignal
  today: string
  onProgress(rows: number, videos: number): void
  /** All of what was found in one row, listed or not. */
  onFound?(found: { problems: RowProblem[]; warnings: Finding[] }): void
}

/** Faults that are listed; all are counted. */
const listed = 1_000

/**
 * Everything that can be known without rendering, for every row, language and format: the template's own faults,
 * values, assets, glyphs, texts that don't fit, names that collide. Renders nothing.
 */
export async function runCheck(
  request: Omit<RenderRequest, 'out'>,
  id: string,
  setup: ProductionSetup,
  how: PreflightHow,
): Promise<CheckReport> {
  const begun = performance.now()
  const production = await openProduction(request, id, setup)
  try {
    const report = createReport(
      production.languages,
      production.formats.map(({ id: format }) => format),
    )
    for (const finding of production.loaded.findings) report.finding(finding)
    const pattern = parseNamePattern(
      request.name,
      Object.keys(production.loaded.template.variables),
      production.intake.columns,
    )
    const names = createNameRegister(pattern)
    for await (const item of production.examined(how.signal)) {
      if (item.kind === 'rejected') {
        report.rejected(item.problems)
        how.onFound?.({ problems: item.problems, warnings: [] })
      } else {
        const { problems, warnings, videos } = item.examined
        for (const warning of warnings) report.finding(warning)
        const clashes = namesOf(item.row, item.source.cells, production, request, pattern, how.today).flatMap(
          (name) => names.take(name) ?? [],
        )
        const all = [...problems, ...clashes]
        if (all.length > 0) report.rejected(all)
        else report.passed(videos)
        if (all.length + warnings.length > 0) how.onFound?.({ problems: all, warnings })
      }
      how.onProgress(report.rows(), report.videos())
    }
    for (const finding of notesOn(production.intake)) report.finding(finding)
    return { ...report.result(), seconds: (performance.now() - begun) / 1000 }
  } finally {
    await production.close()
  }
}

/** What was assumed about the table, or changed in it, so that it could be read. Known when it was read to its end. */
function notesOn(intake: RowIntake): Finding[] {
  const finding = (rule: string, message: string, whatToDo: string, line: number | null): Finding => ({
    severity: 'warning',
    rule,
    message,
    whatToDo,
    rowKey: null,
    line,
    language: null,
    format: null,
    scene: null,
    layer: null,
  })
  return [
    ...intake.description.notes.map((note) =>
      finding('data.note', note, 'Look at the table, whether that is right.', null),
    ),
    ...intake.summary().notes.map(({ column, rule, message, line, count }) => {
      const cells = `${count.toLocaleString('en')} ${count === 1 ? 'cell' : 'cells'}`
      return finding(rule, message, `Look at the column "${column}", from line ${line} on (${cells}).`, line)
    }),
  ]
}

type TakenName = { path: string; key: string; row: Row; language: string; format: string }

function namesOf(
  row: Row,
  cells: Record<string, string | null>,
  production: OpenedProduction,
  request: Omit<RenderRequest, 'out'>,
  pattern: NamePattern,
  today: string,
): TakenName[] {
  const { template } = production.loaded
  return production.languages.flatMap((language) => {
    const values = namingValues(row, language)
    return production.formats.map(({ id, codec }) => {
      const { path, key } = outputName(pattern, {
        batch: batchName(request.data),
        template: template.name,
        key: row.key,
        row: String(row.number),
        language,
        format: id,
        quality: request.quality,
        date: today,
        values,
        cells,
        codec,
      })
      return { path, key, row, language, format: id }
    })
  })
}

/** Names that were given so far. Holds little of each: a matrix may have a million. */
function createNameRegister(pattern: NamePattern) {
  const taken = new Map<string, { line: number; key: string; place: number }>()
  const places: { language: string; format: string }[] = []
  const placeOf = (language: string, format: string) => {
    const known = places.findIndex((place) => place.language === language && place.format === format)
    return known >= 0 ? known : places.push({ language, format }) - 1
  }
  return {
    take({ path, key, row, language, format }: TakenName): RowProblem | null {
      const place = placeOf(language, format)
      const before = taken.get(key)
      if (before === undefined) {
        taken.set(key, { line: row.line, key: row.key, place })
        return null
      }
      const { message, whatToDo } = collisionText(
        path,
        { line: before.line, key: before.key, ...places[before.place]! },
        { line: row.line, key: row.key, language, format },
        pattern,
      )
      return {
        line: row.line,
        rowNumber: row.number,
        key: row.key,
        column: null,
        value: path,
        rule: 'name.collision',
        message,
        whatToDo,
      }
    },
  }
}

function createReport(languages: readonly string[], formats: readonly string[]) {
  const counts = {
    rows: 0,
    rejectedRows: 0,
    videos: 0,
    problemCount: 0,
    findingCount: 0,
    errors: 0,
    warnings: 0,
  }
  const rules = new Map<string, number>()
  const countRule = (rule: string) => rules.set(rule, (rules.get(rule) ?? 0) + 1)
  const problems: RowProblem[] = []
  const findings: Finding[] = []
  let general = 0
  const matrix = languages.flatMap((language) =>
    formats.map((format) => ({ language, format, videos: 0, warnings: 0 })),
  )
  const cellOf = (language: string, format: string) =>
    matrix[languages.indexOf(language) * formats.length + formats.indexOf(format)]
  return {
    rows: () => counts.rows,
    videos: () => counts.videos,
    passed(videos: readonly { language: string; format: string }[]) {
      counts.rows += 1
      counts.videos += videos.length
      for (const { language, format } of videos) {
        const cell = cellOf(language, format)
        if (cell !== undefined) cell.videos += 1
      }
    },
    rejected(own: RowProblem[]) {
      counts.rows += 1
      counts.rejectedRows += 1
      counts.problemCount += own.length
      counts.errors += own.length
      for (const problem of own) {
        countRule(problem.rule)
        if (problems.length < listed) problems.push(problem)
      }
    },
    finding(finding: Finding) {
      counts.findingCount += 1
      counts[finding.severity === 'error' ? 'errors' : 'warnings'] += 1
      countRule(finding.rule)
      // One that holds for all languages or formats counts in each.
      if (finding.severity === 'warning')
        for (const cell of matrix)
          if (
            (finding.language === null || finding.language === cell.language) &&
            (finding.format === null || finding.format === cell.format)
          )
            cell.warnings += 1
      // What holds for the whole table or template is among those that are listed, however many rows have findings.
      if (finding.rowKey === null) findings.splice(general++, 0, finding)
      else findings.push(finding)
      if (findings.length > listed) findings.pop()
    },
    result: () => ({ ...counts, matrix, rules: Object.fromEntries(rules), problems, findings }),
  }
}
