import type { RenderRequestSource } from '../../src-shared/batches/batch.ts'
import { defaultNamePattern } from '../../src-shared/batches/batch.ts'
import type { TemplateSummary } from '../../src-shared/contract/commands.ts'
import type { TableInspection } from '../../src-shared/contract/tables.ts'
import type { Correction, Corrections } from '../../src-shared/data/corrections.ts'
import type { Priority } from '../../src-shared/farm/priority.ts'
import { afterOf, type WaitFor } from './wait-for.ts'

/** How a table is read; as typed. */
export type Reading = {
  encoding: string
  delimiter: string
  sheet: string
  table: string
  query: string
  locale: string
}
export const plainReading: Reading = {
  encoding: '',
  delimiter: '',
  sheet: '',
  table: '',
  query: '',
  locale: '',
}

/** What was said of it: the rest is found out. */
export const saidOf = (reading: Reading) =>
  Object.fromEntries(Object.entries(reading).filter(([, text]) => text.trim() !== ''))

/** What a person has chosen so far for a new batch. Text fields are as typed: empty means not given. */
export type Draft = {
  data: string | null
  template: TemplateSummary | null
  map: Readonly<Record<string, string>>
  reading: Reading
  languages: readonly string[]
  formats: readonly string[]
  quality: 'draft' | 'standard' | 'high'
  codec: NonNullable<RenderRequestSource['codec']> | null
  key: string | null
  /** What was mended of the table's records. */
  corrections: Corrections
  /** What the table held when it was opened last. */
  tableMark: string | null
  rows: string
  out: string | null
  /** The output folder was chosen by hand and stays when the table changes. */
  outIsChosen: boolean
  name: string
  fetch: boolean
  strict: boolean
  overwrite: boolean
  afresh: boolean
  encoding: 'cpu' | 'auto'
  /** The quality profile that its videos are held against, `off` for none; null: as the template says. */
  inspect: string | null
  start: StartOf
  priority: Priority
  /** Local time as a field has it: `2026-11-22T08:00`; '' for none. */
  deadline: string
  /** Rows, as typed; '' for none. */
  pilot: string
}

/** When a batch begins. Both are kept while a person goes to and fro. */
export type StartOf = { when: 'now' | 'at' | 'after'; at: string; after: readonly WaitFor[] }

export const emptyDraft: Draft = {
  data: null,
  template: null,
  map: {},
  reading: plainReading,
  languages: [],
  formats: [],
  quality: 'standard',
  codec: null,
  key: null,
  corrections: {},
  tableMark: null,
  rows: '',
  out: null,
  outIsChosen: false,
  name: defaultNamePattern,
  fetch: false,
  strict: false,
  overwrite: false,
  afresh: false,
  encoding: 'cpu',
  inspect: null,
  start: { when: 'now', at: '', after: [] },
  priority: 'normal',
  deadline: '',
  pilot: '',
}

/** Another table: what was said about the last one's columns and records no longer holds. */
export function withTable(draft: Draft, data: string): Draft {
  const { map, reading, key, rows, corrections, tableMark } = emptyDraft
  return { ...draft, data, map, reading, key, rows, corrections, tableMark }
}

/** Another template: everything in all of its languages and formats, unless the choice still makes sense. */
export function withTemplate(draft: Draft, template: TemplateSummary): Draft {
  const isSame = draft.template?.folder === template.folder
  const kept = (chosen: readonly string[], offered: { id: string }[]) => {
    const still = chosen.filter((id) => offered.some((each) => each.id === id))
    return isSame && still.length > 0 ? still : offered.map(({ id }) => id)
  }
  return {
    ...draft,
    template,
    map: isSame ? draft.map : {},
    languages: kept(draft.languages, template.languages),
    formats: kept(draft.formats, template.formats),
  }
}

/** A column for a variable, by hand; null takes the choice back. */
export function withColumn(draft: Draft, variable: string, column: string | null): Draft {
  const map = { ...draft.map }
  if (column === null) delete map[variable]
  else map[variable] = column
  return { ...draft, map }
}

/** One more or one less of a list, in the order that the template has them. */
export function toggled(
  chosen: readonly string[],
  id: string,
  offered: readonly { id: string }[],
): readonly string[] {
  const isOn = chosen.includes(id)
  return offered.flatMap((each) =>
    each.id === id ? (isOn ? [] : [id]) : chosen.includes(each.id) ? [each.id] : [],
  )
}

/** What keeps a batch from being started; in the order in which a person meets it. */
type Lack =
  | 'table'
  | 'template'
  | 'inspection'
  | 'columns'
  | 'languages'
  | 'formats'
  | 'out'
  | 'name'
  | 'time'
  | 'other'
  | 'deadline'
  | 'pilot'

export function lacksOf(draft: Draft, inspection: TableInspection | null): Lack[] {
  const lacks: Lack[] = []
  if (draft.data === null) lacks.push('table')
  if (draft.template === null) lacks.push('template')
  if (lacks.length > 0) return lacks
  if (inspection === null) return ['inspection']
  if (inspection.missing.length > 0) lacks.push('columns')
  if (draft.languages.length === 0) lacks.push('languages')
  if (draft.formats.length === 0) lacks.push('formats')
  if (draft.out === null) lacks.push('out')
  if (draft.name.trim() === '') lacks.push('name')
  if (draft.start.when === 'at' && momentOf(draft.start.at) === null) lacks.push('time')
  if (draft.start.when === 'after' && draft.start.after.length === 0) lacks.push('other')
  if (draft.deadline !== '' && momentOf(draft.deadline) === null) lacks.push('deadline')
  if (draft.pilot.trim() !== '' && pilotOf(draft) === null) lacks.push('pilot')
  return lacks
}

/** The part of a request that a table can be looked at with; null while there is no table or no template. */
export function inspectionOf(draft: Draft) {
  if (draft.data === null || draft.template === null) return null
  const reading = saidOf(draft.reading)
  return { template: draft.template.folder, data: draft.data, reading, map: { ...draft.map } }
}

/** The draft as a request; null while something lacks that no default stands in for. */
export function requestOf(draft: Draft): RenderRequestSource | null {
  const basics = inspectionOf(draft)
  if (basics === null || draft.out === null) return null
  return {
    ...basics,
    ...(draft.key === null ? {} : { key: draft.key }),
    ...(draft.rows.trim() === '' ? {} : { rows: draft.rows.trim() }),
    languages: [...draft.languages],
    formats: [...draft.formats],
    quality: draft.quality,
    ...(draft.codec === null ? {} : { codec: draft.codec }),
    fetch: draft.fetch,
    strict: draft.strict,
    out: draft.out,
    name: draft.name.trim(),
    overwrite: draft.overwrite,
    afresh: draft.afresh,
    encoding: draft.encoding,
    ...(draft.inspect === null ? {} : { inspect: { profile: draft.inspect } }),
    ...mendedOf(draft),
    queue: queueOf(draft),
  }
}

/** What was mended, and of which table. */
export function mendedOf({ corrections, tableMark }: Draft) {
  if (Object.keys(corrections).length === 0) return {}
  return { corrections, ...(tableMark === null ? {} : { tableMark }) }
}

function queueOf({ start, priority, deadline, pilot, ...draft }: Draft) {
  return {
    priority,
    deadline: momentOf(deadline),
    startAt: start.when === 'at' ? momentOf(start.at) : null,
    ...afterOf(start.when === 'after' ? start.after : []),
    pilot: pilotOf({ ...draft, start, priority, deadline, pilot }),
  }
}

/** A field's local time as ISO 8601 in UTC; null when it says none. */
export function momentOf(field: string): string | null {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(field) ? new Date(field).getTime() : Number.NaN
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

/** Rows of the pilot; null: none, or what was typed is no such number. */
export function pilotOf({ pilot }: Draft): number | null {
  const rows = Number(pilot.trim())
  return pilot.trim() !== '' && Number.isInteger(rows) && rows >= 1 && rows <= 10_000 ? rows : null
}

/** What was mended, with what an answer says that changed. */
export function withMended(draft: Draft, after: Readonly<Record<string, Correction | null>>): Draft {
  const corrections = { ...draft.corrections }
  for (const [number, correction] of Object.entries(after))
    if (correction === null) delete corrections[number]
    else corrections[number] = correction
  return { ...draft, corrections }
}

/** The draft as it is kept while a page is loaded anew; the template by its folder. */
export function keptDraft(draft: Draft): string {
  return JSON.stringify({ ...draft, template: null, folder: draft.template?.folder ?? null })
}

/** A draft that was kept, without its template, and that template's folder; null: it is none of ours. */
export function draftOf(kept: string | null): { draft: Draft; folder: string | null } | null {
  if (kept === null) return null
  try {
    const { folder, ...rest } = JSON.parse(kept) as Record<string, unknown>
    if (Object.keys(emptyDraft).some((name) => !Object.hasOwn(rest, name))) return null
    if (!Array.isArray((rest as Draft).start.after)) return null
    return { draft: rest as Draft, folder: typeof folder === 'string' ? folder : null }
  } catch {
    return null
  }
}

export type ColumnLine = {
  variable: string
  title: string
  type: string
  required: boolean
  /** The column that fills it in all languages; null when none does. */
  column: string | null
  /** Columns of single languages. */
  perLanguage: { language: string; column: string }[]
  byHand: boolean
  /** First values, as read, at most three, empty ones left out. */
  sample: string[]
  missing: boolean
}

/** One line for each variable of a template: what fills it, with samples. */
export function columnLines(
  template: TemplateSummary,
  inspection: TableInspection,
  map: Readonly<Record<string, string>>,
): ColumnLine[] {
  return template.variables.map((variable) => {
    const own = inspection.mapping.filter((entry) => entry.variable === variable.name)
    const column = own.find(({ language }) => language === null)?.column ?? null
    const perLanguage = own.flatMap(({ language, column }) =>
      language === null ? [] : [{ language, column }],
    )
    const shown = column ?? perLanguage[0]?.column ?? null
    return {
      variable: variable.name,
      title: variable.title ?? variable.name,
      type: variable.type,
      required: variable.required && variable.default === undefined,
      column,
      perLanguage,
      byHand: Object.hasOwn(map, variable.name),
      sample: shown === null ? [] : samplesOf(inspection, shown),
      missing: inspection.missing.includes(variable.name),
    }
  })
}

function samplesOf({ sample }: TableInspection, column: string): string[] {
  const values = sample.flatMap((row) => {
    const value = row[column]
    return value === null || value === undefined || value.trim() === '' ? [] : [value.trim()]
  })
  return [...new Set(values)].slice(0, 3)
}
