import type { Job } from '../../src-shared/batches/batch.ts'
import type { JobFilter, JobSort } from '../../src-shared/contract/jobs.ts'

/** Jobs that are asked for at a time, and pages of them that are kept. */
export const pageSize = 200
const mostPages = 40

/**
 * A table of jobs as far as it was looked at: pages by their number, in an order that the studio keeps (`order`), so that rows
 * stay where they are while jobs change. `changed`: how many may no longer stand where they belong.
 */
export type JobView = {
  batch: string
  filter: JobFilter
  sort: JobSort
  order: number | null
  /** Null: not known yet. */
  total: number | null
  pages: ReadonlyMap<number, readonly Job[]>
  changed: number
  /** Which row a loaded job stands in, and which jobs were counted as changed: kept up in place, never drawn from. */
  places: Map<number, number>
  strayed: Set<number>
}

export const tableOrder: JobSort = { by: 'table', descending: false }

export function freshView(batch: string, filter: JobFilter = {}, sort: JobSort = tableOrder): JobView {
  return {
    batch,
    filter,
    sort,
    order: null,
    total: null,
    pages: new Map(),
    changed: 0,
    places: new Map(),
    strayed: new Set(),
  }
}

export const jobAt = (view: JobView, row: number): Job | undefined =>
  view.pages.get(Math.floor(row / pageSize))?.[row % pageSize]

/** The view with a page that came. When the studio had to look the order up anew, what was loaded before is no more. */
export function withPage(
  view: JobView,
  page: number,
  answer: { jobs: readonly Job[]; total: number; order: number },
): JobView {
  const isSame = view.order === null || view.order === answer.order
  const places = isSame ? view.places : new Map<number, number>()
  answer.jobs.forEach((job, index) => {
    places.set(job.id, page * pageSize + index)
  })
  const pages = new Map(isSame ? view.pages : [])
  pages.set(page, keepingIdentity(pages.get(page), answer.jobs))
  for (const far of farthest(pages, page)) {
    for (const { id } of pages.get(far)!) places.delete(id)
    pages.delete(far)
  }
  const { total, order } = answer
  return isSame
    ? { ...view, order, total, pages, places }
    : { ...view, order, total, pages, places, changed: 0, strayed: new Set() }
}

/** Rows that did not change are not drawn again. */
function keepingIdentity(before: readonly Job[] | undefined, now: readonly Job[]): readonly Job[] {
  if (before === undefined) return now
  return now.map((job, index) => {
    const old = before[index]
    return old !== undefined && old.id === job.id && JSON.stringify(old) === JSON.stringify(job) ? old : job
  })
}

function farthest(pages: ReadonlyMap<number, unknown>, from: number): number[] {
  if (pages.size <= mostPages) return []
  const byDistance = [...pages.keys()].sort((one, other) => Math.abs(other - from) - Math.abs(one - from))
  return byDistance.slice(0, pages.size - mostPages)
}

/** The view after jobs changed: those in it are replaced where they stand; the same view when nothing of it changed. */
export function withChanges(
  view: JobView,
  changed: readonly Job[],
  previous: readonly Job['status'][],
): JobView {
  let pages: Map<number, readonly Job[]> | null = null
  const copied = new Set<number>()
  changed.forEach((job, index) => {
    if (mayStray(view, job, previous[index])) view.strayed.add(job.id)
    const row = view.places.get(job.id)
    if (row === undefined) return
    pages ??= new Map(view.pages)
    const page = Math.floor(row / pageSize)
    const jobs = pages.get(page)
    if (jobs?.[row % pageSize]?.id !== job.id) return
    if (copied.has(page)) (jobs as Job[])[row % pageSize] = job
    else pages.set(page, jobs.with(row % pageSize, job))
    copied.add(page)
  })
  if (pages === null && view.strayed.size === view.changed) return view
  return { ...view, pages: pages ?? view.pages, changed: view.strayed.size }
}

/** Whether a change moves a job into the view, out of it, or to another place in it. */
function mayStray({ filter, sort }: JobView, job: Job, previous: Job['status'] | undefined): boolean {
  const { status, language, format, cause, verdict, text } = filter
  if (language !== undefined && !language.includes(job.language)) return false
  if (format !== undefined && !format.includes(job.format)) return false
  if (text !== undefined && !holds(job, text)) return false
  const belongs = (one: Job['status'] | undefined) =>
    one !== undefined && (status === undefined || status.includes(one))
  if (!belongs(job.status) && !belongs(previous)) return false
  if (belongs(job.status) !== belongs(previous)) return true
  if (cause !== undefined && (job.status === 'failed') !== (previous === 'failed')) return true
  if (verdict !== undefined && (job.status === 'done') !== (previous === 'done')) return true
  if (sort.by === 'verdict') return true
  return sort.by === 'status' || sort.by === 'bytes' || sort.by === 'duration' || sort.by === 'attempts'
}

function holds({ rowKey, path }: Job, text: string): boolean {
  const wanted = text.toLowerCase()
  return rowKey.toLowerCase().includes(wanted) || path.toLowerCase().includes(wanted)
}

/** Numbers of the pages that rows lie on, both counted. */
export function pagesOf(first: number, last: number, total: number): number[] {
  const from = Math.floor(Math.max(0, first) / pageSize)
  const to = Math.floor(Math.min(last, total - 1) / pageSize)
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
}

/** The sort after a click on a heading: by it, then the other way, then as in the table again. */
export function nextSort(sort: JobSort, by: JobSort['by']): JobSort {
  if (sort.by !== by) return { by, descending: by === 'bytes' || by === 'duration' || by === 'attempts' }
  const first = by === 'bytes' || by === 'duration' || by === 'attempts'
  return sort.descending === first ? { by, descending: !first } : tableOrder
}

/** A filter without what filters nothing. */
export function tidyFilter(
  filter: {
    [K in keyof JobFilter]: JobFilter[K] | undefined
  },
): JobFilter {
  return Object.fromEntries(
    Object.entries(filter).filter(([, wanted]) => wanted !== undefined && wanted.length > 0),
  ) as JobFilter
}

export const isFiltered = (filter: JobFilter): boolean => Object.keys(filter).length > 0
