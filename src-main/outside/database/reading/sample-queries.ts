import { StudioError } from '../../../../src-shared/contract/errors.ts'
import type { Value, Values } from '../../../../src-shared/data/values.ts'
import type { Verdict } from '../../../../src-shared/quality/inspection.ts'
import { type Drawing, drawSample } from '../../../../src-shared/review/draw-sample.ts'
import { reviewStateOf, type Stand } from '../../../../src-shared/review/review.ts'
import { riskOf } from '../../../../src-shared/review/risk.ts'
import type { Sample, SamplingPlan } from '../../../../src-shared/review/sampling.ts'
import type { Statements } from '../statements.ts'
import { numberOf } from './job-queries.ts'
import type { Reading } from './queries.ts'

/** What `per` groups by. */
type By = Extract<SamplingPlan, { kind: 'per' }>['by']

/** A sample before anybody judges its lot. */
export type CountedSample = Omit<Sample, 'verdict' | 'says'>

type SampleRecord = {
  number: number
  batch_id: string
  plan: string
  seed: number
  drawn_at: string
  lot: number
  size: number
  accept: number | null
  reject: number | null
  severity: Sample['severity']
}

export const sampleQueries = {
  /** Draws from the videos of a batch that lie there. `risks`: of those that were drawn, where they are drawn by it. */
  drawSample(
    reading: Reading,
    asked: { batch: string; drawing: Drawing; by: By | null; seed: number },
  ): { lot: number; jobs: Float64Array; risks: Float64Array } {
    const { drawing, by, seed } = asked
    const batch = numberOf(reading, asked.batch)
    const jobs = Float64Array.from(
      reading.column<number>("SELECT id FROM jobs WHERE batch = @batch AND status = 'done' ORDER BY id", {
        batch,
      }),
    )
    const none = { groups: new Uint32Array(), risks: new Float64Array() }
    const parts =
      drawing.how === 'risk'
        ? risksOf(reading, batch)
        : by === null
          ? none
          : { ...none, groups: groupsOf(reading, batch, by) }
    const drawn = drawSample(drawing, { jobs, ...parts }, seed)
    const wanted = new Set(drawn)
    return {
      lot: jobs.length,
      jobs: drawn,
      risks: parts.risks.filter((_, place) => wanted.has(jobs[place]!)),
    }
  },

  /** Newest first. `approvals`: how many people have to approve of each of its videos. */
  samplesOfBatch(reading: Reading, asked: { batch: string; approvals: number }): CountedSample[] {
    const sql = reading.statements('samples-read')
    const batch = numberOf(reading, asked.batch)
    return counted(sql, sql.all<SampleRecord>('samples_of_batch', { batch }), asked.approvals)
  },

  sample(
    reading: Reading,
    { sample, approvals }: { sample: number; approvals: number },
  ): CountedSample | null {
    const sql = reading.statements('samples-read')
    const found = sql.one<SampleRecord>('sample', { sample })
    return found === null ? null : counted(sql, [found], approvals)[0]!
  },

  /** Lots of the batch's template that were inspected at this level and AQL, as they were handed in first; oldest first. */
  lotsOfTemplate(
    reading: Reading,
    asked: { batch: string; level: string; aql: number; approvals: number },
  ): CountedSample[] {
    const { level, aql, approvals } = asked
    const sql = reading.statements('samples-read')
    const batch = numberOf(reading, asked.batch)
    return counted(sql, sql.all<SampleRecord>('lots_of_template', { batch, level, aql }), approvals)
  },
}

function counted(sql: Statements, found: SampleRecord[], approvals: number): CountedSample[] {
  const samples = JSON.stringify(found.map(({ number }) => number))
  const stood = Map.groupBy(
    sql.all<{ sample: number; stands: Stand; videos: number }>('stands_in_samples', { samples }),
    ({ sample }) => sample,
  )
  return found.map((record) => {
    const count = (state: 'approved' | 'rejected') =>
      (stood.get(record.number) ?? []).reduce(
        (sum, { stands, videos }) => sum + (reviewStateOf(stands, approvals) === state ? videos : 0),
        0,
      )
    return {
      id: record.number,
      batch: record.batch_id,
      plan: JSON.parse(record.plan) as SamplingPlan,
      seed: record.seed,
      drawnAt: record.drawn_at,
      lot: record.lot,
      size: record.size,
      accept: record.accept,
      reject: record.reject,
      severity: record.severity,
      approved: count('approved'),
      rejected: count('rejected'),
    }
  })
}

/** Of each video, which of the values it has, by a number. */
function groupsOf(reading: Reading, batch: number, by: By): Uint32Array {
  if (typeof by === 'object') return groupsByVariable(reading, batch, by.variable)
  const column = by === 'folder' ? 'path' : by
  const values = reading.column<string>(
    `SELECT ${column} FROM jobs WHERE batch = @batch AND status = 'done' ORDER BY id`,
    { batch },
  )
  return numbered(by === 'folder' ? values.map((path) => path.slice(0, path.lastIndexOf('/') + 1)) : values)
}

function groupsByVariable(reading: Reading, batch: number, variable: string): Uint32Array {
  const values = reading.column<string | null>(
    `SELECT json_extract("rows"."values", '$."' || @variable || '"')
     FROM jobs JOIN "rows" ON "rows".batch = jobs.batch AND "rows".number = jobs.row_number
     WHERE jobs.batch = @batch AND jobs.status = 'done' ORDER BY jobs.id`,
    { batch, variable: /^[a-z][a-z0-9_]*$/.test(variable) ? variable : '' },
  )
  if (values.length > 0 && values.every((value) => value === null))
    throw new StudioError({
      code: 'sample.no-variable',
      message: `No row of the batch has a value for "${variable}".`,
      whatToDo: 'Name a variable of its template that its table fills.',
    })
  return numbered(values.map((value) => value ?? ''))
}

function numbered(values: readonly string[]): Uint32Array {
  const numbers = new Map<string, number>()
  return Uint32Array.from(values, (value) => {
    const known = numbers.get(value)
    if (known !== undefined) return known
    numbers.set(value, numbers.size)
    return numbers.size - 1
  })
}

type FileAtRisk = {
  row: number
  language: string
  fallback: 0 | 1
  verdict: Verdict | null
  known: number
}
type RowRecord = { number: number; values: string; by_language: string }

/** Of each video its row, and how much it deserves a look. */
function risksOf(reading: Reading, batch: number): { groups: Uint32Array; risks: Float64Array } {
  const sql = reading.statements('samples-read')
  const files = sql.all<FileAtRisk>('files_at_risk', { batch })
  const newTemplate = sql.one<{ is_new: 0 | 1 }>('is_new_template', { batch })!.is_new === 1
  const rows = rowsAtRisk(sql.all<RowRecord>('rows_of_batch', { batch }))
  const lengthOf = ({ row, language }: FileAtRisk) => {
    const found = rows.get(row)
    return found?.lengths.get(language) ?? found?.length ?? 0
  }
  const longest = files.reduce((most, file) => Math.max(most, lengthOf(file)), 1)
  return {
    groups: Uint32Array.from(files, ({ row }) => row),
    risks: Float64Array.from(files, (file) => {
      const signs = riskOf({
        verdict: file.verdict,
        findings: [],
        rarity: rows.get(file.row)?.rarity ?? 0,
        length: lengthOf(file) / longest,
        newTemplate,
        fallback: file.fallback === 1,
      })
      // What its findings weigh is known already, where the checks saw it.
      return Math.max(file.known, signs)
    }),
  }
}

/** Letters of a row's texts, also those of languages that have their own; and how rare its choices are. */
type RowAtRisk = { length: number; lengths: Map<string, number>; rarity: number }

function rowsAtRisk(records: readonly RowRecord[]): Map<number, RowAtRisk> {
  const rows = new Map<number, RowAtRisk>()
  const counts = new Map<string, Map<string, number>>()
  const chosen: [number, [string, string][]][] = []
  for (const { number, values: text, by_language } of records) {
    const values = JSON.parse(text) as Values
    const lengths = new Map<string, number>()
    if (by_language !== '{}')
      for (const [language, own] of Object.entries(JSON.parse(by_language) as Record<string, Values>))
        lengths.set(language, lengthOfTexts({ ...values, ...own }))
    rows.set(number, { length: lengthOfTexts(values), lengths, rarity: 0 })
    const choices = Object.entries(values).flatMap(([name, value]): [string, string][] => {
      const choice = choiceOf(value)
      return choice === null ? [] : [[name, choice]]
    })
    if (choices.length === 0) continue
    chosen.push([number, choices])
    for (const [name, choice] of choices) {
      const count = counts.get(name) ?? new Map<string, number>()
      counts.set(name, count.set(choice, (count.get(choice) ?? 0) + 1))
    }
  }
  for (const [number, choices] of chosen)
    rows.get(number)!.rarity = Math.max(
      ...choices.map(([name, choice]) => rarityOf(counts.get(name)!, choice, records.length)),
    )
  return rows
}

/** 0: as frequent as the others or more; near 1: hardly anybody else has it. */
const rarityOf = (counts: ReadonlyMap<string, number>, choice: string, rows: number) =>
  counts.size < 2 ? 0 : Math.max(0, 1 - (counts.get(choice)! * counts.size) / rows)

function choiceOf(value: Value): string | null {
  if (value?.type === 'one-of') return value.choice
  return value?.type === 'boolean' ? String(value.yes) : null
}

function lengthOfTexts(values: Values): number {
  let sum = 0
  for (const value of Object.values(values)) if (value?.type === 'text') sum += value.text.length
  return sum
}
