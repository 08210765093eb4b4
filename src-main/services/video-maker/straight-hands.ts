import type { Niceness } from '../../outside/programs/niceness.ts'
import { type ProgramCall, type ProgramEnd, runProgram } from '../../outside/programs/run-program.ts'
import type { JobHands, UnitHands } from './needs.ts'

/** Milliseconds for one program: without a farm nobody watches whether it gets on. */
const timeout = 3_600_000

/** Seconds without any processor time after which a program is taken for one that stands still. */
const stillFor = 30
/** Milliseconds of processor time that telling its progress may take in that time. */
const reporting = 20

/**
 * Runs a program, and once more when it stood still: ffmpeg 7's own threads have been seen to wait for one another, once in
 * thousands of runs, and the same words ran through a moment later. A program that is fed is not run twice. `seconds`: see
 * `stillFor`; it is looked at on Linux alone.
 */
export async function runOnceMore(call: ProgramCall, seconds = stillFor): Promise<ProgramEnd> {
  if (call.feed !== undefined) return runProgram(call)
  const stood = new AbortController()
  let workedUntil = Number.NEGATIVE_INFINITY
  let samples = 0
  const end = await runProgram({
    ...call,
    signal: call.signal === undefined ? stood.signal : AbortSignal.any([call.signal, stood.signal]),
    onSample(facts) {
      // Samples come each second. One that stands still goes on to tell its progress, which takes next to nothing.
      if (facts.cpuMilliseconds > workedUntil + reporting) {
        workedUntil = facts.cpuMilliseconds
        samples = 0
      } else samples += 1
      if (samples >= seconds) stood.abort()
      call.onSample?.(facts)
    },
  })
  return stood.signal.aborted && !call.signal?.aborted ? runProgram(call) : end
}

/** Hands without a farm, for single frames and for trials: one unit after the other. */
export function straightHands(
  niceness: Niceness = 'as-is',
): JobHands & { straight(signal: AbortSignal): UnitHands } {
  let last: Promise<unknown> = Promise.resolve()
  const straight = (signal: AbortSignal): UnitHands => ({
    threads: 1,
    signal,
    run: (call) => runOnceMore({ timeout, niceness, ...call }),
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
