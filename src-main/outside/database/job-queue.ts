import type { Job } from '../../../src-shared/batches/batch.ts'
import { type Priority, priorities } from '../../../src-shared/farm/priority.ts'
import type { Move } from './queue-records.ts'
import { type JobRecord, priorityNumber, priorityOf } from './rows-as-data.ts'
import type { Statements } from './statements.ts'

type Place = { id: number; rank: number }

/** A job's place among those that wait in its batch. */
type JobPlace = Place & { batch: number; priority: number | null; status: Job['status']; batch_id: string }

/** Jobs that are moved in one transaction: some milliseconds. */
const slice = 200

function* slices<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += slice) yield all.slice(from, from + slice)
}

/** Which job of a batch comes next. Nothing here opens a transaction: the caller does. */
export function jobQueue(sql: Statements) {
  /** The first that waits, may begin, and isn't beyond a pilot that runs; urgent ones first. */
  function head(batch: number): { found: JobRecord; priority: Priority } | null {
    const facts = sql.one<{ status: string; priority: number; pilot_rank: number | null }>('claim_facts', {
      batch,
    })
    if (facts === null || facts.status !== 'running') return null
    const upTo = facts.pilot_rank ?? Number.MAX_VALUE
    const first = (own: number | null) => sql.one<JobRecord>('head', { batch, own, upTo })
    if (sql.one('own_priorities', { batch }) === null) {
      const found = first(null)
      return found === null ? null : { found, priority: priorityOf(facts.priority) }
    }
    for (const priority of priorities.keys()) {
      const own = first(priority)
      const common = priority === facts.priority ? first(null) : null
      const found = own === null || (common !== null && isBefore(common, own)) ? common : own
      if (found !== null) return { found, priority: priorityOf(priority) }
    }
    return null
  }
  const isBefore = (one: JobRecord, other: JobRecord) =>
    one.rank < other.rank || (one.rank === other.rank && one.id < other.id)

  return {
    /** `farthest`: a job that is to wait longer than until then waits because a clock was set back. */
    releaseDue(batch: number, now: string, farthest: string | null): void {
      sql.run('release_due', { batch, now })
      if (farthest !== null) sql.run('release_too_far', { batch, farthest })
    },
    next: (batch: number): JobRecord | null => head(batch)?.found ?? null,
    /** As it is served after its own priority and that of its batch; null: none waits that may begin. */
    nextPriority: (batch: number): Priority | null => head(batch)?.priority ?? null,
    earliestLater: (batch: number): string | null =>
      sql.one<{ at: string | null }>('earliest_later', { batch })!.at,
    place: (job: number): JobPlace | null => sql.one<JobPlace>('place_of_job', { id: job }),
    setPriority: (job: number, priority: Priority | null): boolean =>
      sql.run('set_job_priority', { id: job, priority: priority === null ? null : priorityNumber(priority) })
        .changes === 1,
    setCpuOnly: (job: number, cpuOnly: boolean): boolean =>
      sql.run('set_cpu_only', { id: job, cpuOnly: cpuOnly ? 1 : 0 }).changes === 1,
    /** Moves waiting jobs among those of their batch and priority; several keep their order. Tells of each slice how many moved. */
    *moving(jobs: readonly number[], to: Move): Generator<number, void> {
      const groups = new Map<string, JobPlace[]>()
      for (const some of slices([...new Set(jobs)])) {
        for (const job of some) {
          const place = sql.one<JobPlace>('place_of_job', { id: job })
          if (place === null || place.status !== 'waiting') continue
          const name = `${place.batch} ${place.priority}`
          const group = groups.get(name)
          if (group === undefined) groups.set(name, [place])
          else group.push(place)
        }
        yield 0
      }
      for (const group of groups.values()) {
        group.sort((one, other) => one.rank - other.rank || one.id - other.id)
        const moved = new Set(group.map(({ id }) => id))
        // Whoever goes farthest goes first, so that none of them has to go past another one.
        const inOrder = to === 'up' || to === 'bottom' ? group : group.toReversed()
        let last = to === 'top' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
        for (const some of slices(inOrder)) {
          if (to === 'top' || to === 'bottom') {
            last = moveToEdge(some, to, last)
            yield some.length
          } else yield some.filter(({ id }) => moveByOne(id, to, moved)).length
        }
      }
    },
  }

  /** `last`: where the one before them went, which may have to wait a while and is no edge then. Answers that of their own last. */
  function moveToEdge(group: readonly JobPlace[], to: 'top' | 'bottom', last: number): number {
    const { batch, priority: own } = group[0]!
    const found = sql.one<{ rank: number | null }>(to === 'top' ? 'first_rank' : 'last_rank', { batch, own })!
    const known = found.rank ?? (Number.isFinite(last) ? last : 0)
    const edge = to === 'top' ? Math.min(known, last) : Math.max(known, last)
    const step = to === 'top' ? -1 : 1
    group.forEach(({ id }, index) => {
      sql.run('set_job_rank', { id, rank: edge + step * (index + 1) })
    })
    return edge + step * group.length
  }

  /** Past the one beside it; false when that is the edge, or moves too and can't. */
  function moveByOne(id: number, to: 'up' | 'down', moved: ReadonlySet<number>): boolean {
    for (;;) {
      const place = sql.one<JobPlace>('place_of_job', { id })
      // Dropped, or begun, since it was looked at.
      if (place === null || place.status !== 'waiting') return false
      const { batch, priority: own, rank } = place
      const [beside, beyond] = sql.all<Place>(to === 'up' ? 'two_before' : 'two_after', {
        batch,
        own,
        rank,
        id,
      })
      if (beside === undefined || moved.has(beside.id)) return false
      const step = to === 'up' ? -1 : 1
      const between = beyond === undefined ? beside.rank + step : (beside.rank + beyond.rank) / 2
      // Halved so often that no number lies between them any more.
      if (between === beside.rank || between === beyond?.rank) {
        sql.run('number_ranks_anew', { batch, own })
        continue
      }
      sql.run('set_job_rank', { id, rank: between })
      return true
    }
  }
}
