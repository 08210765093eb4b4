import { create } from 'zustand'
import type { Told } from '../../src-shared/contract/bridge.ts'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import type { RowProblem } from '../../src-shared/data/rows.ts'
import { ask } from '../bridge/bridge.ts'
import {
  emptyList,
  type JobList,
  type ProgressOfJobs,
  withChanges,
  withoutEnded,
  withPage,
  withProgress,
} from '../view-math/job-list.ts'
import { followJobTable, openJobTable } from './job-table.ts'

export type RejectedList = { problems: readonly RowProblem[]; next: number | null }
export type Tab = 'jobs' | 'rejected' | 'timeline'

type OpenBatch = {
  batch: string | null
  /** Null until the person chooses: the batch then shows what matters most. */
  tab: Tab | null
  finished: JobList
  progress: ProgressOfJobs
  rejected: RejectedList
  /** What could not be read, by list. */
  errors: Partial<Record<Which, ErrorShape>>
}
type Which = 'finished' | 'rejected'

const closed: OpenBatch = {
  batch: null,
  tab: null,
  finished: emptyList('', 'done'),
  progress: new Map(),
  rejected: { problems: [], next: 0 },
  errors: {},
}

/** The batch on show: its videos, its rejected rows, each as far as it was scrolled through; its jobs have a table of their own. */
export const useOpenBatch = create<OpenBatch>()(() => closed)

export function openBatch(batch: string): void {
  if (useOpenBatch.getState().batch === batch) return
  asking.clear()
  openJobTable(batch)
  useOpenBatch.setState({
    ...closed,
    batch,
    finished: emptyList(batch, 'done'),
  })
}

export function showTab(tab: Tab): void {
  useOpenBatch.setState({ tab })
}

const pageSize = { finished: 200, rejected: 200 }
const asking = new Set<string>()

/** Asks for what follows in a list of jobs, when something does and nobody is asking yet. */
export async function loadJobs(which: 'finished'): Promise<void> {
  const list = useOpenBatch.getState()[which]
  const { batch, status, next } = list
  if (batch === '' || next === null) return
  await once(`${which} ${batch} ${status} ${next}`, which, async () => {
    const page = await ask('batch.jobs', {
      batch,
      ...(status === null ? {} : { status }),
      after: next,
      limit: pageSize[which],
    })
    useOpenBatch.setState((state) =>
      state[which].batch === batch && state[which].status === status
        ? { [which]: withPage(state[which], next, page) }
        : {},
    )
  })
}

export async function loadRejected(): Promise<void> {
  const {
    batch,
    rejected: { next },
  } = useOpenBatch.getState()
  if (batch === null || next === null) return
  await once(`rejected ${batch} ${next}`, 'rejected', async () => {
    const page = await ask('batch.rejected', { batch, after: next, limit: pageSize.rejected })
    useOpenBatch.setState((state) =>
      state.batch === batch && state.rejected.next === next
        ? { rejected: { problems: [...state.rejected.problems, ...page.problems], next: page.next } }
        : {},
    )
  })
}

async function once(what: string, which: Which, work: () => Promise<void>): Promise<void> {
  if (asking.has(what)) return
  asking.add(what)
  try {
    await work()
    useOpenBatch.setState(({ errors }) =>
      errors[which] ? { errors: { ...errors, [which]: undefined } } : {},
    )
  } catch (error) {
    useOpenBatch.setState(({ errors }) => ({ errors: { ...errors, [which]: toErrorShape(error) } }))
  } finally {
    asking.delete(what)
  }
}

/** Keeps the lists in step with what is told. */
export function followJobs(told: Exclude<Told, { fault: unknown }>): void {
  followJobTable(told)
  const open = useOpenBatch.getState()
  if (open.batch === null) return
  if ('snapshot' in told) {
    // Much may have been missed: begin again.
    const { batch, tab } = open
    useOpenBatch.setState({
      ...closed,
      batch,
      tab,
      finished: emptyList(batch, 'done'),
    })
    return
  }
  let { finished, progress, rejected } = open
  for (const event of told.events) {
    if (event.event === 'jobs.changed' && event.batch === open.batch) {
      finished = withChanges(finished, event.jobs)
      progress = withoutEnded(progress, event.jobs)
    } else if (event.event === 'job.progress' && event.batch === open.batch)
      progress = withProgress(progress, event.progress)
    else if (event.event === 'batch.changed' && event.batch.id === open.batch) {
      // While a table was being read, lists ended where its reader stood.
      if (event.previous === 'preparing') {
        finished = emptyList(open.batch, 'done')
        rejected = closed.rejected
      }
    }
  }
  useOpenBatch.setState({ finished, progress, rejected })
}
