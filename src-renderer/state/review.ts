import { create } from 'zustand'
import { toErrorShape } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import type { ReviewFilter, ReviewSort, ReviewStatus } from '../../src-shared/contract/review.ts'
import type { CheckName } from '../../src-shared/quality/checks.ts'
import type { Verdict } from '../../src-shared/quality/inspection.ts'
import type { ReviewItem, ReviewState } from '../../src-shared/review/review.ts'
import { ask } from '../bridge/bridge.ts'
import { type Loading, notAsked, shownOf } from '../view-math/loading.ts'
import { go } from './places.ts'

type DeskFilter = {
  state: ReviewState | null
  verdict: Verdict | 'none' | null
  check: CheckName | null
  language: string | null
  format: string | null
  text: string
  sort: ReviewSort['by']
}

type Desk = {
  batch: string | null
  /** Number of the sample that is reviewed; null: all of the batch. */
  sample: number | null
  filter: DeskFilter
  /** Jobs, in the order of the contact sheet: it stays as it is while decisions are made. */
  jobs: Loading<readonly number[]>
  order: number | null
  /** Those that were in sight so far. */
  items: ReadonlyMap<number, ReviewItem>
  /** Place of the focused one. */
  at: number
  /** Its video fills the desk. */
  isOpen: boolean
  status: Loading<ReviewStatus>
}

const everything: DeskFilter = {
  state: null,
  verdict: null,
  check: null,
  language: null,
  format: null,
  text: '',
  sort: 'table',
}

/** The review of a batch, or of a sample of it. */
export const useReview = create<Desk>()(() => ({
  batch: null,
  sample: null,
  filter: everything,
  jobs: notAsked,
  order: null,
  items: new Map(),
  at: 0,
  isOpen: false,
  status: notAsked,
}))

const get = useReview.getState
const set = useReview.setState

/** `job`: begins with its video. */
export async function openReview(batch: string, job?: number): Promise<void> {
  if (get().batch !== batch)
    set(({ filter }) => ({
      batch,
      sample: null,
      filter: { ...everything, sort: filter.sort },
      status: notAsked,
      at: 0,
    }))
  else if (job !== undefined) set({ filter: everything, sample: null })
  set({ isOpen: false })
  void loadStatus()
  await loadJobs()
  if (job === undefined || get().batch !== batch) return
  const place = shownOf(get().jobs)?.indexOf(job) ?? -1
  if (place >= 0) set({ at: place, isOpen: true })
}

/** Opens the desk of a batch with what the checks failed. */
export function reviewFailing(batch: string): void {
  set({ batch, sample: null, filter: { ...everything, verdict: 'fail' }, status: notAsked, at: 0 })
  go({ name: 'review', batch })
}

export function filterReview(change: Partial<DeskFilter>): void {
  set(({ filter }) => ({ filter: { ...filter, ...change }, at: 0 }))
  void loadJobs()
}

/** null: all of the batch. */
export function reviewSample(sample: number | null): void {
  set({ sample, filter: everything, at: 0 })
  void loadJobs()
}

export const noFilter = (): void => filterReview({ ...everything, sort: get().filter.sort })

function asked(): { of: { batch: string } | { sample: number }; filter: ReviewFilter; sort: ReviewSort } {
  const { batch, sample, filter } = get()
  const { state, verdict, check, language, format, text, sort } = filter
  return {
    of: sample === null ? { batch: batch ?? '' } : { sample },
    filter: {
      ...(state === null ? {} : { state: [state] }),
      ...(verdict === null ? {} : { verdict: [verdict] }),
      ...(check === null ? {} : { check: [check] }),
      ...(language === null ? {} : { language: [language] }),
      ...(format === null ? {} : { format: [format] }),
      ...(text.trim() === '' ? {} : { text: text.trim() }),
    },
    sort: { by: sort, descending: sort === 'risk' },
  }
}

let questions = 0

/** Looks up which videos there are; the latest question's answer counts. */
export async function loadJobs(): Promise<void> {
  const { batch, jobs } = get()
  if (batch === null) return
  questions += 1
  const number = questions
  const before = shownOf(jobs)
  const focused = before?.[get().at]
  set({ jobs: { is: 'asked', before } })
  try {
    const { numbers, order } = await ask('review.numbers', asked())
    if (number !== questions) return
    pages.clear()
    const place = focused === undefined ? -1 : numbers.indexOf(focused)
    set(({ at, isOpen }) => ({
      jobs: { is: 'there', value: numbers },
      order,
      items: new Map(),
      at: place >= 0 ? place : Math.min(at, Math.max(0, numbers.length - 1)),
      isOpen: isOpen && numbers.length > 0,
    }))
    wantItems(get().at, get().at + 1)
  } catch (error) {
    if (number === questions) set({ jobs: { is: 'failed', error: toErrorShape(error), before } })
  }
}

export async function loadStatus(): Promise<void> {
  const { batch, status } = get()
  if (batch === null) return
  const before = shownOf(status)
  try {
    const value = await ask('review.status', { batch })
    if (get().batch === batch) set({ status: { is: 'there', value } })
  } catch (error) {
    if (get().batch === batch) set({ status: { is: 'failed', error: toErrorShape(error), before } })
  }
}

const pageSize = 60
/** Pages of the order that were asked for. */
const pages = new Set<number>()

/** Asks for the videos of a stretch that are not known yet. */
export function wantItems(from: number, to: number): void {
  const first = Math.floor(from / pageSize)
  const last = Math.floor(Math.max(from, to - 1) / pageSize)
  for (let page = first; page <= last; page += 1) if (!pages.has(page)) void loadPage(page)
}

async function loadPage(page: number): Promise<void> {
  const { order } = get()
  if (order === null) return
  pages.add(page)
  const number = questions
  try {
    const { items } = await ask('review.items', {
      ...asked(),
      offset: page * pageSize,
      limit: pageSize,
      order,
    })
    if (number !== questions) return
    set((desk) => ({ items: new Map([...desk.items, ...items.map((item) => [item.job.id, item] as const)]) }))
  } catch {
    // The next look asks again; the page itself shows when the studio can't be asked.
    pages.delete(page)
  }
}

/** What is known of some videos is asked for anew. */
export function refreshItems(jobs: readonly number[]): void {
  const all = shownOf(get().jobs) ?? []
  const changed = new Set(jobs)
  const touched = new Set<number>()
  for (const [place, job] of all.entries())
    if (changed.has(job) && pages.has(Math.floor(place / pageSize))) touched.add(Math.floor(place / pageSize))
  for (const page of touched) void loadPage(page)
}

/** Goes to a place of the order. */
export function goToItem(place: number): void {
  const total = shownOf(get().jobs)?.length ?? 0
  if (place < 0 || place >= total) return
  set({ at: place })
  wantItems(place, place + 1)
}

export const openVideo = (): void => set({ isOpen: true })
export const closeVideo = (): void => set({ isOpen: false })

/** The next one after the focused that nobody decided on, as far as it is known; else the next one. */
export function nextOpen(): number | null {
  const { jobs, items, at } = get()
  const all = shownOf(jobs) ?? []
  for (let place = at + 1; place < all.length; place += 1) {
    const item = items.get(all[place]!)
    if (item === undefined || item.state === 'open') return place
  }
  return null
}

/** Takes what is told of the batch that is reviewed. */
export function followReview(events: readonly StudioEvent[]): void {
  const { batch, items } = get()
  if (batch === null) return
  const changed = new Set<number>()
  let isOther = false
  for (const event of events) {
    if ((event.event === 'review.changed' || event.event === 'quality.changed') && event.batch === batch) {
      for (const job of event.jobs) changed.add(job)
      isOther = true
    }
    if (event.event === 'jobs.changed' && event.batch === batch)
      for (const [index, { id, status }] of event.jobs.entries()) {
        if (items.has(id)) changed.add(id)
        isOther ||= status === 'done' || event.previous[index] === 'done'
      }
  }
  if (changed.size > 0) refreshItems([...changed])
  if (isOther) void loadStatus()
}
