import { z } from 'zod'
import { renderRequest } from '../batches/batch.ts'
import type { ColumnMapping } from '../data/rows.ts'
import { templatePath } from '../templates/measures.ts'

/** What is wrong with a draft, and where in its JSON; `place` is empty for the whole, null where no one place is meant. */
export type EditorProblem = {
  severity: 'error' | 'warning'
  rule: string
  message: string
  whatToDo: string
  place: (string | number)[] | null
  /** Where its text is no JSON; line and column from 1. */
  at: { line: number; column: number } | null
  language: string | null
  format: string | null
}

/** A file that the draft's folder holds. */
export type EditorAsset = {
  /** As the template writes it: relative, with forward slashes. */
  path: string
  kind: 'picture' | 'clip' | 'sound' | 'font' | 'other'
  bytes: number
  /** For pictures and clips: what shows it, small. */
  address: string | null
}

/** A draft that is open: an own copy of a template, written on every change, until it is published or discarded. */
export type EditorSession = {
  editor: string
  template: string
  /** Text of its template.json. */
  source: string
  /** The version that it began from. */
  basedOn: string
  /** Whether there was a draft already, and since when it differs. */
  draftSince: string | null
  assets: EditorAsset[]
  /** Families that can be named. */
  fonts: string[]
  problems: EditorProblem[]
}

/** What a row shows, of the table that stands behind the editor; without a table, the defaults and examples that we make up. */
export type EditorRow = {
  /** From 0; `rows` is how many there are as far as is known. */
  index: number
  rows: number
  key: string
  values: Record<string, string>
  /** Why this row can't be shown; null when it can. */
  fault: string | null
}

/** Where something lies in the frame, in pixels of the format; before it is turned. */
type EditorBox = { x: number; y: number; width: number; height: number }

/** When something is there, in seconds of the video. `index`: its number in the template's JSON. */
export type EditorTimeline = {
  /** Seconds. */
  duration: number
  frames: number
  rate: { num: number; den: number }
  width: number
  height: number
  scenes: {
    id: string
    index: number
    /** Which turn of a scene that repeats, from 0. */
    turn: number
    from: number
    to: number
    /** Seconds of its transition with the scene before, which belong to both. */
    transition: number
    layers: { id: string; index: number; from: number; to: number; box: EditorBox; rotation: number }[]
  }[]
}

const id = z.string().min(1).max(100)
/** What is looked at: a row of the table behind the editor, one language, one format. */
const view = { editor: id, row: z.int().min(0), language: z.string().max(40), format: z.string().max(100) }

export const editorCommands = {
  /** By name in the library, or folder. Goes on with the draft when there is one. */
  'editor.open': z.strictObject({ template: z.string().min(1) }),
  'editor.close': z.strictObject({ editor: id }),
  /** Takes the whole text, keeps it as the draft (also when it is wrong), and answers what is wrong with it. */
  'editor.change': z.strictObject({ editor: id, source: z.string().max(5_000_000) }),
  /** Copies a file into the draft's folder. */
  'editor.add-asset': z.strictObject({ editor: id, path: z.string().min(1).max(4_096) }),
  /** Copies files of another template, by its name, into the draft's folder: for layers that were copied there. */
  'editor.carry-files': z.strictObject({
    editor: id,
    from: z.string().min(1).max(64),
    files: z.array(templatePath.max(1_000)).min(1).max(1_000),
  }),
  /** The table behind the editor, read as a batch would read it; null: none. A key is shown in place of the row's number. */
  'editor.use-table': z.strictObject({
    editor: id,
    data: z.string().min(1).max(4_096).nullable(),
    ...renderRequest.pick({ reading: true, map: true, key: true }).shape,
  }),
  /** `longest` and `shortest`: the row with the longest or shortest value of a variable (or of all texts). */
  'editor.row': z.strictObject({
    editor: id,
    row: z.union([z.int().min(0), z.enum(['longest', 'shortest'])]),
    variable: z.string().max(100).optional(),
  }),
  /** The engine's own frame. `width`: at most so many pixels wide, for a fast one while scrubbing. */
  'editor.still': z.strictObject({
    ...view,
    at: z.number().nonnegative(),
    width: z.int().min(16).max(8_192).optional(),
  }),
  'editor.timeline': z.strictObject(view),
  /** The whole video, small, with sound; tells `editor.progress`. A later call for the same editor ends an earlier one. */
  'editor.proxy': z.strictObject({ ...view, width: z.int().min(64).max(1_920).default(640) }),
  'editor.stop-proxy': z.strictObject({ editor: id }),
  /** Back to the version that it began from. */
  'editor.discard': z.strictObject({ editor: id }),
  /** The draft becomes the template's next version. */
  'editor.publish': z.strictObject({
    editor: id,
    version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a version like 1.0.0'),
    note: z.string().max(2_000).default(''),
  }),
} as const

export type EditorAnswers = {
  'editor.open': EditorSession
  'editor.close': null
  'editor.change': {
    problems: EditorProblem[] /** Whether stills and timelines can be made of it. */
    usable: boolean
  }
  /** With it, what the draft lacked may be there. */
  'editor.add-asset': {
    asset: EditorAsset
    assets: EditorAsset[]
    problems: EditorProblem[]
    usable: boolean
  }
  'editor.carry-files': {
    /** Where each lies by now, as the template writes it; null: it is not to be had. */
    carried: { file: string; path: string | null }[]
    assets: EditorAsset[]
    problems: EditorProblem[]
    usable: boolean
  }
  'editor.use-table': {
    rows: number
    columns: string[]
    missing: string[]
    /** `CSV, semicolon, Windows-1252`; empty without a table. */
    description: string
    /** Which column fills which variable. */
    mapping: ColumnMapping
  }
  'editor.row': EditorRow
  'editor.still': {
    still: string
    width: number
    height: number
    frame: number
    at: number
    milliseconds: number
  }
  'editor.timeline': EditorTimeline
  'editor.proxy': { proxy: string; duration: number }
  'editor.stop-proxy': null
  'editor.discard': EditorSession
  'editor.publish': { template: string; version: string }
}
