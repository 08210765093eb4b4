import { create } from 'zustand'
import type { Job } from '../../src-shared/batches/batch.ts'
import type { Told } from '../../src-shared/contract/bridge.ts'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import type { JobAction, JobFilter, JobSort } from '../../src-shared/contract/jobs.ts'
import { actsAtOnce } from '../../src-shared/contract/jobs.ts'
import { ask } from '../bridge/bridge.ts'
import {
  freshView,
  type JobView,
  jobAt,
  pageSize,
  tidyFilter,
  withChanges,
  withPage,
} from '../view-math/job-view.ts'
import {
  everything,
  isSelected,
  nothingSelected,
  onlyOne,
  type Selection,
  selectedCount,
  stretched,
  stretchOf,
  toggled,
} from '../view-math/selection.ts'

/** Something that is being done with many jobs. */
type Acting = { action: JobAction['do']; done: number; of: number }

type JobTableState = {
  view: JobView
  selection: Selection
  /** Where the table stands, for who comes back to it. */
  scrolled: number
  error: ErrorShape | null
  acting: Acting | null
}

const closed: JobTableState = {
  view: freshView(''),
  selection: nothingSelected,
  scrolled: 0,
  error: null,
  acting: null,
}

/** The table of the open batch's jobs. */
export const useJobTable = create<JobTableState>()(() => closed)

const { getState, setState } = useJobTable
const asking = new Set<string>()
let inSight: readonly number[] = []

export function openJobTable(batch: string): void {
  if (getState().view.batch === batch) return
  stopActing()
  begin(freshView(batch))
}

function begin(view: JobView): void {
  asking.clear()
  inSight = []
  setState({ view, selection: nothingSelected, scrolled: 0, error: null })
}

export function filterJobs(change: { [K in keyof JobFilter]?: JobFilter[K] | undefined }): void {
  const { view } = getState()
  const filter = tidyFilter({ ...view.filter, ...change })
  if (JSON.stringify(filter) === JSON.stringify(view.filter)) return
  begin({ ...freshView(view.batch, filter, view.sort), total: null })
}

export function clearFilter(): void {
  const { view } = getState()
  begin(freshView(view.batch, {}, view.sort))
}

export function sortJobs(sort: JobSort): void {
  const { view } = getState()
  const { selection } = getState()
  begin(freshView(view.batch, view.filter, sort))
  // The same jobs stay selected, wherever they stand now.
  setState({ selection: { ...selection, anchor: -1, active: -1 } })
}

/** Looks the order up anew; what is on show stays until it is there. */
export function refreshJobs(): void {
  const { view } = getState()
  if (view.batch === '') return
  asking.clear()
  void load(inSight[0] ?? 0, true)
}

/** What of the table is looked at: what of it is missing is asked for. */
export function showPages(pages: readonly number[]): void {
  inSight = pages
  const { view, error } = getState()
  if (view.batch === '' || error !== null) return
  for (const page of pages) if (!view.pages.has(page)) void load(page, false)
}

export function tryAgain(): void {
  setState({ error: null })
  showPages(inSight.length === 0 ? [0] : inSight)
}

async function load(page: number, anew: boolean): Promise<void> {
  const { view } = getState()
  const { batch, filter, sort, order } = view
  // Until the first page is there, there is no order that others could be asked in.
  const what = order === null || anew ? 'first' : `${order} ${page}`
  if (asking.has(what)) return
  asking.add(what)
  try {
    const answer = await ask('batch.jobs', {
      batch,
      filter,
      sort,
      offset: page * pageSize,
      limit: pageSize,
      ...(order === null || anew ? {} : { order }),
    })
    const now = getState().view
    if (now.batch !== batch || now.filter !== filter || now.sort !== sort) return
    setState({ view: withPage(now, page, answer), error: null })
  } catch (thrown) {
    if (getState().view.batch === batch) setState({ error: toErrorShape(thrown) })
  } finally {
    asking.delete(what)
    if (getState().view.batch === batch && getState().error === null && what === 'first') showPages(inSight)
  }
}

/** Pages in sight as they are now, each in its order: many jobs changed at once, without each being told. */
function readAgain(): void {
  const { view } = getState()
  if (view.order === null) return
  const kept = new Map([...view.pages].filter(([page]) => inSight.includes(page)))
  setState({ view: { ...view, pages: kept } })
  asking.clear()
  for (const page of inSight) void load(page, false)
}

/** Keeps the table in step with what is told. */
export function followJobTable(told: Exclude<Told, { fault: unknown }>): void {
  const { view } = getState()
  if (view.batch === '') return
  if ('snapshot' in told) {
    // Much may have been missed.
    refreshJobs()
    return
  }
  let after = view
  let isWhole = false
  for (const event of told.events) {
    if (event.event === 'jobs.changed' && event.batch === view.batch)
      after = withChanges(after, event.jobs, event.previous)
    else if (event.event === 'batch.changed' && event.batch.id === view.batch) {
      // While a table is read, jobs are added to it.
      if (event.previous === 'preparing') isWhole = true
      else readAgainSoon(view.batch)
    }
  }
  if (after !== view) setState({ view: after })
  if (isWhole) refreshJobs()
}

const toReadAgain = new Set<string>()

function readAgainSoon(batch: string): void {
  if (toReadAgain.has(batch)) return
  toReadAgain.add(batch)
  setTimeout(() => {
    toReadAgain.delete(batch)
    if (getState().view.batch === batch) readAgain()
  }, 300)
}

export const keepScrolled = (scrolled: number) => {
  getState().scrolled = scrolled
}

// Selecting

export function selectRow(row: number, how: 'one' | 'toggle' | 'stretch'): void {
  const { view, selection } = getState()
  const job = jobAt(view, row)
  if (how === 'stretch') {
    void stretchTo(row)
    return
  }
  if (job === undefined) setState({ selection: { ...selection, active: row } })
  else setState({ selection: how === 'one' ? onlyOne(job.id, row) : toggled(selection, job.id, row) })
}

export function moveTo(row: number): void {
  setState(({ selection }) => ({ selection: { ...selection, active: row } }))
}

export const selectAll = () => setState(({ selection }) => ({ selection: everything(selection) }))
export const selectNone = () =>
  setState(({ selection }) => ({ selection: { ...nothingSelected, active: selection.active } }))

async function stretchTo(row: number): Promise<void> {
  const { view, selection } = getState()
  const { first, count } = stretchOf(selection, row)
  const known = Array.from({ length: count }, (_, index) => jobAt(view, first + index)?.id)
  setState({ selection: { ...selection, active: row } })
  let numbers = known.filter((id) => id !== undefined)
  if (numbers.length < count && view.order !== null) {
    const { batch, filter, sort, order } = view
    try {
      const answer = await ask('batch.job-numbers', {
        batch,
        filter,
        sort,
        order,
        offset: first,
        limit: count,
      })
      if (answer.order !== order) return
      numbers = answer.numbers
    } catch (thrown) {
      setState({ error: toErrorShape(thrown) })
      return
    }
  }
  if (getState().view.order !== view.order) return
  setState({ selection: stretched(selection, numbers, row) })
}

// Acting

let stopped = false
export function stopActing(): void {
  stopped = true
}

export type ActOutcome = {
  changed: number
  refused: number
  why: string[]
  stopped: boolean
  numbers: number[] | null
}

/** Does something with what is selected, in parts, so that it can be stopped; null: nothing is selected, or it is busy. */
export async function actOnSelection(action: JobAction): Promise<ActOutcome | null> {
  const { view, selection, acting } = getState()
  const of = selectedCount(selection, view.total ?? 0)
  if (of === 0 || acting !== null) return null
  return selection.all
    ? act(view.batch, action, of, { filter: view.filter, except: [...selection.named] })
    : act(view.batch, action, of, { numbers: [...selection.named].sort((one, other) => one - other) })
}

export async function act(
  batch: string,
  action: JobAction,
  of: number,
  which: { numbers: number[] } | { filter: JobFilter; except: number[] },
): Promise<ActOutcome> {
  stopped = false
  const outcome: ActOutcome = {
    changed: 0,
    refused: 0,
    why: [],
    stopped: false,
    numbers: 'numbers' in which ? which.numbers : null,
  }
  setState({ acting: { action: action.do, done: 0, of } })
  try {
    let after: number | null = 0
    while (after !== null && !stopped) {
      const from: number = after
      const jobs =
        'numbers' in which
          ? { numbers: which.numbers.slice(from, from + actsAtOnce) }
          : { filter: which.filter, except: which.except, after: from }
      const answer = await ask('jobs.act', { batch, jobs, action })
      outcome.changed += answer.changed
      outcome.refused += answer.refusedCount
      for (const { why } of answer.refused) if (!outcome.why.includes(why)) outcome.why.push(why)
      if ('numbers' in which) after = from + actsAtOnce < which.numbers.length ? from + actsAtOnce : null
      else after = answer.next
      const done = outcome.changed + outcome.refused
      setState({ acting: { action: action.do, done: Math.min(done, of), of } })
    }
    outcome.stopped = stopped && after !== null
    return outcome
  } finally {
    setState({ acting: null })
  }
}

/** The selected jobs that are loaded: for what is done with their files, of which there are only so many. */
export function selectedJobs(): Job[] {
  const { view, selection } = getState()
  return [...view.pages.values()].flat().filter(({ id }) => isSelected(selection, id))
}
