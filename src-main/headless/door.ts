import { type ErrorShape, StudioError, toErrorShape } from '../../src-shared/contract/errors.ts'
import { isMachineFault } from '../core/job-lifecycle/blame.ts'
import type { Studio, StudioOptions } from '../start-studio.ts'
import { type ExitStatus, exitStatus, statusOfError } from './exit-status.ts'
import { showError, type Terminal } from './terminal.ts'

/** What every command is given. */
export type Door = {
  terminal: Terminal
  /** Milliseconds. */
  now(): number
  open(options: StudioOptions): Promise<Studio>
  /** Calls `handler` when the person or the system asks to end; the answer stops that. */
  onInterrupt(handler: () => void): () => void
  /** Ends the process now. */
  exit(status: ExitStatus): void
}

export type StudioChoice = { studio?: string; slots?: number; json?: boolean; verbose?: boolean }

/** The last line under --json. */
export type Summary = { event: 'summary'; exit: ExitStatus } & Record<string, unknown>

/**
 * Opens the studio for one command and closes it again, whatever happens. `work` answers the exit status and, for
 * --json, what the last line says.
 *
 * The first Ctrl+C calls the `interrupt` that `work` has set, or closes the studio when there is none; the second ends
 * everything at once.
 */
export async function withStudio(
  door: Door,
  choice: StudioChoice,
  work: (studio: Studio, onInterrupt: (interrupt: () => void) => void) => Promise<Omit<Summary, 'event'>>,
): Promise<ExitStatus> {
  const { terminal } = door
  let studio: Studio | null = null
  let asked = 0
  let interrupt: (() => void) | null = null
  const stopHearing = door.onInterrupt(() => {
    asked += 1
    if (asked > 1 || interrupt === null) {
      studio?.abandon()
      door.exit(exitStatus.interrupted)
      return
    }
    interrupt()
  })
  // Between two programs nothing else may be pending that keeps a process alive.
  const awake = setInterval(() => {}, 60_000)
  const end = (summary: Omit<Summary, 'event'>) => {
    if (choice.json) terminal.out(JSON.stringify({ event: 'summary', ...summary }))
    return summary.exit as ExitStatus
  }
  try {
    studio = await door.open({
      ...(choice.studio === undefined ? {} : { studioFolder: choice.studio }),
      ...(choice.slots === undefined ? {} : { slots: choice.slots }),
    })
    return end(
      await work(studio, (given) => {
        interrupt = given
      }),
    )
  } catch (error) {
    const shape = forPeople(asError(error), choice.verbose)
    showError(terminal, shape)
    return end({ exit: statusOfError(shape), error: shape })
  } finally {
    await studio?.stop().catch((error: unknown) => showError(terminal, asError(error)))
    stopHearing()
    clearInterval(awake)
  }
}

/** Errors of ours as they are, anything else as a fault to report, without its stack. */
export function asError(error: unknown): ErrorShape {
  const shape = toErrorShape(error)
  return error instanceof StudioError
    ? shape
    : {
        ...shape,
        message: `A fault of Reelmill itself: ${shape.message}`,
        whatToDo: 'Please report it, with the command that you used.',
      }
}

/** Of an ffmpeg that failed, only the sentence is shown unless more was asked for. */
export function forPeople(error: ErrorShape, verbose = false): ErrorShape {
  if (verbose || !isMachineFault(error.code)) return error
  const { details: _details, ...shown } = error
  return shown
}
