import type { Clock } from '../../outside/clock/clock.ts'

type Needs = {
  clock: Pick<Clock, 'iso' | 'after'>
  store: { tidy(batch: number, at: string): boolean }
  /** Numbers of the batches that were over before a time and were not tidied since; read elsewhere than on this thread. */
  find(before: string): Promise<number[]>
  /** Once for each kind of fault of a look. `batch` null: nothing could be looked for. */
  onFault(error: unknown, batch: number | null): void
}

/** Details of tries that succeeded are kept so long after their batch. */
const kept = 30 * 86_400_000
const firstAfter = 10_000
const stepEvery = 200
const lookEvery = 6 * 3_600_000

/** Drops what is kept of tries long ago, a small step at a time. The answer ends it. */
export function tidyRecords({ clock, store, find, onFault }: Needs): () => void {
  let left: number[] = []
  /** What was said of this look: a fault of the disk is that of every batch. */
  let said = new Set<string>()
  let isOver = false
  let callOff = clock.after(firstAfter, look)

  function look(): void {
    const before = new Date(Date.parse(clock.iso()) - kept).toISOString()
    find(before).then(
      (found) => {
        left = found
        said = new Set()
        next(stepEvery)
      },
      (error: unknown) => {
        if (isOver) return
        onFault(error, null)
        next(stepEvery)
      },
    )
  }

  function step(): void {
    const batch = left[0]!
    try {
      if (!store.tidy(batch, clock.iso())) left.shift()
    } catch (error) {
      // The others are tidied all the same; this one is tried again with the next look.
      left.shift()
      if (!said.has(String(error))) onFault(error, batch)
      said.add(String(error))
    }
    next(stepEvery)
  }

  function next(milliseconds: number): void {
    if (isOver) return
    callOff = left.length > 0 ? clock.after(milliseconds, step) : clock.after(lookEvery, look)
  }

  return () => {
    isOver = true
    callOff()
  }
}
