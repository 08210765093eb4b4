import { create } from 'zustand'
import type { Job } from '../../src-shared/batches/batch.ts'
import type { Told } from '../../src-shared/contract/bridge.ts'
import { toErrorShape } from '../../src-shared/contract/errors.ts'
import type { Grouping, VideoOrder, WallIndex } from '../../src-shared/contract/results.ts'
import type { CheckName } from '../../src-shared/quality/checks.ts'
import type { InspectedAs } from '../../src-shared/quality/inspection.ts'
import { ask } from '../bridge/bridge.ts'
import { type Loading, notAsked, shownOf } from '../view-math/loading.ts'
import { go } from './places.ts'

export type ResultsIndex = WallIndex
type ResultsFilter = {
  by: Grouping
  order: VideoOrder
  language: string | null
  format: string | null
  /** Of the checks, and a check that found something. */
  verdict: InspectedAs | null
  check: CheckName | null
  text: string
}
export type TileSize = 'small' | 'medium' | 'large'

type Results = {
  batch: string | null
  filter: ResultsFilter
  tiles: TileSize
  index: Loading<ResultsIndex>
  /** Those that were in sight so far. */
  jobs: ReadonlyMap<number, Job>
  /** Numbers of jobs. */
  selected: ReadonlySet<number>
  /** Places in the index: where the keyboard is, and where a selection with Shift began. */
  at: number
  anchor: number
}

const allVideos = { language: null, format: null, verdict: null, check: null, text: '' }
const everything: ResultsFilter = { by: 'folder', order: 'table', ...allVideos }

/** The wall of a batch's finished videos. Grouping, order and size stay as they were chosen, whichever batch is opened. */
export const useResults = create<Results>()(() => ({
  batch: null,
  filter: everything,
  tiles: 'medium',
  index: notAsked,
  jobs: new Map(),
  selected: new Set(),
  at: 0,
  anchor: 0,
}))

const get = useResults.getState
const set = useResults.setState

export function openResults(batch: string): void {
  if (get().batch === batch) return
  asked.clear()
  unfinished.clear()
  set(({ filter }) => ({
    batch,
    filter: { ...everything, by: filter.by, order: filter.order },
    index: notAsked,
    jobs: new Map(),
    selected: new Set(),
    at: 0,
    anchor: 0,
  }))
  void loadIndex()
}

export function filterResults(change: Partial<ResultsFilter>): void {
  set(({ filter }) => ({ filter: { ...filter, ...change }, at: 0, anchor: 0 }))
  void loadIndex()
}

export const noResultsFilter = (): void => filterResults(allVideos)

/** Opens the wall of a batch, with these of its videos alone. */
export function showResults(batch: string, which: Partial<ResultsFilter>): void {
  openResults(batch)
  filterResults({ ...allVideos, ...which })
  go({ name: 'results', batch })
}

export const showTiles = (tiles: TileSize) => set({ tiles })

let indexes = 0

/** Looks up which videos there are; the latest question's answer counts. */
export async function loadIndex(): Promise<void> {
  const { batch, filter, index } = get()
  if (batch === null) return
  indexes += 1
  const number = indexes
  const before = shownOf(index)
  set({ index: { is: 'asked', before } })
  try {
    const { wall } = await ask('results.index', {
      batch,
      by: filter.by,
      order: filter.order,
      ...(filter.language === null ? {} : { languages: [filter.language] }),
      ...(filter.format === null ? {} : { formats: [filter.format] }),
      ...(filter.verdict === null ? {} : { verdicts: [filter.verdict] }),
      ...(filter.check === null ? {} : { checks: [filter.check] }),
      ...(filter.text.trim() === '' ? {} : { text: filter.text.trim() }),
    })
    if (number !== indexes) return
    const value: ResultsIndex = JSON.parse(wall)
    set(({ selected, at }) => ({
      index: { is: 'there', value },
      selected: selected.size === 0 ? selected : new Set(value.jobs.filter((job) => selected.has(job))),
      at: Math.min(at, Math.max(0, value.jobs.length - 1)),
    }))
  } catch (error) {
    if (number === indexes) set({ index: { is: 'failed', error: toErrorShape(error), before } })
  }
}

const refreshEvery = 1_500
let refreshing: ReturnType<typeof setTimeout> | undefined

/** While a batch is rendered, its wall grows now and then. */
export function refreshSoon(): void {
  if (refreshing !== undefined) return
  refreshing = setTimeout(() => {
    refreshing = undefined
    void loadIndex()
  }, refreshEvery)
}

const asked = new Set<number>()
/** Of those that were in sight: what is not finished at the moment. It comes back by what is told. */
const unfinished = new Set<number>()
const mostAtOnce = 400
/** More than is ever in sight; those that were asked for first go first. */
const mostKept = 6_000

/** Asks for the videos that are in sight and not known yet. */
export async function wantJobs(wanted: readonly number[]): Promise<void> {
  const { batch, jobs } = get()
  const missing = wanted.filter((id) => !jobs.has(id) && !asked.has(id)).slice(0, mostAtOnce)
  if (batch === null || missing.length === 0) return
  for (const id of missing) asked.add(id)
  try {
    const answer = await ask('results.jobs', { batch, jobs: missing })
    if (get().batch !== batch) return
    const found = new Set(answer.jobs.map(({ id }) => id))
    for (const id of missing) if (!found.has(id)) unfinished.add(id)
    set((state) => ({ jobs: withJobs(state.jobs, answer.jobs) }))
  } catch {
    // The next look asks again; the page itself shows when the studio can't be asked.
  } finally {
    for (const id of missing) asked.delete(id)
  }
}

/** One video of the wall, whole; null when it is no longer there. */
export async function jobAt(place: number): Promise<Job | null> {
  const { batch, index } = get()
  const id = shownOf(index)?.jobs[place]
  if (batch === null || id === undefined) return null
  const known = get().jobs.get(id)
  if (known !== undefined) return known
  const { jobs } = await ask('results.jobs', { batch, jobs: [id] })
  set((state) => ({ jobs: withJobs(state.jobs, jobs) }))
  return jobs[0] ?? null
}

function withJobs(known: ReadonlyMap<number, Job>, found: readonly Job[]): ReadonlyMap<number, Job> {
  const kept = known.size + found.length > mostKept ? [...known].slice(-mostKept / 2) : known
  return new Map([...kept, ...found.map((job) => [job.id, job] as const)])
}

/** Takes what was told of videos that are known. */
export function followResults(told: Exclude<Told, { fault: unknown }>): void {
  const { batch, jobs } = get()
  if (batch === null) return
  if ('snapshot' in told) {
    void loadIndex()
    return
  }
  let next: Map<number, Job> | null = null
  let isOther = false
  for (const event of told.events) {
    if (event.event !== 'jobs.changed' || event.batch !== batch) continue
    for (const [index, job] of event.jobs.entries()) {
      isOther ||= job.status === 'done' || event.previous[index] === 'done'
      if (!jobs.has(job.id) && !unfinished.has(job.id)) continue
      next ??= new Map(jobs)
      if (job.status === 'done') {
        next.set(job.id, job)
        unfinished.delete(job.id)
      } else if (next.delete(job.id)) unfinished.add(job.id)
    }
  }
  if (next !== null) set({ jobs: next })
  if (isOther) refreshSoon()
}

/** Goes to a tile. `extend`: and selects all from where the selection began. */
export function goToTile(place: number, how: { extend?: boolean } = {}): void {
  const { index, anchor } = get()
  const all = shownOf(index)?.jobs ?? []
  const [from, to] = place < anchor ? [place, anchor] : [anchor, place]
  if (how.extend) set({ at: place, selected: new Set(all.slice(from, to + 1)) })
  else set({ at: place, anchor: place })
}

export function toggleTile(place: number): void {
  const { index, selected } = get()
  const id = shownOf(index)?.jobs[place]
  if (id === undefined) return
  const next = new Set(selected)
  if (!next.delete(id)) next.add(id)
  set({ selected: next, at: place, anchor: place })
}

export const selectAll = () => set(({ index }) => ({ selected: new Set(shownOf(index)?.jobs ?? []) }))
export const selectNone = () => set({ selected: new Set() })
