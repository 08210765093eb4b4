import { z } from 'zod'
import type { Batch } from '../batches/batch.ts'
import { checkRequest, renderRequest, stillRequest } from '../batches/batch.ts'
import type { RowProblem } from '../data/rows.ts'
import type { BatchEstimate } from '../farm/estimate.ts'
import {
  type Calibration,
  type FarmSettings,
  type FarmStanding,
  farmSettingsChange,
  type HardwareEncoder,
  type QueueStanding,
  type Timeline,
} from '../farm/farm.ts'
import { priority } from '../farm/priority.ts'
import { target } from '../farm/targets.ts'
import type { TriedUnit } from '../farm/units.ts'
import type { BatchPlan } from '../plans/batch-plan.ts'
import type { Finding } from '../plans/findings.ts'
import { type EditorAnswers, editorCommands } from './editor.ts'
import { type FarmWatchAnswers, farmWatchCommands } from './farm-watch.ts'
import { type FontAnswers, fontCommands } from './fonts.ts'
import { type InsightAnswers, insightCommands } from './insight.ts'
import { type JobAnswers, jobCommands } from './jobs.ts'
import { type MediaAnswers, mediaCommands } from './media.ts'
import { type QualityAnswers, qualityCommands } from './quality.ts'
import { type QualityEffectAnswers, qualityEffectCommands } from './quality-effect.ts'
import { type ResultsAnswers, resultsCommands } from './results.ts'
import { type ReviewAnswers, reviewCommands } from './review.ts'
import { type ReviewPackageAnswers, reviewPackageCommands } from './review-packages.ts'
import { type SampleAnswers, sampleCommands } from './samples.ts'
import { type SettingsAnswers, settingsCommands } from './settings.ts'
import { type StorageAnswers, storageCommands } from './storage.ts'
import { type StudioAnswers, studioCommands } from './studio.ts'
import { type TableAnswers, tableCommands } from './tables.ts'
import { type TemplateAnswers, templateCommands } from './templates.ts'

export type { TemplateSummary } from './templates.ts'

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
  /** Languages x formats. `videos`: of rows that passed; `warnings`: of findings in that language and format. */
  matrix: { language: string; format: string; videos: number; warnings: number }[]
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

/** Chosen by the asker. A folder is called by it, so that it leads nowhere. */
const runId = z.string().regex(/^[\w-]{1,64}$/, 'an id of letters, digits, _ and -')
const targets = z.array(target).min(1).max(10_000)

/** What a command of the queue did: to how many, and what could not be done to which. */
export type QueueAnswer = { changed: number; refused: { target: string; why: string }[] }

/** What has one answer: command name -> payload as it must be. Every door serves this map. */
export const commands = {
  ...mediaCommands,
  ...farmWatchCommands,
  ...jobCommands,
  ...insightCommands,
  ...qualityCommands,
  ...qualityEffectCommands,
  ...resultsCommands,
  ...reviewCommands,
  ...sampleCommands,
  ...reviewPackageCommands,
  ...settingsCommands,
  ...fontCommands,
  ...storageCommands,
  ...studioCommands,
  ...tableCommands,
  ...editorCommands,
  ...templateCommands,
  /** `id` is chosen by the asker, to recognise its progress and to stop it. */
  /** `table`: the id of one that is open; what is found in its records is entered there, too. */
  'check.run': z.strictObject({ id: runId, request: checkRequest, table: runId.optional() }),
  'check.stop': z.strictObject({ id: runId }),
  /** Progress and stopping as with a check. `graph`: path of an SVG to draw the plan into. */
  'plan.run': z.strictObject({ id: runId, request: checkRequest, graph: z.string().min(1).optional() }),
  'plan.stop': z.strictObject({ id: runId }),
  /** What a batch would take. Progress as with a check; stopped by `plan.stop`. */
  'batch.estimate': z.strictObject({ id: runId, request: renderRequest }),
  'still.make': stillRequest,
  /** Goes on with the unfinished batch of the same request, when there is one and `new` doesn't forbid it. */
  'batch.start': renderRequest.extend({ new: z.boolean().default(false) }),
  'batch.interrupt': z.strictObject({ batch: z.string() }),
  'batch.list': z.strictObject({ before: z.string().optional(), limit: z.int().min(1).max(500).default(50) }),
  /** Here and below: a batch's id, or `last`. */
  'batch.show': z.strictObject({ batch: z.string() }),
  'batch.kept': z.strictObject({ batch: z.string() }),
  'batch.timeline': z.strictObject({ batch: z.string() }),
  'batch.rejected': z.strictObject({
    batch: z.string(),
    after: z.int().optional(),
    limit: z.int().min(1).max(1000).default(100),
  }),
  /** The units of a job that were begun, with every try. */
  'job.units': z.strictObject({ job: z.int().positive() }),

  'queue.show': z.strictObject({}),
  /** Begins to work on all that waits and nobody paused; answers when there is none of it left. */
  'queue.work': z.strictObject({}),
  /** `now`: what runs is handed back; else it is finished. */
  'queue.pause': z.strictObject({ targets, now: z.boolean().default(false) }),
  /** Also the answer to a batch that asks, and what takes up one that was interrupted or cancelled. */
  'queue.resume': z.strictObject({ targets }),
  'queue.cancel': z.strictObject({ targets }),
  /** Of `all` and batches: their failed jobs; jobs and units that were named: whatever became of them. */
  'queue.retry': z.strictObject({ targets }),
  /** Left out: never made, and no longer counted as failed. */
  'queue.skip': z.strictObject({ targets }),
  'queue.priority': z.strictObject({ targets, priority }),
  /** Within its priority: a batch among batches, a job among those of its batch. */
  'queue.move': z.strictObject({ targets, to: z.enum(['top', 'up', 'down', 'bottom']) }),
  /** Directly before another batch, with that one's priority; null: behind all others. */
  'queue.place': z.strictObject({ batch: z.string(), before: z.string().nullable() }),
  'queue.deadline': z.strictObject({
    batch: z.string(),
    deadline: z.iso.datetime({ offset: true }).nullable(),
  }),
  /** When a batch that has not begun is to begin; null: as soon as it is its turn. */
  'queue.begin': z.strictObject({
    batch: z.string(),
    startAt: z.iso.datetime({ offset: true }).nullable(),
  }),
  /** What a batch waits for; replaces what it waited for before. */
  'queue.after': z.strictObject({
    batch: z.string(),
    after: z.array(z.string()).max(100),
    afterApproval: z.array(z.string()).max(100),
  }),
  /** A person approves of a finished batch, for those that wait for that. */
  'queue.approve': z.strictObject({ batch: z.string() }),

  'farm.show': z.strictObject({}),
  'farm.set': farmSettingsChange,
  /** Measures processes times threads; some seconds. Who asks while it is measured gets the same answer. `id`: to stop it by. */
  'farm.calibrate': z.strictObject({ id: runId }),
  /**
   * Who asked under that id wants it no longer, and gets `calibration.stopped`; the measuring ends when nobody else waits for it.
   */
  'farm.stop-calibrating': z.strictObject({ id: runId }),
  /** Tries every hardware encoder again. */
  'farm.try-encoders': z.strictObject({}),

  /** Puts the last good backup in the place of a damaged database, which is kept aside. */
  'store.restore': z.strictObject({}),
  'sample.show': z.strictObject({}),
} as const

export type CommandName = keyof typeof commands
export type CommandPayload<N extends CommandName> = z.input<(typeof commands)[N]>
export type ParsedPayload<N extends CommandName> = z.output<(typeof commands)[N]>

/** Command name -> answer. */
export type Answers = MediaAnswers &
  FarmWatchAnswers &
  JobAnswers &
  InsightAnswers &
  QualityAnswers &
  QualityEffectAnswers &
  ResultsAnswers &
  ReviewAnswers &
  SampleAnswers &
  ReviewPackageAnswers &
  SettingsAnswers &
  FontAnswers &
  StorageAnswers &
  StudioAnswers &
  TableAnswers &
  EditorAnswers &
  TemplateAnswers & {
    'check.run': CheckReport
    'check.stop': null
    'plan.run': BatchPlan
    'plan.stop': null
    'batch.estimate': BatchEstimate
    'still.make': StillReport
    /** `goesOn`: what was unfinished there, in one sentence; null: the batch is new. */
    'batch.start': { batch: string; goesOn: string | null }
    'batch.interrupt': null
    'batch.list': { batches: Batch[]; next: string | null }
    'batch.show': Batch
    /** Of its artifacts, which later batches may take over; null while it is worked on. */
    'batch.kept': { bytes: number | null }
    'batch.timeline': Timeline
    'batch.rejected': { problems: RowProblem[]; next: number | null }
    'job.units': { units: TriedUnit[] }
    'queue.show': QueueStanding
    'queue.work': null
    'queue.pause': QueueAnswer
    'queue.resume': QueueAnswer
    'queue.cancel': QueueAnswer
    'queue.retry': QueueAnswer
    'queue.skip': QueueAnswer
    'queue.priority': QueueAnswer
    'queue.move': QueueAnswer
    'queue.place': null
    'queue.deadline': null
    'queue.begin': null
    'queue.after': null
    'queue.approve': null
    'farm.show': FarmStanding
    'farm.set': FarmSettings
    'farm.calibrate': Calibration
    'farm.stop-calibrating': null
    'farm.try-encoders': { encoders: HardwareEncoder[] }
    /** `backupOf`: when the backup was made; `aside`: where the damaged one lies now (null: it was gone). */
    'store.restore': { backupOf: string; aside: string | null }
    /** The sample catalogue: ready-made requests. */
    'sample.show': { title: string; template: string; data: string }[]
  }

/** The counter: every command, by name. Answers, or rejects with a StudioError. */
export type Api = { ask<N extends CommandName>(name: N, payload: CommandPayload<N>): Promise<Answers[N]> }
