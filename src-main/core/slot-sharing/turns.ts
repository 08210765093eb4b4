import { type Priority, priorities } from '../../../src-shared/farm/priority.ts'

/** A batch that has work to give out. */
export type Contender = {
  id: string
  /** The priority that it is served at: `served` of deadline.ts. */
  served: Priority
  /** Milliseconds of slots that it had so far, those of its running units included. See `usedOnJoining`. */
  used: number
  /** Its place in the queue, which settles ties: less comes first. */
  order: number
}

/** Whose turn it is to give out a job; null when nobody contends. Priorities are strict; within one, the least used is next. */
export function nextBatch(contenders: readonly Contender[]): string | null {
  let next: Contender | null = null
  for (const contender of contenders) if (next === null || compareTurns(contender, next) < 0) next = contender
  return next?.id ?? null
}

/**
 * Milliseconds with which a batch joins those that are served at one priority (when it begins, comes back from a pause,
 * or changes its priority): the least of theirs, so that it neither waits for time that it wasn't there for nor is
 * owed any.
 */
export function usedOnJoining(present: readonly number[]): number {
  return present.reduce((least, used) => Math.min(least, used), present[0] ?? 0)
}

/** Less than 0: `a` comes first. */
export function compareTurns(a: Omit<Contender, 'id'>, b: Omit<Contender, 'id'>): number {
  return rankOf(a.served) - rankOf(b.served) || a.used - b.used || a.order - b.order
}

/** 0 is the most urgent. */
export const rankOf = (priority: Priority): number => priorities.indexOf(priority)
