import type { Job } from '../../src-shared/batches/batch.ts'

/**
 * The jobs of one batch, in the order of the table, as far as they were asked for. `status` keeps a list to jobs of
 * that status. `next` is what to ask for more with; null when the end was reached.
 */
export type JobList = {
  batch: string
  status: Job['status'] | null
  jobs: readonly Job[]
  next: number | null
}

export function emptyList(batch: string, status: Job['status'] | null): JobList {
  return { batch, status, jobs: [], next: 0 }
}

/** The list with a page of what follows. A page that comes late, or twice, changes nothing. */
export function withPage(list: JobList, after: number, page: { jobs: Job[]; next: number | null }): JobList {
  if (list.next !== after) return list
  const last = list.jobs.at(-1)?.id ?? 0
  const fresh = page.jobs.filter(({ id }) => id > last)
  return { ...list, jobs: fresh.length === 0 ? list.jobs : [...list.jobs, ...fresh], next: page.next }
}

/**
 * The list after jobs changed: those in it are replaced, or leave it when they no longer belong; those that now belong
 * come in where they stand in the table, unless that part was not asked for yet. Other jobs keep their identity, and
 * the list does too when nothing in it changed.
 */
export function withChanges(list: JobList, changed: readonly Job[]): JobList {
  let jobs: Job[] | null = null
  for (const job of changed) {
    const current: readonly Job[] = jobs ?? list.jobs
    const at = placeOf(current, job.id)
    const isThere = current[at]?.id === job.id
    const belongs = list.status === null || job.status === list.status
    if (!isThere && !(belongs && (at < current.length || list.next === null))) continue
    jobs ??= [...list.jobs]
    if (isThere && belongs) jobs[at] = job
    else jobs.splice(at, isThere ? 1 : 0, ...(isThere ? [] : [job]))
  }
  return jobs === null ? list : { ...list, jobs }
}

/** Index of the job with this id, or where it would stand. */
function placeOf(jobs: readonly Job[], id: number): number {
  let low = 0
  let high = jobs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (jobs[middle]!.id < id) low = middle + 1
    else high = middle
  }
  return low
}

export type JobProgress = { share: number; doing: string }
export type ProgressOfJobs = ReadonlyMap<number, JobProgress>

/** What jobs are doing, after some told of it; the same map when nothing changed. */
export function withProgress(
  known: ProgressOfJobs,
  told: readonly { job: number; share: number; doing: string }[],
): ProgressOfJobs {
  const news = told.filter(({ job, share, doing }) => {
    const before = known.get(job)
    return before === undefined || before.share !== share || before.doing !== doing
  })
  if (news.length === 0) return known
  const map = new Map(known)
  for (const { job, share, doing } of news) map.set(job, { share, doing })
  return map
}

/** What a job was doing is forgotten when it no longer runs. */
export function withoutEnded(known: ProgressOfJobs, changed: readonly Job[]): ProgressOfJobs {
  const ended = changed.filter(({ id, status }) => status !== 'running' && known.has(id))
  if (ended.length === 0) return known
  const map = new Map(known)
  for (const { id } of ended) map.delete(id)
  return map
}
