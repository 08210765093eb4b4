import type { Clock } from '../../outside/clock/clock.ts'

type Needs = {
  clock: Pick<Clock, 'iso' | 'after'>
  store: { tidy(batch: number, at: string): boolean }
  /** Numbers of the batches that were over before a time and were not tidied since; read elsewhere than on this thread. */
  find(before: string): Promise<number[]>
  onFault(error: unknown): void
}

/** Details of tries that succeeded are kept so long after their batch. */
const kept = 30 * 86_400_000
const firstAfter = 10_000
const stepEvery = 200
const lookEvery = 6 * 3_600_000

/** Drops what is kept of tries long ago, a small step at a time. The answer ends it. */
export function tidyRecords({ clock, store, find, onFault }: Needs): () => void {
  let left: number[] = []
  let isOver = false
  let callOff = clock.after(firstAfter, look)

  function look(): void {
    const before = new Date(Date.parse(clock.iso()) - kept).toISOString()
    find(before).then(
      (found) => {
        left = found
        next(stepEvery)
      },
      (error: unknown) => later(error),
    )
  }

  function step(): void {
    try {
      if (!store.tidy(left[0]!, clock.iso())) left.shift()
      next(stepEvery)
    } catch (error) {
      later(error)
    }
  }

  function next(milliseconds: number): void {
    if (isOver) return
    callOff = left.length > 0 ? clock.after(milliseconds, step) : clock.after(lookEvery, look)
  }

  function later(error: unknown): void {
    if (isOver) return
    onFault(error)
    left = []
    next(stepEvery)
  }

  return () => {
    isOver = true
    callOff()
  }
}
