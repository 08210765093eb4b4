import { create } from 'zustand'
import type { Answers } from '../../src-shared/contract/commands.ts'
import type {
  EditorAsset,
  EditorProblem,
  EditorRow,
  EditorSession,
  EditorTimeline,
} from '../../src-shared/contract/editor.ts'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import { ask } from '../bridge/bridge.ts'
import { tellFault } from '../parts/tell.tsx'
import { plainReading, type Reading, saidOf } from '../view-math/draft.ts'
import { type Draft, existing, readDraft, type Scope, type Subject } from '../view-math/editor-draft.ts'
import { gesture, type History, noHistory, redone, undone, withStep } from '../view-math/editor-history.ts'
import { type JsonChange, type JsonFault, readJson, withChanges } from '../view-math/editor-json.ts'
import { existingSelection, type LayerSubject, only, type Selection } from '../view-math/editor-selection.ts'
import { layOutTime } from '../view-math/editor-time.ts'
import { lay } from './editor-layout.ts'
import { forgetUnsaved, takeUnsaved } from './editor-unsaved.ts'

/** A still as it is shown: the engine's own picture of one frame. */
type ShownStill = { address: string; width: number; height: number; milliseconds: number }

/** The table behind the editor, and how it is read. `key`: the column that rows are known by; null: their number. */
export type SampleTable = Answers['editor.use-table'] & {
  path: string
  reading: Reading
  map: Readonly<Record<string, string>>
  key: string | null
}

export type OpenEditor = {
  /** The engine's name of the session. */
  editor: string
  template: string
  basedOn: string
  draftSince: string | null
  assets: EditorAsset[]
  fonts: string[]
  /** The JSON: what everything else follows from. */
  text: string
  /** Where it is no JSON; `draft` is then what could be read last. */
  fault: JsonFault | null
  draft: Draft
  history: History<Selection>
  problems: EditorProblem[]
  /** Whether the engine can show the text that it was given last. */
  usable: boolean
  saving: 'saved' | 'saving' | ErrorShape
  /** The text of the version that it began from; null: a draft was there already, and nobody knows. */
  published: string | null
  subject: Subject
  /** Layers that were chosen together with it. */
  also: readonly LayerSubject[]
  scope: Scope
  /** A place in the JSON that somebody was led to; counted, so that the same place can be led to again. */
  jump: { path: (string | number)[]; offset: number | null; count: number } | null
  row: EditorRow | null
  rowIndex: number
  language: string
  table: SampleTable | null
  /** Counts what changes pictures without changing the text or the row's number: another table, another file. */
  surroundings: number
  /** The frame of the chosen format that is looked at. */
  frame: number
  /** Something is being dragged: pictures may be smaller, and come sooner. */
  gesture: boolean
  timeline: EditorTimeline | null
  still: ShownStill | null
  stillFault: ErrorShape | null
  drawing: boolean
}

type EditorView =
  | { is: 'opening'; template: string | null }
  | { is: 'failed'; template: string; error: ErrorShape }
  | ({ is: 'open' } & OpenEditor)

/** The template that is open in the editor; one at a time. */
export const useEditor = create<EditorView>()(() => ({ is: 'opening', template: null }))

/** What the page's parts read: they are only drawn while a template is open. */
export function useOpen<T>(pick: (open: OpenEditor) => T): T {
  return useEditor((view) => pick(openOf(view)))
}

/** Kept for the moment between leaving a template and the going of its parts. */
let lastOpen: OpenEditor | null = null
function openOf(view: EditorView): OpenEditor {
  if (view.is === 'open') lastOpen = view
  if (lastOpen === null) throw new Error('a part of the editor was drawn before a template was open')
  return lastOpen
}

/** The open template; null while there is none. */
export function opened(): OpenEditor | null {
  const view = useEditor.getState()
  return view.is === 'open' ? view : null
}

export function setOpen(change: Partial<OpenEditor>): void {
  if (opened() !== null) useEditor.setState(change)
}

let opening = 0

/** `as`: what was looked at before, to go on with. */
export async function openEditor(template: string, as?: OpenEditor): Promise<void> {
  opening += 1
  const turn = opening
  useEditor.setState({ is: 'opening', template }, true)
  try {
    const session = await ask('editor.open', { template })
    if (turn !== opening) return void closeSession(session.editor)
    useEditor.setState({ is: 'open', ...begin(session, as) }, true)
    const unsaved = takeUnsaved(session)
    if (unsaved !== null) replaceText(unsaved)
    // A table that is gone by now is no reason not to show the template.
    if (as?.table) await takeTable(as.table.path, as.table, as.rowIndex).catch(tellFault)
    // The row is asked for once the draft can be shown: see the pump.
  } catch (thrown) {
    if (turn === opening) useEditor.setState({ is: 'failed', template, error: toErrorShape(thrown) }, true)
  }
}

/** The draft stays; what was not told yet is told first. */
export function closeEditor(): void {
  opening += 1
  const open = opened()
  useEditor.setState({ is: 'opening', template: null }, true)
  if (open === null) return
  void tellRest(open)
    .catch(() => {})
    .finally(() => closeSession(open.editor))
}

/** Tells what was not told yet; an older text that was kept no longer counts then. */
async function tellRest({ editor, template, text, saving }: OpenEditor): Promise<void> {
  if (saving === 'saved') return
  await ask('editor.change', { editor, source: text })
  forgetUnsaved(template)
}

function closeSession(editor: string): void {
  // A session that is gone already needs no closing.
  void ask('editor.close', { editor }).catch(() => {})
}

function begin(session: EditorSession, as?: OpenEditor): OpenEditor {
  const read = readJson(session.source)
  const draft = readDraft(read.ok ? read.value : {}, as?.draft.format.name ?? null)
  return {
    editor: session.editor,
    template: session.template,
    basedOn: session.basedOn,
    draftSince: session.draftSince,
    assets: session.assets,
    fonts: session.fonts,
    text: session.source,
    fault: read.ok ? null : read.fault,
    draft,
    history: noHistory,
    problems: session.problems,
    usable: read.ok,
    saving: 'saved',
    published: session.draftSince === null ? session.source : null,
    ...existingSelection(draft, as ?? only({ kind: 'scene', scene: 0 })),
    scope: as?.scope ?? 'all',
    jump: null,
    row: null,
    rowIndex: as?.rowIndex ?? 0,
    language: as?.language ?? draft.defaultLanguage,
    table: null,
    surroundings: 0,
    frame:
      as?.frame ?? Math.min(45, Math.max(0, layOutTime(draft.scenes, draft.format.rate, null).frames - 1)),
    gesture: false,
    timeline: null,
    // Of the same draft: it stays until its own first picture is there.
    still: as?.still ?? null,
    stillFault: null,
    drawing: false,
  }
}

/** Whether the draft differs from the version that it began from. */
export const isDraft = ({ published, text }: OpenEditor): boolean => published !== text

type How = { merge?: string; select?: Selection }

/**
 * Whether a hand holds something of the draft, which it knows by its number: nobody else may delete or move anything then.
 * `merge`: of the edit that is asked for; the hand's own are let through.
 */
export const isHeld = ({ gesture: held }: OpenEditor, merge = ''): boolean =>
  held && !merge.startsWith(gesture)

/** The one way by which a draft changes: some places of its JSON. Answers whether it may: while the text is no JSON nothing else can be changed. */
export function edit(changes: readonly JsonChange[], how: How = {}): boolean {
  const open = opened()
  if (open === null || open.fault !== null || changes.length === 0 || isHeld(open, how.merge)) return false
  replaceText(withChanges(open.text, changes), how)
  return true
}

/** Takes a whole text, as somebody typed it. */
export function replaceText(text: string, how: How = {}): void {
  const open = opened()
  if (open === null || (text === open.text && how.select === undefined)) return
  const time = Date.now()
  const markBefore = selected(open)
  const markAfter = how.select ?? markBefore
  const step = { before: open.text, after: text, merge: how.merge ?? null, time }
  const history = withStep(open.history, { ...step, markBefore, markAfter })
  setOpen({ history, ...follow(open, text, markAfter) })
}

export function undo(): void {
  const open = opened()
  const back = open && !isHeld(open) && undone(open.history, open.text)
  if (open && back) setOpen({ history: back.history, ...follow(open, back.text, back.mark) })
}

export function redo(): void {
  const open = opened()
  const on = open && !isHeld(open) && redone(open.history, open.text)
  if (open && on) setOpen({ history: on.history, ...follow(open, on.text, on.mark) })
}

/** What follows from another text. */
function follow(open: OpenEditor, text: string, selection: Selection): Partial<OpenEditor> {
  const read = readJson(text)
  // The same text is not told to the engine again.
  const saving = { text, saving: text === open.text ? open.saving : ('saving' as const) }
  if (!read.ok) return { ...saving, fault: read.fault }
  const draft = readDraft(read.value, open.draft.format.name)
  return {
    ...saving,
    fault: null,
    draft,
    ...existingSelection(draft, selection),
    language: draft.languages.some(({ tag }) => tag === open.language)
      ? open.language
      : draft.defaultLanguage,
    frame: within(open.frame, draft, open.timeline),
  }
}

function within(frame: number, draft: Draft, timeline: EditorTimeline | null): number {
  const { frames } = layOutTime(draft.scenes, draft.format.rate, timeline)
  return Math.min(Math.max(0, Math.round(frame)), Math.max(0, frames - 1))
}

/** What is selected, as history and the parts of the page pass it on. */
export const selected = ({ subject, also }: OpenEditor): Selection => ({ subject, also })

export const select = (subject: Subject): void => setOpen(only(subject))
export const selectThese = (selection: Selection): void => setOpen(selection)

/** Moves the playhead. */
export function seek(frame: number): void {
  const open = opened()
  if (open !== null) setOpen({ frame: within(frame, open.draft, open.timeline) })
}

export function chooseFormat(name: string): void {
  const open = opened()
  if (open === null) return
  const draft = readDraft(open.draft.json, name)
  const { rate } = draft.format
  const seconds = (open.frame * open.draft.format.rate.den) / open.draft.format.rate.num
  const first = open.draft.formats[0]
  setOpen({
    draft,
    timeline: null,
    // The first format is the one that all others begin from.
    scope: draft.format.layout === first?.layout ? 'all' : 'this',
    frame: within((seconds * rate.num) / rate.den, draft, null),
  })
}

export const chooseLanguage = (language: string): void => setOpen({ language })

/** Shows another row of the table behind the editor; `longest` and `shortest` by a variable, or by all texts. */
export async function showRow(row: number | 'longest' | 'shortest', variable?: string): Promise<void> {
  const open = opened()
  if (open === null) return
  rowsWanted += 1
  const wanted = rowsWanted
  const isLatest = () => opened()?.editor === open.editor && wanted === rowsWanted
  // Who steps on before the answer is there steps on from this one.
  if (typeof row === 'number') setOpen({ rowIndex: row })
  try {
    const answer = await ask('editor.row', { editor: open.editor, row, ...(variable ? { variable } : {}) })
    if (isLatest()) setOpen({ row: answer, rowIndex: answer.index })
  } catch (thrown) {
    if (isLatest()) setOpen({ rowIndex: open.row?.index ?? open.rowIndex })
    throw thrown
  }
}

let rowsWanted = 0

type HowRead = Pick<SampleTable, 'reading' | 'map' | 'key'>
const plainly: HowRead = { reading: plainReading, map: {}, key: null }

/** `row`: the one that is shown of it, from 0. */
export async function takeTable(path: string | null, how: HowRead = plainly, row?: number): Promise<void> {
  const open = opened()
  if (open === null) return
  const { reading, map, key } = how
  const said = { reading: saidOf(reading), map: { ...map }, ...(key === null ? {} : { key }) }
  const wanted = { editor: open.editor, path, how: { reading, map, key } }
  tableWanted = wanted
  const answer = await ask('editor.use-table', { editor: open.editor, data: path, ...said }).finally(() => {
    if (tableWanted === wanted) tableWanted = null
  })
  const now = opened()
  if (now?.editor !== open.editor) return
  rowsWanted += 1
  // The same table read otherwise: its rows are about the same.
  const same = now.table?.path === path ? Math.min(now.rowIndex, Math.max(0, answer.rows - 1)) : 0
  setOpen({
    table: path === null ? null : { path, ...answer, reading, map, key },
    row: null,
    rowIndex: row ?? same,
    surroundings: now.surroundings + 1,
  })
}

/** The table that was asked for and is still being read. */
let tableWanted: { editor: string; path: string | null; how: HowRead } | null = null

/** Reads the table otherwise; `change`: of how it is read by now, or will be as soon as it is. */
export async function readTableAs(change: (now: HowRead) => Partial<HowRead>): Promise<void> {
  const open = opened()
  const table = open?.table
  if (open === null || table == null) return
  const isAsked = tableWanted?.editor === open.editor && tableWanted.path === table.path
  const { reading, map, key } = isAsked ? tableWanted!.how : table
  const now = { reading, map, key }
  await takeTable(table.path, { ...now, ...change(now) })
}

export async function addAsset(path: string): Promise<EditorAsset | null> {
  const open = opened()
  if (open === null) return null
  const { asset, assets, problems, usable } = await ask('editor.add-asset', { editor: open.editor, path })
  const now = opened()
  // What was missing may be there now.
  if (now?.editor === open.editor)
    setOpen({
      assets,
      surroundings: now.surroundings + 1,
      ...(now.text === open.text ? { problems, usable } : {}),
    })
  // By now another template may be open, which has no such file.
  return now?.editor === open.editor ? asset : null
}

/** Back to the version that the draft began from. Answers how to have the draft again, whatever is open by then. */
export async function discard(): Promise<() => Promise<void>> {
  const open = opened()
  if (open === null) return async () => {}
  const { text, template } = open
  const session = await ask('editor.discard', { editor: open.editor })
  forgetUnsaved(template)
  const again = async () => {
    if (opened()?.template === template) return replaceText(text)
    const { editor } = await ask('editor.open', { template })
    await ask('editor.change', { editor, source: text }).finally(() => closeSession(editor))
  }
  const now = opened()
  if (now?.editor !== open.editor) return again
  replaceText(session.source)
  setOpen({
    editor: session.editor,
    assets: session.assets,
    fonts: session.fonts,
    problems: session.problems,
    saving: 'saved',
    published: session.source,
    draftSince: null,
  })
  return again
}

export async function publish(version: string, note: string): Promise<{ template: string; version: string }> {
  const open = opened()
  if (open === null) throw new Error('no template is open')
  await tellRest(open)
  const published = await ask('editor.publish', { editor: open.editor, version, note })
  forgetUnsaved(open.template)
  if (opened()?.editor === open.editor) await openEditor(published.template, open)
  return published
}

/** Leads to a place of the JSON: selects what it belongs to and shows it in the text. */
export function jumpTo(path: (string | number)[], subject: Subject): void {
  const open = opened()
  if (open === null) return
  setOpen({
    ...only(existing(open.draft, subject)),
    jump: { path, offset: null, count: (open.jump?.count ?? 0) + 1 },
  })
}

/** Leads to a place of the text, by its offset. */
export function showText(offset: number): void {
  const open = opened()
  if (open === null) return
  lay({ rightTab: 'json' })
  setOpen({ jump: { path: [], offset, count: (open.jump?.count ?? 0) + 1 } })
}

/** Leads to where the text is no JSON. */
export function showFault(): void {
  const fault = opened()?.fault
  if (fault != null) showText(fault.from)
}
