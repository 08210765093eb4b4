import { z } from 'zod'
import type { Batch } from '../batches/batch.ts'
import type { Resource } from './causes.ts'
import type { Forecast, PastForecast } from './forecast.ts'
import type { Priority } from './priority.ts'
import type { UnitKind } from './units.ts'

/** `22:00-06:00`, local time; may go over midnight. */
const hours = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/)

const fields = {
  /** `automatic`: while somebody works at the machine like `while-i-work`, else like `full-speed`. */
  mode: z.enum(['automatic', 'while-i-work', 'full-speed']),
  /** Programs at a time; null: as calibrated. */
  processes: z.int().min(1).max(256).nullable(),
  /** Threads of each program for reading and composing (encoders keep to one: bits must not follow the machine). */
  threads: z.int().min(1).max(64).nullable(),
  /** Bytes that all programs together may hold; null: what is free, but for an eighth of the machine's. */
  memory: z.int().positive().nullable(),
  /** Bytes that stay free on each disk that is written to; null: a fiftieth of the disk, 2 GiB at most. */
  diskReserve: z.int().nonnegative().nullable(),
  onBattery: z.enum(['pause', 'go-on']),
  /** When the farm may work; null: always. */
  hours: hours.nullable(),
  /** Keep the machine from sleeping while a batch runs. */
  keepAwake: z.boolean(),
  /** Least seconds without progress after which a program counts as hung; long ones are given more. */
  hangSeconds: z.int().min(1).max(86_400),
}

/** How this studio uses its machine; kept in the studio folder. */
export const farmSettings = z.strictObject({
  mode: fields.mode.default('automatic'),
  processes: fields.processes.default(null),
  threads: fields.threads.default(null),
  memory: fields.memory.default(null),
  diskReserve: fields.diskReserve.default(null),
  onBattery: fields.onBattery.default('pause'),
  hours: fields.hours.default(null),
  keepAwake: fields.keepAwake.default(true),
  hangSeconds: fields.hangSeconds.default(120),
})
/** A change of some of them. (A `partial` of the above would fill in every default.) */
export const farmSettingsChange = z.strictObject(fields).partial()
export type FarmSettings = z.infer<typeof farmSettings>

const hardwareFamilies = ['nvenc', 'qsv', 'vaapi', 'amf', 'videotoolbox'] as const
export type HardwareFamily = (typeof hardwareFamilies)[number]

/** A hardware encoder that this ffmpeg lists, and what came of trying it. */
export type HardwareEncoder = {
  /** ffmpeg's name: `h264_nvenc`. */
  encoder: string
  family: HardwareFamily
  codec: 'h264' | 'hevc' | 'av1'
  /** `works`: may be used. `out-of-use`: it worked and then failed; tried again at `againAt`. `absent`: did not open here. */
  status: 'works' | 'out-of-use' | 'absent'
  reason: string
  againAt: string | null
  /** Encodes at a time that this machine allows, as far as it was tried; 0 when absent. */
  sessions: number
}

/** What came of measuring processes times threads on this machine. */
export type Calibration = {
  machine: string
  /** Of the ffmpeg it was measured with. */
  ffmpeg: string
  at: string
  processes: number
  threads: number
  /** Everything that was tried: frames a second of all processes together. */
  tried: { processes: number; threads: number; framesPerSecond: number }[]
}

export type SlotUse = { kind: 'encode' | 'light' | HardwareFamily; total: number; used: number }

/** A unit in its slot. */
export type RunningUnit = {
  unit: number
  job: number
  batch: string
  kind: UnitKind
  label: string
  pid: number | null
  /** 0..1. */
  share: number
  /** Seconds since it got its slot. */
  seconds: number
  expectedBytes: number
  encoder: string | null
}

/** Something that waits, and why, in one sentence. */
export type Waiting = { batch: string; job: number | null; unit: number | null; label: string; why: string }

/** A resource for which admission is stopped. */
export type Hold = { resource: Resource; where: string; reason: string; since: string }

/** How fast the farm may go at this moment, and why. */
export type Pace = { pace: 'full-speed' | 'while-i-work' | 'stopped'; reason: string; processes: number }

/** The farm as it stands. */
export type FarmStanding = {
  machine: { name: string; platform: string; processors: number; memory: number; freeMemory: number }
  /** Whether this process works on batches; else it only shows what is recorded. */
  works: boolean
  settings: FarmSettings
  calibration: Calibration | null
  pace: Pace
  slots: SlotUse[]
  threads: number
  encoders: HardwareEncoder[]
  running: RunningUnit[]
  /** The first ones; `waitingCount` is whole. */
  waiting: Waiting[]
  waitingCount: number
  holds: Hold[]
  disks: { folder: string; freeBytes: number; reserveBytes: number }[]
  pastForecasts: PastForecast[]
}

/** A batch in the queue, in the order in which they are served. */
export type QueueEntry = {
  batch: Batch
  /** After its deadline has raised it. */
  served: Priority
  forecast: Forecast | null
  /** Why it stands as it does, in one sentence: running, or what it waits for. */
  why: string
}

/** Batches that are not over. `paused`: everything is held. */
export type QueueStanding = { paused: boolean; entries: QueueEntry[] }

/** What happened to a batch over time. */
export type Timeline = {
  batch: Batch
  /** Changes of the batch itself. */
  changes: { at: string; status: string; reason: string }[]
  /** Equal stretches from its beginning to its end, 60 at most. */
  stretches: {
    from: string
    seconds: number
    done: number
    failed: number
    /** Units that ended, tries that failed. */
    units: number
    retries: number
    cpuSeconds: number
    bytes: number
  }[]
  forecasts: PastForecast[]
}
