import type { Batch } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Priority } from '../../../src-shared/farm/priority.ts'
import { asBatch, type BatchRecord, priorityNumber } from './rows-as-data.ts'
import type { Statements } from './statements.ts'

/** Where something goes in its queue, beside those of its own priority. */
export type Move = 'top' | 'up' | 'down' | 'bottom'

/** A batch that another one waits for. */
export type WaitedFor = {
  batch: string
  name: string
  status: Batch['status']
  approvedAt: string | null
  /** It has to be approved of, besides. */
  approval: boolean
}

type Ranked = { number: number; rank: number }

/** The order of batches, and what they wait for. Nothing here opens a transaction: the caller does. */
export function queueRecords(sql: Statements, numberOf: (id: string) => number) {
  /** Ranks are those that were there already, so that a batch of another priority keeps its place in time. */
  function arrange(queued: readonly Ranked[], next: readonly number[]): void {
    const ranks = distinct(queued.map(({ rank }) => rank))
    next.forEach((number, place) => {
      if (queued[place]!.number !== number || queued[place]!.rank !== ranks[place])
        sql.run('set_rank', { number, rank: ranks[place]! })
    })
  }

  return {
    queued: (limit: number): Batch[] => sql.all<BatchRecord>('queued_batches', { limit }).map(asBatch),
    setPriority(id: string, priority: Priority): void {
      sql.run('set_priority', { number: numberOf(id), priority: priorityNumber(priority) })
    },
    setDeadline(id: string, deadline: string | null): void {
      sql.run('set_deadline', { number: numberOf(id), deadline })
    },
    setStartAt(id: string, startAt: string | null): void {
      sql.run('set_start_at', { number: numberOf(id), startAt })
    },
    setKeepGoing(id: string, keepGoing: boolean): void {
      sql.run('set_keep_going', { number: numberOf(id), keepGoing: keepGoing ? 1 : 0 })
    },
    /** `at` null takes the approval back. */
    approve(id: string, at: string | null): void {
      const number = numberOf(id)
      if (at === null) sql.run('withdraw_approval', { number })
      else sql.run('approve', { number, at })
    },
    /** Moves batches among those of their priority; several keep their order. Comes back with how many moved. */
    move(ids: readonly string[], to: Move): number {
      const moved = new Set(ids.map(numberOf))
      let changed = 0
      for (let priority = 0; priority < 4; priority += 1) {
        const queued = sql.all<Ranked>('queued_of_priority', { priority })
        const order = queued.map(({ number }) => number)
        if (!order.some((number) => moved.has(number))) continue
        const next = moveIn(order, moved, to)
        changed += next.filter((number, place) => moved.has(number) && order[place] !== number).length
        arrange(queued, next)
      }
      return changed
    },
    /** Puts a batch directly before another one, if that has its priority; else behind all of them. */
    place(id: string, before: string | null): void {
      const number = numberOf(id)
      const { priority } = sql.one<{ priority: number }>('priority_of', { number })!
      const queued = sql.all<Ranked>('queued_of_priority', { priority })
      const others = queued.map((one) => one.number).filter((other) => other !== number)
      const at = before === null ? -1 : others.indexOf(numberOf(before))
      arrange(queued, others.toSpliced(at === -1 ? others.length : at, 0, number))
    },
    /** What it waits for from now on. Throws `batch.not-found`, `queue.circle`. */
    setAfter(id: string, waits: { after: readonly string[]; afterApproval: readonly string[] }): void {
      const batch = numberOf(id)
      sql.run('drop_after', { batch })
      for (const [ids, approval] of [
        [waits.after, 0],
        [waits.afterApproval, 1],
      ] as const)
        for (const other of ids) {
          if (numberOf(other) === batch) throw circle(id)
          sql.run('add_after', { batch, after: numberOf(other), approval })
        }
      if (sql.one('waits_for_itself', { batch }) !== null) throw circle(id)
    },
    /** Those that it still waits for: not finished yet, or not approved of. */
    waitsFor: (id: string): WaitedFor[] =>
      sql
        .all<{
          id: string
          name: string
          status: Batch['status']
          approved_at: string | null
          approval: number
        }>('still_waits_for', { batch: numberOf(id) })
        .map(({ id: batch, name, status, approved_at, approval }) => ({
          batch,
          name,
          status,
          approvedAt: approved_at,
          approval: approval === 1,
        })),
    waitingFor: (id: string): string[] =>
      sql.all<{ id: string }>('batches_waiting_for', { batch: numberOf(id) }).map((one) => one.id),
    beginPilot(id: string, rows: number): void {
      sql.run('begin_pilot', { number: numberOf(id), rows })
    },
    endPilot(id: string): void {
      sql.run('end_pilot', { number: numberOf(id) })
    },
    /** False when every job of the pilot is settled or held. */
    pilotLeft(id: string, upTo: number): boolean {
      return sql.one<{ left: number }>('pilot_left', { batch: numberOf(id), upTo })!.left === 1
    },
  }
}

function circle(id: string): StudioError {
  return new StudioError({
    code: 'queue.circle',
    message: `Batch ${id} would wait for itself, directly or by way of others.`,
    whatToDo: 'Let it wait for others, or take out what makes the circle. Nothing was changed.',
  })
}

/** A list in which some have moved; those that move keep their order. */
function moveIn<T>(list: readonly T[], moved: ReadonlySet<T>, to: Move): T[] {
  const those = list.filter((one) => moved.has(one))
  const others = list.filter((one) => !moved.has(one))
  if (to === 'top') return [...those, ...others]
  if (to === 'bottom') return [...others, ...those]
  const next = to === 'up' ? [...list] : list.toReversed()
  for (let place = 1; place < next.length; place += 1) {
    const one = next[place]!
    const before = next[place - 1]!
    if (!moved.has(one) || moved.has(before)) continue
    next[place - 1] = one
    next[place] = before
  }
  return to === 'up' ? next : next.reverse()
}

function distinct(ranks: readonly number[]): number[] {
  const next: number[] = []
  for (const rank of ranks) next.push(next.length > 0 && rank <= next.at(-1)! ? next.at(-1)! + 1 : rank)
  return next
}
