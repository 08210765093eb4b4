import type { Job } from '../../src-shared/batches/batch.ts'

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
