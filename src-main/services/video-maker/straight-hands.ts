import type { Niceness } from '../../outside/programs/niceness.ts'
import { runProgram } from '../../outside/programs/run-program.ts'
import type { JobHands, UnitHands } from './needs.ts'

/** Milliseconds for one program: without a farm nobody watches whether it gets on. */
const timeout = 3_600_000

/** Hands without a farm, for single frames and for trials: one unit after the other. */
export function straightHands(
  niceness: Niceness = 'as-is',
): JobHands & { straight(signal: AbortSignal): UnitHands } {
  let last: Promise<unknown> = Promise.resolve()
  const straight = (signal: AbortSignal): UnitHands => ({
    threads: 1,
    signal,
    run: (call) => runProgram({ timeout, niceness, ...call }),
    onShare: () => {},
  })
  return {
    straight,
    unit(_ask, signal, make) {
      const own = last.then(() => {
        signal.throwIfAborted()
        return make(straight(signal))
      })
      last = own.catch(() => {})
      return own
    },
    light: (_signal, work) => work(),
  }
}
