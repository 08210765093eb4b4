import type { Calibration, HardwareEncoder } from '../../../src-shared/farm/farm.ts'
import type { PastForecast } from '../../../src-shared/farm/forecast.ts'
import type { Priority } from '../../../src-shared/farm/priority.ts'
import type { Clock } from '../../outside/clock/clock.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'
import type { Machine } from '../../outside/machine/machine.ts'
import type { ProgramCall, ProgramEnd } from '../../outside/programs/run-program.ts'

/** What the farm needs of others. */
export type RenderFarmNeeds = {
  clock: Clock
  store: FarmStore
  machine: FarmMachine
  programs: FarmPrograms
  /** Programs at a time, whatever was set or measured: for this run alone. */
  processes?: number | undefined
  /**
   * The desk's next job, of those that are served at `atLeast` or before it; null when there is none. It is claimed
   * (and written) by then.
   */
  next(atLeast: Priority): FarmWork | null
  /** How a job in hand is served, as things stand; asked again and again. */
  standingOf(batch: string, job: number): Served
  /** As they stand now; the farm counts their sessions. */
  encoders(): HardwareEncoder[]
  /** What was kept for this machine and this ffmpeg; null: not measured yet. */
  calibration(): Calibration | null
  pastForecasts(): PastForecast[]
  /** A fault of the farm's own, or of work whose outcome could not be written down. */
  onFault(error: unknown, batch: string | null): void
  /** Something that `standing` shows is different; at most twice a second. */
  onChange(): void
  /** 0..1, for the moments of back-offs. */
  chance(): number
  /** Folder of the database: when its disk is full, nothing can be written down. */
  studioFolder: string
}

/** One job that was claimed. */
export type FarmWork = {
  /** The batch's id. */
  group: string
  job: number
  /** Does it and writes down what came of it; rejects only when that could not be written. */
  run(signal: AbortSignal): Promise<void>
}

export type Served = {
  /** The job's own priority, else its batch's after its deadline. */
  served: Priority
  /** Place of the batch in the queue. */
  order: number
  /** Place of the job in its batch; less comes first. */
  rank: number
}

/** Units, and what outlives the process. Each call is one transaction; throws `disk.full` where there is no room. */
export type FarmStore = Pick<StudioStore, 'setting' | 'setSetting' | 'learnt' | 'setLearnt'> & {
  units: Pick<StudioStore['units'], 'begin' | 'started' | 'end' | 'change'>
}

export type FarmMachine = Pick<
  Machine,
  | 'name'
  | 'platform'
  | 'processors'
  | 'memory'
  | 'lookAtDisk'
  | 'canWrite'
  | 'isThere'
  | 'loadOfOthers'
  | 'idleSeconds'
  | 'onBattery'
  | 'keepAwake'
>

/** `outside/programs`, or something of the same shape. */
export type FarmPrograms = {
  run(call: ProgramCall): Promise<ProgramEnd>
  /** Written into the environment of every program, so that those of a lost studio are found again. */
  mark: string
}
