import { create } from 'zustand'
import type { Told } from '../../src-shared/contract/bridge.ts'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import type { RowProblem } from '../../src-shared/data/rows.ts'
import { ask } from '../bridge/bridge.ts'
import { type ProgressOfJobs, withoutEnded, withProgress } from '../view-math/job-progress.ts'
import { followJobTable, openJobTable } from './job-table.ts'

type RejectedList = { problems: readonly RowProblem[]; next: number | null }
export type Tab = 'jobs' | 'rejected' | 'timeline'

type OpenBatch = {
  batch: string | null
  /** Null until the person chooses: the batch then shows what matters most. */
  tab: Tab | null
  progress: ProgressOfJobs
  rejected: RejectedList
  /** Why the rejected rows could not be read. */
  rejectedError: ErrorShape | null
}

const closed: OpenBatch = {
  batch: null,
  tab: null,
  progress: new Map(),
  rejected: { problems: [], next: 0 },
  rejectedError: null,
}

/** The batch on show: its rejected rows, as far as they were scrolled through; its jobs have a table of their own. */
export const useOpenBatch = create<OpenBatch>()(() => closed)

export function openBatch(batch: string): void {
  if (useOpenBatch.getState().batch === batch) return
  asking.clear()
  openJobTable(batch)
  useOpenBatch.setState({ ...closed, batch })
}

export function showTab(tab: Tab): void {
  useOpenBatch.setState({ tab })
}

const pageSize = 200
const asking = new Set<string>()

/** Asks for the rejected rows that follow, when some do and nobody is asking yet. */
export async function loadRejected(): Promise<void> {
  const {
    batch,
    rejected: { next },
  } = useOpenBatch.getState()
  if (batch === null || next === null) return
  const what = `${batch} ${next}`
  if (asking.has(what)) return
  asking.add(what)
  try {
    const page = await ask('batch.rejected', { batch, after: next, limit: pageSize })
    useOpenBatch.setState((state) =>
      state.batch === batch && state.rejected.next === next
        ? {
            rejected: { problems: [...state.rejected.problems, ...page.problems], next: page.next },
            rejectedError: null,
          }
        : {},
    )
  } catch (error) {
    useOpenBatch.setState((state) => (state.batch === batch ? { rejectedError: toErrorShape(error) } : {}))
  } finally {
    asking.delete(what)
  }
}

/** Keeps what is known of the batch on show in step with what is told. */
export function followJobs(told: Exclude<Told, { fault: unknown }>): void {
  followJobTable(told)
  const open = useOpenBatch.getState()
  if (open.batch === null) return
  if ('snapshot' in told) {
    // Much may have been missed: begin again.
    const { batch, tab } = open
    useOpenBatch.setState({ ...closed, batch, tab })
    return
  }
  let { progress, rejected } = open
  for (const event of told.events) {
    if (event.event === 'jobs.changed' && event.batch === open.batch)
      progress = withoutEnded(progress, event.jobs)
    else if (event.event === 'job.progress' && event.batch === open.batch)
      progress = withProgress(progress, event.progress)
    // While a table was being read, the list ended where its reader stood.
    else if (
      event.event === 'batch.changed' &&
      event.batch.id === open.batch &&
      event.previous === 'preparing'
    )
      rejected = closed.rejected
  }
  useOpenBatch.setState({ progress, rejected })
}
