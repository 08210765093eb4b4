import type { Api } from '../../src-shared/contract/commands.ts'
import { type ErrorShape, StudioError, toErrorShape } from '../../src-shared/contract/errors.ts'
import type { Listen } from '../../src-shared/contract/events.ts'
import { isMachineFault } from '../core/retry-policy/blame.ts'
import type { StudioLine } from '../line/connect-line.ts'
import type { Host } from '../line/messages.ts'
import type { ServedLine, serveLine } from '../line/serve-line.ts'
import type { Studio, StudioOptions } from '../start-studio.ts'
import { type ExitStatus, exitStatus, statusOfError } from './exit-status.ts'
import { showError, type Terminal } from './terminal.ts'

/** `person`: Ctrl+C. `system`: it asks the process to end: log-out, shutdown, a closed terminal. */
export type Interrupter = 'person' | 'system'

/** What every command is given. */
export type Door = {
  terminal: Terminal
  /** Milliseconds. */
  now(): number
  open(options: StudioOptions): Promise<Studio>
  /** The studio of another process that works in this folder. */
  reach(folder: string | undefined): Promise<StudioLine | null>
  /** Lets other processes reach the studio of this one. */
  serve: typeof serveLine
  /** Calls `handler` with each key that is pressed, without waiting for Enter; the answer stops that. */
  onKey(handler: (key: string) => void): () => void
  /** Calls `handler` when the person or the system asks to end; the answer stops that. */
  onInterrupt(handler: (by: Interrupter) => void): () => void
  /** Ends the process now. */
  exit(status: ExitStatus): void
}

export type StudioChoice = { studio?: string; slots?: number; json?: boolean; verbose?: boolean }

/** The last line under --json. */
export type Summary = { event: 'summary'; exit: ExitStatus } & Record<string, unknown>

/**
 * How a command uses the studio:
 *
 * - `alone`: it needs nothing that another process could have in hand (templates, checks, stills).
 * - `records`: batches, queue, farm: asks the studio that works in the folder; without one, it opens its own for a moment.
 * - `measures`: the same, and other processes reach an own one meanwhile.
 * - `work`: likewise, and it makes videos.
 */
export type Use = 'alone' | 'records' | 'measures' | 'work'

/** A studio, wherever it runs. */
export type Reached = {
  api: Api
  listen: Listen
  /** The process whose studio it is; null: this one. */
  host: Host | null
  /** When the studio of another process has ended, why. Never, for an own one. */
  ended: Promise<ErrorShape | null>
}

export type Work = (
  studio: Reached,
  onInterrupt: (interrupt: (by: Interrupter) => void) => void,
) => Promise<Omit<Summary, 'event'>>

/** A studio in hand, and how it is let go of. */
export type Held = Reached & { stop(): Promise<void>; abandon(): void }

/**
 * Reaches the studio for one command and lets go of it again, whatever happens. `work` answers the exit status and, for
 * --json, what the last line says. `name` is what other processes are told of this one.
 *
 * When the studio of another process ends before the `work` that it was handed, `work` is called again, with the next studio or an
 * own one.
 *
 * The first Ctrl+C calls the `interrupt` that `work` has set, or closes the studio when there is none; the second ends
 * everything at once.
 */
export async function withStudio(
  door: Door,
  choice: StudioChoice,
  work: Work,
  use: Use = 'alone',
  name = 'command',
): Promise<ExitStatus> {
  const { terminal } = door
  let studio: Held | null = null
  let asked = 0
  let interrupt: ((by: Interrupter) => void) | null = null
  const stopHearing = door.onInterrupt((by) => {
    asked += 1
    if (asked > 1 || interrupt === null) {
      studio?.abandon()
      door.exit(exitStatus.interrupted)
      return
    }
    interrupt(by)
  })
  // Between two programs nothing else may be pending that keeps a process alive.
  const awake = setInterval(() => {}, 60_000)
  const end = (summary: Omit<Summary, 'event'>) => {
    if (choice.json) terminal.out(JSON.stringify({ event: 'summary', ...summary }))
    return summary.exit as ExitStatus
  }
  try {
    for (;;)
      try {
        studio =
          use === 'alone' ? await openOwn(door, choice, name) : await reachOrOpen(door, choice, use, name)
        return end(
          await work(studio, (given) => {
            interrupt = given
          }),
        )
      } catch (error) {
        if (asked > 0 || use !== 'work' || !isLost(studio, error)) throw error
        terminal.err('The studio that made the videos has ended: this command goes on with them.')
        interrupt = null
        await studio?.stop()
        studio = null
      }
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

/** For commands about batches, queue and farm, and for what two processes must not change at once. */
export const withRecords = (
  door: Door,
  choice: StudioChoice,
  name: string,
  work: Work,
): Promise<ExitStatus> => withStudio(door, choice, work, 'records', name)

/** The studio of another process has ended, however it went, and what it had in hand with it. */
const isLost = (studio: Held | null, error: unknown) =>
  studio !== null && studio.host !== null && error instanceof StudioError && error.code === 'studio.ended'

const lookEvery = 100
/** So long a command waits for one that has the studio for a moment. */
const patience = 15_000

/** The studio that works in the folder, or an own one; to be stopped by who asked. */
export async function reachOrOpen(
  door: Door,
  choice: StudioChoice,
  use: Exclude<Use, 'alone'>,
  name: string,
): Promise<Held> {
  const begun = door.now()
  for (;;) {
    const line = await door.reach(choice.studio)
    if (line !== null && (use !== 'work' || line.host.works)) return guest(line)
    if (line !== null) {
      door.terminal.err(`Waiting: another command has this studio (pid ${line.host.pid}, ${line.host.door}).`)
      await line.ended
      continue
    }
    const own = await openOwn(door, choice, name)
    try {
      // Takes the folder, or says who has it.
      await own.api.ask('batch.list', { limit: 1 })
    } catch (error) {
      await own.stop().catch(() => {})
      const isHeld = error instanceof StudioError && error.code === 'studio.held'
      if (!isHeld || door.now() - begun > patience) throw error
      await new Promise((resolve) => setTimeout(resolve, lookEvery))
      continue
    }
    return use === 'records' ? own : served(door, choice, own, name, use === 'work')
  }
}

const never = new Promise<null>(() => {})

async function openOwn(door: Door, choice: StudioChoice, name: string): Promise<Held> {
  const options = {
    door: name,
    ...(choice.studio === undefined ? {} : { studioFolder: choice.studio }),
    ...(choice.slots === undefined ? {} : { slots: choice.slots }),
  }
  const { api, listen, stop, abandon } = await door.open(options)
  return { api, listen, host: null, ended: never, stop, abandon }
}

function guest(line: StudioLine): Held {
  const { api, listen, host, ended, close } = line
  return { api, listen, host, ended, stop: async () => close(), abandon: close }
}

async function served(
  door: Door,
  choice: StudioChoice,
  own: Held,
  name: string,
  works: boolean,
): Promise<Held> {
  let line: ServedLine
  try {
    const { api, listen } = own
    line = await door.serve({
      ...(choice.studio === undefined ? {} : { folder: choice.studio }),
      api,
      listen,
      door: name,
      works,
    })
  } catch (error) {
    door.terminal.err(
      `Other terminals can't reach this studio while it works: ${error instanceof Error ? error.message : error}`,
    )
    return own
  }
  return { ...own, stop: () => line.end(own.stop) }
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
