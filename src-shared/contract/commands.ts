import { z } from 'zod'
import type { Batch, Job } from '../batches/batch.ts'
import { checkRequest, jobStatusNames, renderRequest, stillRequest } from '../batches/batch.ts'
import type { ColumnMapping, RowProblem } from '../data/rows.ts'
import type { Variable } from '../data/variables.ts'
import type { BatchPlan } from '../plans/batch-plan.ts'
import type { Finding } from '../plans/findings.ts'
import type { Codec } from '../templates/formats.ts'

export type TemplateSummary = {
  name: string
  version: string
  title: string
  description: string
  folder: string
  formats: { id: string; title: string; width: number; height: number; codec: Codec }[]
  languages: { id: string; title: string }[]
  variables: (Variable & { name: string })[]
}

export type TableInspection = {
  path: string
  /** `CSV, semicolon, Windows-1252`. */
  description: string
  columns: string[]
  /** First rows, as read. */
  sample: Record<string, string | null>[]
  mapping: ColumnMapping
  /** Required variables that no column fills. */
  missing: string[]
  unused: string[]
  /** What of the mapping can't be used as it is: names that aren't there, columns of which several could be meant. */
  problems: { rule: string; variable: string; message: string; whatToDo: string }[]
}

export type CheckReport = {
  rows: number
  rejectedRows: number
  videos: number
  /** At most 1,000 of each; the counts are whole. */
  problems: RowProblem[]
  problemCount: number
  findings: Finding[]
  findingCount: number
  /** How many problems and findings each rule has; whole. */
  rules: Record<string, number>
  errors: number
  warnings: number
  seconds: number
}

export type StillReport = {
  path: string
  width: number
  height: number
  rowKey: string
  language: string
  format: string
  at: number
  frame: number
}

/** What has one answer: command name -> payload as it must be. Every door serves this map. */
export const commands = {
  'template.list': z.strictObject({}),
  'template.show': z.strictObject({ template: z.string().min(1) }),
  'template.check': z.strictObject({ template: z.string().min(1) }),
  'template.schema': z.strictObject({}),
  'table.inspect': renderRequest.pick({ template: true, data: true, reading: true, map: true }),
  /** `id` is chosen by the asker, to recognise its progress and to stop it. */
  'check.run': z.strictObject({ id: z.string(), request: checkRequest }),
  'check.stop': z.strictObject({ id: z.string() }),
  /** Progress and stopping as with a check. `graph`: path of an SVG to draw the plan into. */
  'plan.run': z.strictObject({ id: z.string(), request: checkRequest, graph: z.string().min(1).optional() }),
  'plan.stop': z.strictObject({ id: z.string() }),
  'still.make': stillRequest,
  'batch.start': renderRequest,
  'batch.interrupt': z.strictObject({ batch: z.string() }),
  'batch.list': z.strictObject({ before: z.string().optional(), limit: z.int().min(1).max(500).default(50) }),
  'batch.show': z.strictObject({ batch: z.string() }),
  'batch.jobs': z.strictObject({
    batch: z.string(),
    status: z.enum(jobStatusNames).optional(),
    after: z.int().optional(),
    limit: z.int().min(1).max(1000).default(100),
  }),
  'batch.rejected': z.strictObject({
    batch: z.string(),
    after: z.int().optional(),
    limit: z.int().min(1).max(1000).default(100),
  }),
  /** Where a finished job's file lies, for a player. */
  'job.file': z.strictObject({ job: z.int() }),
  'sample.show': z.strictObject({}),
} as const

export type CommandName = keyof typeof commands
export type CommandPayload<N extends CommandName> = z.input<(typeof commands)[N]>
export type ParsedPayload<N extends CommandName> = z.output<(typeof commands)[N]>

/** Command name -> answer. */
export type Answers = {
  'template.list': TemplateSummary[]
  'template.show': TemplateSummary
  'template.check': { findings: Finding[] }
  'template.schema': Record<string, unknown>
  'table.inspect': TableInspection
  'check.run': CheckReport
  'check.stop': null
  'plan.run': BatchPlan
  'plan.stop': null
  'still.make': StillReport
  'batch.start': { batch: string }
  'batch.interrupt': null
  'batch.list': { batches: Batch[]; next: string | null }
  /** `keptBytes`: of its artifacts, which later batches may take over; null while it is worked on. */
  'batch.show': Batch & { keptBytes: number | null }
  'batch.jobs': { jobs: Job[]; next: number | null }
  'batch.rejected': { problems: RowProblem[]; next: number | null }
  'job.file': { path: string; mime: string }
  /** The sample catalogue: ready-made requests. */
  'sample.show': { title: string; template: string; data: string }[]
}

/** The counter: every command, by name. Answers, or rejects with a StudioError. */
export type Api = { ask<N extends CommandName>(name: N, payload: CommandPayload<N>): Promise<Answers[N]> }
