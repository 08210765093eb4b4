import { z } from 'zod'

export const farmWatchCommands = {
  /** How busy the machine is now and was in the last minutes. */
  'farm.meters': z.strictObject({}),
  /** A picture of the frame that a running unit is at, made when somebody looks; a new one every few seconds at most. */
  'farm.picture': z.strictObject({ unit: z.int().positive() }),
} as const

/** One look at the machine. Shares are 0..1; null where the system doesn't tell. */
export type MeterLook = {
  /** Milliseconds since 1970. */
  at: number
  processor: number | null
  /** Of that, what other programs use. */
  others: number | null
  memory: number
  gpu: number | null
  slotsUsed: number
}

export type Meters = {
  /** Milliseconds between looks. */
  every: number
  /** Oldest first; the last ten minutes. */
  looks: MeterLook[]
  memory: { total: number; available: number }
  /** While the machine is being measured. */
  calibrating: { done: number; of: number } | null
}

export type FarmWatchAnswers = {
  'farm.meters': Meters
  /** `address`: null when there is none, and `why` says so. `frame`: counted from 0 in the whole video. */
  'farm.picture': { address: string | null; frame: number | null; why: string | null }
}
