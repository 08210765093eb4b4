import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Calibration } from '../../../src-shared/farm/farm.ts'
import { candidates, chooseCalibration } from '../../core/estimates/calibration.ts'
import type { EncoderChoice } from '../../core/ffmpeg-commands/encoders.ts'
import { tellingLine } from '../../core/ffmpeg-output/telling-line.ts'
import type { CalibrationNeeds } from './needs.ts'
import { pictureCommands, typicalCommand, typicalEncoder } from './typical-work.ts'

export type Calibrator = {
  /** What was measured on this machine with this ffmpeg, as far as it was looked for; null: nothing yet. */
  known(): Calibration | null
  /** Looks for what an earlier run measured. */
  load(): Promise<Calibration | null>
  /**
   * Measures which number of programs, with how many threads each, makes the most frames; some seconds, while the farm
   * waits. Keeps it. Rejects with `ffmpeg.*`, or with the signal's reason. Those who ask at a time get one answer; it is
   * called off when the signal of each of them was aborted.
   */
  calibrate(signal: AbortSignal): Promise<Calibration>
  /** How many ways of how many were tried, while it measures; else null. */
  underWay(): { done: number; of: number } | null
  /** Before a batch of so many jobs: measures when it is worth it and was never done. Never rejects. */
  beforeBatch(jobs: number, signal: AbortSignal): Promise<void>
}

/** Smaller batches are over before it would show. */
const worthIt = 100
/** Until programs have started, and for how long their frames are counted then. */
const warmUp = 400
const measured = 1_100
const patience = 15_000

export function createCalibrator(needs: CalibrationNeeds): Calibrator {
  const { machine, clock, store } = needs
  let known: Calibration | null = null
  let underWay: { made: Promise<Calibration>; askers: number; over: AbortController } | null = null
  let progress: { done: number; of: number } | null = null

  async function load(): Promise<Calibration | null> {
    const { id } = await needs.findFfmpeg()
    known = store.calibration(machine.name, id)
    return known
  }

  async function measureAll(signal: AbortSignal): Promise<Calibration> {
    const { ffmpeg, id, encoders } = await needs.findFfmpeg()
    const choice = typicalEncoder(encoders)
    return needs.alone('The machine is being measured; it goes on in a few seconds.', signal, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'reelmill-calibration-'))
      try {
        await drawPictures(ffmpeg, folder, signal)
        const tried: Calibration['tried'] = []
        const pairs = candidates(machine.processors)
        for (const pair of pairs) {
          progress = { done: tried.length, of: pairs.length }
          signal.throwIfAborted()
          const framesPerSecond = await measure(ffmpeg, folder, choice, pair, signal)
          tried.push({ ...pair, framesPerSecond: Math.round(framesPerSecond * 10) / 10 })
        }
        const best = chooseCalibration(tried)
        if (best === null)
          throw unusable(
            'It made no frame in any of the ways that were tried.',
            'Try again when the machine has less to do.',
          )
        known = { machine: machine.name, ffmpeg: id, at: clock.iso(), ...best, tried }
        store.setCalibration(known)
        return known
      } finally {
        progress = null
        await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
      }
    })
  }

  async function drawPictures(ffmpeg: string, folder: string, signal: AbortSignal): Promise<void> {
    for (const args of pictureCommands(folder)) {
      const end = await needs.run({ command: ffmpeg, args, signal, timeout: patience })
      signal.throwIfAborted()
      if (end.kind !== 'finished') throw unusable(tellingLine(end.stderrTail) ?? end.kind)
    }
  }

  /** Frames a second of all programs together. */
  async function measure(
    ffmpeg: string,
    folder: string,
    choice: EncoderChoice,
    { processes, threads }: { processes: number; threads: number },
    signal: AbortSignal,
  ): Promise<number> {
    const over = new AbortController()
    const ending = AbortSignal.any([signal, over.signal])
    const runs = Array.from({ length: processes }, (_, index) => {
      const out = join(folder, `${index}.${choice.segmentExtension}`)
      return countFrames(ffmpeg, typicalCommand(folder, choice, { threads, out }), ending)
    })
    const timer = setTimeout(() => over.abort(), warmUp + measured)
    try {
      const rates = await Promise.all(runs)
      signal.throwIfAborted()
      return rates.reduce((sum, rate) => sum + rate, 0)
    } finally {
      clearTimeout(timer)
      over.abort()
      await Promise.allSettled(runs)
    }
  }

  /** Frames a second of one program, from what it says after its beginning. */
  async function countFrames(ffmpeg: string, args: string[], signal: AbortSignal): Promise<number> {
    const begun = clock.milliseconds()
    const said: { at: number; frame: number }[] = []
    const end = await needs.run({
      command: ffmpeg,
      args,
      signal,
      grace: 300,
      onLine(line) {
        const frame = /^frame=\s*(\d+)/.exec(line)?.[1]
        const at = clock.milliseconds()
        if (frame !== undefined && at - begun >= warmUp) said.push({ at, frame: Number(frame) })
      },
    })
    if (end.kind !== 'cancelled') throw unusable(tellingLine(end.stderrTail) ?? end.kind)
    const [first, last] = [said[0], said.at(-1)]
    if (first === undefined || last === undefined || last.at <= first.at) return 0
    return ((last.frame - first.frame) * 1_000) / (last.at - first.at)
  }

  async function calibrate(signal: AbortSignal): Promise<Calibration> {
    // One that is being stopped is nobody's any more.
    while (underWay?.over.signal.aborted) await underWay.made.catch(() => {})
    signal.throwIfAborted()
    underWay ??= begin()
    const mine = underWay
    mine.askers += 1
    const { promise: gone, reject } = Promise.withResolvers<never>()
    const leave = () => {
      mine.askers -= 1
      if (mine.askers > 0) reject(signal.reason)
      else mine.over.abort(signal.reason)
    }
    signal.addEventListener('abort', leave, { once: true })
    try {
      return await Promise.race([mine.made, gone])
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }

  function begin(): NonNullable<typeof underWay> {
    const over = new AbortController()
    const made = measureAll(over.signal).finally(() => {
      underWay = null
    })
    return { made, askers: 0, over }
  }

  return {
    known: () => known,
    load,
    calibrate,
    underWay: () => progress,
    async beforeBatch(jobs, signal) {
      try {
        if ((await load()) !== null || jobs < worthIt || signal.aborted) return
        await calibrate(signal)
      } catch (error) {
        if (!signal.aborted) needs.log.fault('the machine could not be measured', error)
      }
    },
  }
}

const unusable = (said: string, whatToDo = 'See `reelmill farm`; try another ffmpeg (REELMILL_FFMPEG).') =>
  new StudioError({
    code: 'ffmpeg.unusable',
    message: `The machine could not be measured: ${said}`,
    whatToDo,
  })
