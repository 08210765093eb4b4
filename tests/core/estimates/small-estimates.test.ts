import { expect, test } from 'vitest'
import { candidates, chooseCalibration } from '../../../src-main/core/estimates/calibration.ts'
import { bytesPerPixel } from '../../../src-main/core/estimates/disk.ts'
import { hangLimit } from '../../../src-main/core/estimates/hang-limit.ts'
import { errorOf, sharesPassed } from '../../../src-main/core/estimates/past.ts'
import { type Codec, codecs } from '../../../src-shared/templates/formats.ts'
import fc from '../../helpers/at-random.ts'

test('a program may be silent for the least time that is set, and for longer when it is expected to take long', () => {
  expect(hangLimit(10_000, 120)).toBe(120_000)
  expect(hangLimit(3_600_000, 120)).toBe(1_800_000)
  expect(hangLimit(null, 120)).toBe(240_000)
})

test('what is tried on a machine fills its processors, six pairs at most', () => {
  expect(candidates(1)).toEqual([
    { processes: 1, threads: 1 },
    { processes: 2, threads: 1 },
  ])
  expect(candidates(2)).toEqual([
    { processes: 2, threads: 1 },
    { processes: 3, threads: 1 },
    { processes: 1, threads: 2 },
  ])
  expect(candidates(8)).toContainEqual({ processes: 4, threads: 2 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_024 }), (processors) => {
      const pairs = candidates(processors)
      expect(pairs.length).toBeLessThanOrEqual(6)
      expect(new Set(pairs.map((pair) => JSON.stringify(pair))).size).toBe(pairs.length)
      for (const { processes, threads } of pairs) {
        expect(processes).toBeLessThanOrEqual(256)
        expect(threads).toBeLessThanOrEqual(64)
        expect(processes * threads).toBeLessThanOrEqual(Math.max(processors + 1, processors * 1.25))
      }
      expect(pairs).toContainEqual({ processes: Math.min(256, processors), threads: 1 })
    }),
  )
})

test('the fastest pair is chosen, and the simpler one where they are equal but for noise', () => {
  const tried = (processes: number, threads: number, framesPerSecond: number) => ({
    processes,
    threads,
    framesPerSecond,
  })
  expect(chooseCalibration([tried(2, 1, 100), tried(1, 2, 70), tried(3, 1, 110)])).toEqual({
    processes: 3,
    threads: 1,
  })
  expect(chooseCalibration([tried(2, 1, 98), tried(1, 2, 100), tried(3, 1, 99)])).toEqual({
    processes: 2,
    threads: 1,
  })
  expect(chooseCalibration([tried(2, 1, 96), tried(1, 2, 100)])).toEqual({ processes: 1, threads: 2 })
  expect(chooseCalibration([])).toBeNull()
  expect(chooseCalibration([tried(2, 1, 0)])).toBeNull()
})

test('a forecast is kept when a share is passed, also when several are passed at once', () => {
  expect(sharesPassed(0, 0.005)).toEqual([])
  expect(sharesPassed(0.005, 0.01)).toEqual([0.01])
  expect(sharesPassed(0.01, 0.02)).toEqual([])
  expect(sharesPassed(0, 0.3)).toEqual([0.01, 0.05, 0.25])
})

test('how good forecasts were is told by their median error and by how many ranges held the truth', () => {
  const past = (likely: number, came: number) => ({
    batch: 'b',
    doneShare: 0.05,
    foretold: { low: likely * 0.8, likely, high: likely * 1.2 },
    came,
  })
  expect(errorOf([])).toBeNull()
  const errors = errorOf([past(100, 100), past(100, 110), past(100, 200)])!
  expect(errors.count).toBe(3)
  expect(errors.medianError).toBeCloseTo(10 / 110)
  expect(errors.within).toBeCloseTo(2 / 3)
  expect(errorOf([past(100, 100), past(100, 200)])!.medianError).toBeCloseTo(0.25)
})

test('better quality is expected to take no less room, and ProRes far more than codecs to publish in', () => {
  for (const codec of Object.keys(codecs) as Codec[]) {
    expect(bytesPerPixel(codec, 'draft')).toBeLessThanOrEqual(bytesPerPixel(codec, 'standard'))
    expect(bytesPerPixel(codec, 'standard')).toBeLessThanOrEqual(bytesPerPixel(codec, 'high'))
  }
  expect(bytesPerPixel('prores', 'draft')).toBeGreaterThan(4 * bytesPerPixel('h264', 'high'))
})
