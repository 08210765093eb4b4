import type { Clock } from '../../outside/clock/clock.ts'

const againAfter = 1_000

/**
 * Does `work`, again each second for as long as it fails by something that `passes` (a full disk, a share that is gone), which is
 * told to `onFull`. Rejects with any other error, and with that one, too, once `signal` ends.
 */
export async function whenThereIsRoom<T>(
  work: () => T | Promise<T>,
  how: {
    clock: Clock
    signal: AbortSignal
    passes(error: unknown): boolean
    onFull(error: unknown): void
  },
): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!how.passes(error) || how.signal.aborted) throw error
      how.onFull(error)
      await pause(how.clock, againAfter, how.signal)
    }
  }
}

function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      callOff()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const callOff = clock.after(milliseconds, end)
    signal.addEventListener('abort', end, { once: true })
  })
}
