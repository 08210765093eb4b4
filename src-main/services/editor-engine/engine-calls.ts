import type { ParsedPayload } from '../../../src-shared/contract/commands.ts'
import type { EditorProblem, EditorRow, EditorTimeline } from '../../../src-shared/contract/editor.ts'
import type { ErrorShape } from '../../../src-shared/contract/errors.ts'
import type { ColumnMapping } from '../../../src-shared/data/rows.ts'
import type { FoundFfmpeg } from '../../outside/ffmpeg/find-ffmpeg.ts'

/** What a thread needs to open, once. */
export type EngineSetup = {
  studioFolder: string
  /** Where it keeps what it makes; its own, and gone with it. */
  workFolder: string
  /** Where pictures and sounds lie that stand in for those of a row; made when they are missing. */
  sampleFolder: string
  fontsRoot: string | null
  /** Address of the module that makes frames of moving pictures. */
  motionWorker: string
  /** Bytes that artifacts may take. */
  artifactBytes: number
  processors: number
}

/** A row of the table behind the editor, one language, one format. */
type EngineView = { editor: string; row: number; language: string; format: string }

/** A format of a template, and the language that it is shown in at first. */
export type Shown = { format: string; language: string; width: number; height: number }

type StillMade = { width: number; height: number; frame: number; at: number; milliseconds: number }

/** A table, and how it is read; the key is a column's name. */
export type TableWish = Pick<ParsedPayload<'editor.use-table'>, 'reading' | 'map' | 'key'> & { data: string }

/** `filled`: of the `variables`, those that a column fills. */
export type TableUsed = {
  rows: number
  columns: string[]
  missing: string[]
  description: string
  mapping: ColumnMapping
  filled: number
  variables: number
}

/** What the engine is asked, and what it answers. */
export type EngineCalls = {
  /** Opens what an editor works on: a template's folder, and the text of its template.json. */
  open(ask: {
    editor: string
    folder: string
    text: string
    ffmpeg: FoundFfmpeg
    /** Further folders that a row's assets may lie in. */
    roots: string[]
  }): Promise<{ problems: EditorProblem[]; usable: boolean; fonts: string[]; hash: string; formats: Shown[] }>
  change(ask: { editor: string; text: string }): Promise<{ problems: EditorProblem[]; usable: boolean }>
  close(ask: { editor: string }): Promise<null>
  /** Other folders that a row's assets may lie in. */
  roots(ask: { editor: string; roots: string[] }): Promise<null>
  /** `table` null: rows that are made up. */
  table(ask: { editor: string; table: TableWish | null }): Promise<TableUsed>
  row(ask: {
    editor: string
    row: number | 'longest' | 'shortest'
    variable?: string | undefined
  }): Promise<EditorRow>
  /** Writes a PNG. */
  still(ask: EngineView & { at: number; width?: number | undefined; out: string }): Promise<StillMade>
  timeline(ask: EngineView): Promise<EditorTimeline>
  /** What `proxy` would make: equal names, equal videos. */
  proxyName(ask: EngineView & { width: number; seconds?: number | undefined }): Promise<{ name: string }>
  /** Writes an MP4; `seconds`: no more than so many, from the beginning, without sound. */
  proxy(
    ask: EngineView & { width: number; seconds?: number | undefined; out: string },
  ): Promise<{ duration: number }>
  /** A moment of the video that shows much of it, in seconds. */
  moment(ask: EngineView): Promise<{ at: number }>
}

export type EngineCallName = keyof EngineCalls
export type EngineAsk<N extends EngineCallName> = Parameters<EngineCalls[N]>[0]
export type EngineAnswer<N extends EngineCallName> = Awaited<ReturnType<EngineCalls[N]>>

export type EngineOrder =
  | { id: number; call: EngineCallName; ask: unknown }
  /** What was asked under this number is no longer wanted. */
  | { id: number; stop: true }
  /** The thread is to end, and the programs that it runs with it. */
  | { end: true }
export type EngineReport =
  | { id: number; answer: unknown }
  | { id: number; error: ErrorShape }
  /** How far it is, 0..1. */
  | { id: number; share: number }
