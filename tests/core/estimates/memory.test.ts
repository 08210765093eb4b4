import { expect, test } from 'vitest'
import {
  type LearntMemory,
  learnMemory,
  type MemoryShape,
  unitMemory,
} from '../../../src-main/core/estimates/memory.ts'
import { unitKinds } from '../../../src-shared/farm/units.ts'
import { codecs, quality } from '../../../src-shared/templates/formats.ts'
import fc from '../../helpers/at-random.ts'

const MB = 1e6
const shape = (changes: Partial<MemoryShape> = {}): MemoryShape => ({
  kind: 'segment',
  width: 1920,
  height: 1080,
  pictures: 1,
  codec: 'h264',
  quality: 'standard',
  hardware: null,
  ...changes,
})
const size = { '720p': [1280, 720], '1080p': [1920, 1080], '4K': [3840, 2160] } as const

// What ffmpeg 7.0 held at most in a real run: one clip read, further pictures laid over it.
test.each([
  ['720p', 'h264', 'draft', 1, 56],
  ['720p', 'h264', 'standard', 1, 121],
  ['720p', 'h264', 'standard', 20, 197],
  ['720p', 'h264', 'high', 1, 237],
  ['1080p', 'h264', 'standard', 1, 218],
  ['1080p', 'h264', 'standard', 5, 253],
  ['1080p', 'h264', 'high', 1, 468],
  ['4K', 'h264', 'standard', 1, 733],
  ['4K', 'h264', 'standard', 20, 1311],
  ['4K', 'h264', 'high', 1, 1680],
  ['720p', 'hevc', 'standard', 1, 236],
  ['1080p', 'hevc', 'standard', 1, 443],
  ['1080p', 'hevc', 'high', 1, 495],
  ['720p', 'vp9', 'standard', 1, 185],
  ['1080p', 'vp9', 'standard', 1, 349],
  ['720p', 'av1', 'standard', 1, 349],
  ['1080p', 'av1', 'standard', 1, 493],
  ['1080p', 'av1', 'high', 1, 697],
  ['1080p', 'prores', 'standard', 1, 158],
] as const)(
  'at %s in %s, %s, with %i pictures, the estimate is near the %i MB that were seen',
  (at, codec, level, pictures, seen) => {
    const [width, height] = size[at]
    const expected = unitMemory(shape({ width, height, codec, quality: level, pictures }), {})
    expect(expected / (seen * MB)).toBeGreaterThan(0.85)
    expect(expected / (seen * MB)).toBeLessThan(1.4)
  },
)

test('every kind of unit has an estimate that is more than nothing', () => {
  for (const kind of unitKinds)
    for (const codec of [null, ...Object.keys(codecs)])
      for (const level of [null, ...quality.options])
        for (const hardware of [null, 'h264_nvenc'])
          expect(
            unitMemory(shape({ kind, codec, quality: level, hardware, width: 0, height: 0 }), {}),
          ).toBeGreaterThan(10 * MB)
})

test('a heavy unit is believed at once, and forgotten only slowly', () => {
  let learnt: LearntMemory = {}
  for (let time = 0; time < 10; time += 1) learnt = learnMemory(learnt, shape(), 150 * MB)
  expect(unitMemory(shape(), learnt)).toBeLessThan(170 * MB)
  learnt = learnMemory(learnt, shape(), 600 * MB)
  expect(unitMemory(shape(), learnt)).toBeGreaterThan(600 * MB)
  for (let time = 0; time < 20; time += 1) learnt = learnMemory(learnt, shape(), 150 * MB)
  expect(unitMemory(shape(), learnt)).toBeGreaterThan(500 * MB)
  for (let time = 0; time < 600; time += 1) learnt = learnMemory(learnt, shape(), 150 * MB)
  expect(unitMemory(shape(), learnt)).toBeLessThan(180 * MB)
})

test('one light unit does not make all others look light', () => {
  const learnt = learnMemory({}, shape(), 30 * MB)
  expect(unitMemory(shape(), learnt)).toBeGreaterThan(0.8 * unitMemory(shape(), {}))
})

test('what was learnt of one class says nothing of another', () => {
  const learnt = learnMemory({}, shape(), 900 * MB)
  for (const other of [
    shape({ codec: 'hevc' }),
    shape({ quality: 'high' }),
    shape({ width: 3840, height: 2160 }),
    shape({ kind: 'clip' }),
    shape({ hardware: 'h264_nvenc' }),
  ])
    expect(unitMemory(other, learnt)).toBe(unitMemory(other, {}))
})

test('what was learnt of few pictures goes up with more of them', () => {
  const learnt = learnMemory({}, shape(), 400 * MB)
  expect(unitMemory(shape({ pictures: 10 }), learnt)).toBeGreaterThan(unitMemory(shape(), learnt))
})

test('of units that vary, nearly all stay below the estimate', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 100, max: 300 }), { minLength: 100, maxLength: 300 }), (peaks) => {
      let learnt: LearntMemory = {}
      let over = 0
      for (const [at, peak] of peaks.entries()) {
        if (at >= 50 && peak * MB > unitMemory(shape(), learnt)) over += 1
        learnt = learnMemory(learnt, shape(), peak * MB)
      }
      expect(over).toBeLessThanOrEqual(Math.ceil((peaks.length - 50) * 0.05))
    }),
    { numRuns: 50 },
  )
})
