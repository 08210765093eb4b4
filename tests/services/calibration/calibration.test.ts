import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { systemClock } from '../../../src-main/outside/clock/clock.ts'
import { type ProgramCall, runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { createCalibrator } from '../../../src-main/services/calibration/calibration.ts'
import type { Calibration } from '../../../src-shared/farm/farm.ts'
import { findPrograms } from '../../helpers/programs.ts'

/** Measures with the real ffmpeg; what is kept lies in a map. */
function calibratorOf(given: { processors?: number; encoders?: string[]; kept?: Map<string, Calibration> }) {
  const { processors = 1, encoders = ['libx264'], kept = new Map<string, Calibration>() } = given
  const calls: ProgramCall[] = []
  const faults: unknown[] = []
  const reasons: string[] = []
  let running = 0
  let most = 0
  const calibrator = createCalibrator({
    machine: { name: 'this one', processors },
    findFfmpeg: async () => {
      const { ffmpeg, ffmpegVersion } = await findPrograms()
      return { ffmpeg, id: ffmpegVersion, encoders: new Set(encoders) }
    },
    store: {
      calibration: (machine, ffmpeg) => kept.get(`${machine} ${ffmpeg}`) ?? null,
      setCalibration: (one) => kept.set(`${one.machine} ${one.ffmpeg}`, one),
    },
    async run(call) {
      calls.push(call)
      running += 1
      most = Math.max(most, running)
      const end = await runProgram(call)
      running -= 1
      return end
    },
    alone: (why, _signal, work) => {
      reasons.push(why)
      return work()
    },
    clock: systemClock,
    log: { fault: (_message, error) => faults.push(error) },
  })
  return { calibrator, kept, calls, faults, reasons, most: () => most }
}
const never = () => new AbortController().signal

test('programs times threads are measured with the real ffmpeg, the best is kept, and nothing is left behind', async () => {
  const { calibrator, kept, most, reasons } = calibratorOf({ processors: 2 })
  expect(calibrator.known()).toBeNull()
  const found = await calibrator.calibrate(never())
  expect(found.tried.map(({ processes, threads }) => [processes, threads])).toEqual([
    [2, 1],
    [3, 1],
    [1, 2],
  ])
  for (const { framesPerSecond } of found.tried) expect(framesPerSecond).toBeGreaterThan(0)
  expect(found.tried).toContainEqual(
    expect.objectContaining({ processes: found.processes, threads: found.threads }),
  )
  expect(most()).toBe(3)
  expect(reasons).toEqual(['The machine is being measured; it goes on in a few seconds.'])
  expect(calibrator.known()).toEqual(found)
  expect([...kept.values()]).toEqual([found])
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('reelmill-calibration'))).toEqual([])
  // Another run of the studio knows it, too, and doesn't measure again.
  const later = calibratorOf({ kept })
  await later.calibrator.beforeBatch(1_000, never())
  expect(later.calibrator.known()).toEqual(found)
  expect(later.calls).toEqual([])
}, 30_000)

test('a batch of a hundred on a machine that nobody has measured is measured first; a small one is not', async () => {
  const small = calibratorOf({})
  await small.calibrator.beforeBatch(99, never())
  expect(small.calls).toEqual([])
  const large = calibratorOf({})
  await large.calibrator.beforeBatch(100, never())
  expect(large.faults).toEqual([])
  expect(large.calibrator.known()).toMatchObject({ machine: 'this one', threads: 1 })
}, 30_000)

test('measuring can be called off at any moment, and leaves nothing running or lying about', async () => {
  const { calibrator, calls, kept } = calibratorOf({ processors: 2 })
  const given = new AbortController()
  const measured = calibrator.calibrate(given.signal)
  const calledOff = expect(measured).rejects.toThrow()
  await expect.poll(() => calls.length, { interval: 10 }).toBeGreaterThan(1)
  const begun = performance.now()
  given.abort()
  await calledOff
  expect(performance.now() - begun).toBeLessThan(3_000)
  expect(kept.size).toBe(0)
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('reelmill-calibration'))).toEqual([])
}, 15_000)

test('an ffmpeg that can encode nothing says so, and no batch is stopped by it', async () => {
  const { calibrator, faults } = calibratorOf({ encoders: [] })
  await expect(calibrator.calibrate(never())).rejects.toMatchObject({ code: 'ffmpeg.unusable' })
  await calibrator.beforeBatch(100, never())
  expect(faults).toHaveLength(1)
  expect(calibrator.known()).toBeNull()
})

test('two who ask at a time get one answer', async () => {
  const { calibrator, reasons } = calibratorOf({})
  const [one, two] = await Promise.all([calibrator.calibrate(never()), calibrator.calibrate(never())])
  expect(one).toBe(two)
  expect(reasons).toHaveLength(1)
}, 30_000)

test('who asks just as another measuring is stopped gets one of its own', async () => {
  const { calibrator } = calibratorOf({})
  const first = new AbortController()
  const stopped = calibrator.calibrate(first.signal)
  first.abort(new Error('stopped'))
  const again = calibrator.calibrate(never())
  await expect(stopped).rejects.toThrow('stopped')
  expect((await again).processes).toBeGreaterThan(0)
  expect(calibrator.underWay()).toBeNull()
}, 30_000)

test('who wants it no longer leaves at once, and who asked beside them gets the whole of it', async () => {
  const { calibrator, reasons, kept } = calibratorOf({})
  const [one, two] = [new AbortController(), new AbortController()]
  const first = calibrator.calibrate(one.signal)
  const second = calibrator.calibrate(two.signal)
  one.abort(new Error('stopped'))
  await expect(first).rejects.toThrow('stopped')
  expect(kept.size).toBe(0)
  expect((await second).processes).toBeGreaterThan(0)
  expect(reasons).toHaveLength(1)
  expect(kept.size).toBe(1)
}, 30_000)

test('when the last of those who asked has left, nothing is measured any more', async () => {
  const { calibrator, kept } = calibratorOf({ processors: 2 })
  const [one, two] = [new AbortController(), new AbortController()]
  const asked = [calibrator.calibrate(one.signal), calibrator.calibrate(two.signal)]
  one.abort(new Error('stopped'))
  two.abort(new Error('stopped'))
  for (const each of await Promise.allSettled(asked)) expect(each.status).toBe('rejected')
  expect(kept.size).toBe(0)
  expect(calibrator.underWay()).toBeNull()
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('reelmill-calibration'))).toEqual([])
}, 15_000)
