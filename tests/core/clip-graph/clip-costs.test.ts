import { describe, expect, it } from 'vitest'
import { clipCosts, formOf, worthAFile } from '../../../src-main/core/clip-graph/clip-costs.ts'
import type { ClipSpec, VideoFacts } from '../../../src-shared/plans/media.ts'
import { video as hd, spec as small } from './examples.ts'

const spec: ClipSpec = { ...small, width: 1920, height: 1080 }
const video: VideoFacts = { ...hd, width: 1920, height: 1080, shownWidth: 1920, shownHeight: 1080 }
const ultraHd = { ...video, width: 3840, height: 2160, shownWidth: 3840, shownHeight: 2160 }
/** With how many segments a file begins to pay. */
const from = (more: Partial<ClipSpec> = {}, of: Partial<VideoFacts> = {}) =>
  Array.from({ length: 100 }, (_, uses) => uses).findIndex((uses) =>
    worthAFile({ spec: { ...spec, ...more }, video: { ...video, ...of }, uses }),
  )

describe('whether a clip becomes a file', () => {
  it('what a single segment shows never does', () => {
    for (const more of [{}, { blur: 20 }, { rotation: 10 }, { composeIn: 'yuv422p10le' }] as const)
      for (const of of [{}, ultraHd, { codec: 'prores' }, { transfer: 'pq' }] as const)
        expect(worthAFile({ spec: { ...spec, ...more }, video: { ...video, ...of }, uses: 1 })).toBe(false)
  })

  it('a clip that fits as it is pays from a handful of segments on, a dear one from the second', () => {
    expect(from()).toBe(4)
    expect(from({ blur: 20 })).toBe(3)
    expect(from({}, { codec: 'prores' })).toBe(2)
    expect(from({}, ultraHd)).toBe(2)
    expect(from({}, { transfer: 'pq', codec: 'hevc', primaries: 'bt2020' })).toBe(2)
  })

  it('what is cheaper to decode than any file stays where it is', () => {
    expect(from({ composeIn: 'yuv420p', frames: 3000 }, { codec: 'mpeg2video', duration: 200 })).toBe(-1)
  })

  it('frames that are decoded in vain count: double the rate, and a beginning that lies before the stretch', () => {
    const reading = (more: Partial<ClipSpec>, of: Partial<VideoFacts> = {}) =>
      clipCosts({ ...spec, ...more }, { ...video, ...of }).reading
    expect(reading({}, { rate: { num: 60, den: 1 } })).toBeCloseTo(2 * reading({}), 6)
    expect(reading({ from: 4 })).toBeCloseTo(3 * reading({}), 6)
    expect(reading({ speed: 2 })).toBeCloseTo(2 * reading({}), 6)
  })
})

describe('the form of a file', () => {
  const build = { encoders: new Set(['libx264']) }
  it('is lossless while it is short, and smaller when it is long or 10 bit', () => {
    expect(formOf(spec, build)).toBe('utvideo')
    expect(formOf({ ...spec, frames: 1300 }, build)).toBe('utvideo')
    expect(formOf({ ...spec, frames: 1500 }, build)).toBe('x264')
    expect(formOf({ ...spec, composeIn: 'yuv422p10le' }, build)).toBe('x264')
    expect(formOf({ ...spec, composeIn: 'yuv422p10le' }, { encoders: new Set() })).toBe('ffv1')
    expect(formOf({ ...spec, frames: 1500 }, { encoders: new Set() })).toBe('utvideo')
  })
})
