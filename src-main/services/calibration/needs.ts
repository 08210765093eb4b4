import type { Calibration } from '../../../src-shared/farm/farm.ts'
import type { ProgramCall, ProgramEnd } from '../../outside/programs/run-program.ts'

/** What calibration needs of others. */
export type CalibrationNeeds = {
  machine: { name: string; processors: number }
  /** Finds the ffmpeg that videos are made with; `id` is another for another build. Rejects with `ffmpeg.missing`. */
  findFfmpeg(): Promise<{ ffmpeg: string; id: string; encoders: ReadonlySet<string> }>
  store: {
    calibration(machine: string, ffmpeg: string): Calibration | null
    setCalibration(calibration: Calibration): void
  }
  run(call: ProgramCall): Promise<ProgramEnd>
  /** Does `work` while no unit of the farm runs. */
  alone<T>(why: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>
  clock: { iso(): string; milliseconds(): number }
  /** What was measured by itself is noted here when it fails. */
  log: { fault(message: string, error: unknown): void }
}
