import { create } from 'zustand'
import { type ErrorShape, StudioError, toErrorShape } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import type { TableChange, TableChanged, TableRow, TableStanding } from '../../src-shared/contract/tables.ts'
import { ask } from '../bridge/bridge.ts'
import { type Draft, inspectionOf, mendedOf } from '../view-math/draft.ts'
import { type ActiveCell, pageSize, type ShownView, wholeTable } from '../view-math/table-view.ts'

type Undoable = Pick<TableChanged, 'before' | 'after'>

type TableRows = {
  /** Null: no table is open. */
  id: string | null
  opening: boolean
  error: ErrorShape | null
  columns: readonly string[]
  description: string
  table: TableStanding | null
  view: ShownView
  /** What is being typed to be searched for; it becomes part of the view a moment later. */
  typed: string
  /** Records of the view; null: not known yet. */
  total: number | null
  pages: ReadonlyMap<number, readonly TableRow[]>
  active: ActiveCell | null
  /** What is being written into the active cell; null: nothing. */
  editing: string | null
  undo: readonly Undoable[]
  redo: readonly Undoable[]
  busy: boolean
}

const closed: TableRows = {
  id: null,
  opening: false,
  error: null,
  columns: [],
  description: '',
  table: null,
  view: wholeTable,
  typed: '',
  total: null,
  pages: new Map(),
  active: null,
  editing: null,
  undo: [],
  redo: [],
  busy: false,
}
const mostUndo = 200

/** The records of the new batch's table: those in sight, what is marked, and what can be taken back. */
export const useTableRows = create<TableRows>()(() => closed)
const get = useTableRows.getState
const set = useTableRows.setState

/** Hears of each change of the mended records. */
let onMended: (after: TableChanged['after']) => void = () => {}
export function hearMended(listener: typeof onMended): void {
  onMended = listener
}

/** Hears what a table holds that was opened. */
let onOpened: (tableMark: string | null) => void = () => {}
export function hearOpened(listener: typeof onOpened): void {
  onOpened = listener
}

/** Pages of the view as it is now; whoever asked for another view's throws the answer away. */
let revision = 0
let asked = new Map<number, number>()

/** Never rejects. */
let opening: Promise<void> = Promise.resolve()

/**
 * Opens the table of a draft anew; what is on show stays in place when it is the same file. What is changed meanwhile waits for
 * it; what was changed before is waited for by whoever calls this (`changesDone`), for it is in no draft yet.
 */
export function openTable(draft: Draft, keepsView: boolean): Promise<void> {
  opening = open(draft, keepsView)
  return opening
}

async function open(draft: Draft, keepsView: boolean): Promise<void> {
  const before = get()
  if (before.id !== null) ask('table.close', { id: before.id }).catch(() => {})
  if (draft.data === null) return set(closed)
  const id = crypto.randomUUID()
  const basics = inspectionOf(draft)
  const { template: _template, ...plain } = inspectionOf({ ...draft, template: anyTemplate })!
  set({
    ...closed,
    id,
    opening: true,
    ...(keepsView
      ? {
          view: before.view,
          typed: before.typed,
          table: before.table,
          total: before.total,
          pages: before.pages,
          description: before.description,
          active: before.active,
          editing: before.editing,
          columns: before.columns,
          undo: before.undo,
          redo: before.redo,
        }
      : {}),
  })
  refresh()
  try {
    const { columns, description, table, tableMark } = await ask('table.open', {
      id,
      ...(basics ?? plain),
      ...(draft.key === null ? {} : { key: draft.key }),
      ...mendedOf(draft),
    })
    if (get().id !== id) return
    onOpened(tableMark)
    set({ opening: false, columns, description, table, total: totalOf(get().view, table) })
    refresh()
  } catch (error) {
    if (get().id === id) set({ opening: false, id: null, error: toErrorShape(error) })
  }
}

/** Stands in where the table alone is asked about. */
const anyTemplate: NonNullable<Draft['template']> = {
  name: '',
  version: '',
  title: '',
  description: '',
  folder: '',
  formats: [],
  languages: [],
  variables: [],
  inspects: null,
  loudness: null,
}

export function closeTable(): void {
  const { id } = get()
  if (id !== null) ask('table.close', { id }).catch(() => {})
  set(closed)
}

/** Known without asking, where everything is on show. */
function totalOf(view: ShownView, table: TableStanding): number | null {
  return view.show === 'all' && view.search === '' ? table.records : null
}

export function followTable(events: readonly StudioEvent[]): void {
  const { id, view, table: before } = get()
  const told = events.findLast((event) => event.event === 'table.changed' && event.id === id)
  if (told?.event !== 'table.changed') return
  const { table } = told
  const total = totalOf(view, table)
  set({ table, ...(total === null ? {} : { total }) })
  if (total !== null) dropPartPages()
  // Records that were read since may belong to what is on show.
  else if (table.isWhole !== before?.isWhole || table.fault !== null) refresh()
}

function forgetPages(): void {
  revision += 1
  asked = new Map()
  set({ pages: new Map() })
}

/** All pages are asked for again as they are drawn; until then the old ones stay. */
function refresh(): void {
  revision += 1
  asked = new Map()
  set({ pages: new Map(get().pages) })
}

/** Something was found out about the records. */
export function lookAgain(): void {
  if (get().id !== null) refresh()
}

function dropPartPages(): void {
  for (const [page, rows] of get().pages) if (rows.length < pageSize) asked.delete(page)
  set({ pages: new Map(get().pages) })
}

/** Asks for the records from one index to another, as far as they are not there. */
export async function loadRows(first: number, last: number): Promise<void> {
  const { id, view, opening } = get()
  if (id === null || opening) return
  const now = revision
  const wanted: number[] = []
  for (
    let page = Math.floor(first / pageSize);
    page <= Math.floor(Math.max(first, last) / pageSize);
    page += 1
  )
    if (asked.get(page) !== now) wanted.push(page)
  await Promise.all(
    wanted.map(async (page) => {
      asked.set(page, now)
      try {
        const offset = page * pageSize
        const { total, rows } = await ask('table.rows', { id, view, offset, limit: pageSize })
        if (get().id !== id || revision !== now) return
        set({ total, pages: new Map(get().pages).set(page, rows), error: null })
      } catch (error) {
        if (get().id === id && revision === now) set({ error: toErrorShape(error) })
      }
    }),
  )
}

export function rowAt(pages: TableRows['pages'], index: number): TableRow | null {
  return pages.get(Math.floor(index / pageSize))?.[index % pageSize] ?? null
}

let typing: ReturnType<typeof setTimeout> | undefined

/** Searches for what is typed as soon as nobody types on. */
export function typeSearch(typed: string): void {
  clearTimeout(typing)
  set({ typed })
  typing = setTimeout(() => look({ search: typed }), typed === '' ? 0 : 200)
}

export function look(view: Partial<ShownView>): void {
  const next = { ...get().view, ...view }
  if (next.show !== 'problems' && next.show !== 'warnings') next.problem = null
  const { table } = get()
  clearTimeout(typing)
  set({
    view: next,
    typed: next.search,
    active: null,
    editing: null,
    total: table === null ? null : totalOf(next, table),
  })
  forgetPages()
  void loadRows(0, 0)
}

export function activate(active: ActiveCell | null): void {
  set({ active, editing: null })
}

export function edit(text: string | null): void {
  set({ editing: text })
}

/** Begins to write into the active cell: all that stands in it, or what was typed. */
export async function beginEdit(typed?: string): Promise<void> {
  const { id, active, pages } = get()
  const row = active === null ? null : rowAt(pages, active.index)
  if (id === null || active === null || row === null) return
  if (typed !== undefined) return edit(typed)
  const shown = row.cells[get().columns.indexOf(active.column)] ?? ''
  if (!row.cut.includes(active.column)) return edit(shown)
  const { text } = await ask('table.cell', { id, number: row.number, column: active.column })
  if (get().active === active) edit(text ?? '')
}

let turn: Promise<unknown> = Promise.resolve()
/** Changes that are not in the draft yet. */
let inHand = 0

/** Resolves when all that was changed has come into the draft, or was refused. */
export async function changesDone(): Promise<void> {
  while (inHand > 0) await turn
}

/** One after the other: what is taken back quickly is what was done last, and nothing is taken back twice. */
function inTurn(work: () => Promise<number>): Promise<number> {
  inHand += 1
  const done = turn.then(() => opening).then(work)
  turn = done
    .catch(() => {})
    .finally(() => {
      inHand -= 1
    })
  return done
}

/** Does something to the records; answers how many it changed. Rejects with the studio's reason. */
export const changeTable = (change: TableChange): Promise<number> =>
  inTurn(async () => {
    const done = await put(change)
    if (done === null || done.changed === 0) return 0
    const { before, after } = done
    set({ undo: [...get().undo, { before, after }].slice(-mostUndo), redo: [] })
    return done.changed
  })

const changedAtOnce = 10_000

/**
 * Sets the rows of the view from one index to another aside, or takes them back: also those that were never in sight. One step,
 * however many they are; answers how many it changed.
 */
export const setAsideRows = (first: number, last: number, setAside: boolean): Promise<number> =>
  inTurn(async () => {
    const { id, view, pages } = get()
    if (id === null) return 0
    const numbers: number[] = []
    for (let page = Math.floor(first / pageSize); page * pageSize <= last; page += 1) {
      const offset = page * pageSize
      // What is on show is meant as it is on show.
      const rows = pages.get(page) ?? (await ask('table.rows', { id, view, offset, limit: pageSize })).rows
      const wanted = rows.slice(Math.max(0, first - offset), last - offset + 1)
      numbers.push(...wanted.map(({ number }) => number))
    }
    const step = { before: {}, after: {} }
    let changed = 0
    for (let from = 0; from < numbers.length && get().id === id; from += changedAtOnce) {
      const some = numbers.slice(from, from + changedAtOnce)
      const done = await put({ what: 'set-aside', numbers: some, setAside })
      if (done === null) break
      Object.assign(step.before, done.before)
      Object.assign(step.after, done.after)
      changed += done.changed
    }
    if (changed > 0 && get().id === id) set({ undo: [...get().undo, step].slice(-mostUndo), redo: [] })
    return changed
  })

async function put(change: TableChange): Promise<TableChanged | null> {
  const { id } = get()
  if (id === null)
    throw new StudioError({
      code: 'table.not-open',
      message: 'The table is no longer open.',
      whatToDo: 'Open it again.',
    })
  set({ busy: true })
  try {
    const done = await ask('table.change', { id, change })
    if (get().id !== id) return null
    onMended(done.after)
    set({ table: done.table })
    refresh()
    return done
  } finally {
    set({ busy: false })
  }
}

/** Takes the last change back; answers how many records it was. */
export const undoChange = (): Promise<number> =>
  inTurn(async () => {
    const { undo, redo } = get()
    const last = undo.at(-1)
    if (last === undefined) return 0
    const done = await put({ what: 'restore', corrections: last.before })
    if (done === null) return 0
    set({ undo: undo.slice(0, -1), redo: [...redo, last] })
    return Object.keys(last.before).length
  })

export const redoChange = (): Promise<number> =>
  inTurn(async () => {
    const { undo, redo } = get()
    const last = redo.at(-1)
    if (last === undefined) return 0
    const done = await put({ what: 'restore', corrections: last.after })
    if (done === null) return 0
    set({ undo: [...undo, last], redo: redo.slice(0, -1) })
    return Object.keys(last.after).length
  })

/** The number, from 0, of the record that stands in a line of the table. Null: it is not there. */
export async function indexOfLine(line: number): Promise<number | null> {
  const { id } = get()
  if (id === null) return null
  return (await ask('table.place', { id, view: wholeTable, line })).index
}

/** Goes to a record in the whole table and marks its cell; answers false when it is not there. */
export async function goToRecord(
  where: { number: number } | { line: number },
  column: string | null,
): Promise<boolean> {
  const { id, columns } = get()
  if (id === null) return false
  if (get().view.show !== 'all' || get().view.search !== '') look(wholeTable)
  const { index } = await ask('table.place', { id, view: wholeTable, ...where })
  if (index === null || get().id !== id) return false
  set({ active: { index, column: column ?? columns[0] ?? '', to: index }, editing: null })
  return true
}
