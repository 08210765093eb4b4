import { describe, expect, test } from 'vitest'
import { readLikeness } from '../../../src-main/core/ffmpeg-commands/likeness-command.ts'
import { likenessStretches } from '../../../src-main/core/quality-intent/likeness-stretches.ts'
import { judge } from '../../../src-main/core/quality-rules/judge.ts'
import type { LikenessFacts } from '../../../src-shared/quality/facts.ts'
import { qualityProfile } from '../../../src-shared/quality/profiles.ts'
import { shippedProfiles } from '../../../src-shared/quality/shipped-profiles.ts'

const web = shippedProfiles.find(({ name }) => name === 'web')!
const second = (from: number, ssim: number, psnr: number, vmaf: number | null) => ({
  ...{ from, to: from + 25 },
  ...{ ssim, psnr, vmaf },
})
const judged = (likeness: LikenessFacts | null, profile = web) =>
  judge({ file: null, picture: null, sound: null, likeness }, null, profile)

describe('a video that is compared with its plan', () => {
  test('a likeness of nearly one is no finding, and neither is a video that nobody compared', () => {
    expect(judged({ seconds: [second(0, 0.99, 46, 97), second(25, 0.985, 44, 96)], fault: null })).toEqual([])
    expect(judged(null)).toEqual([])
  })

  test('the worst second counts, by what people see first', () => {
    const seconds = [second(0, 0.99, 46, 97), second(25, 0.9, 31, 52), second(50, 0.91, 30, 60)]
    expect(judged({ seconds, fault: null })).toMatchObject([
      {
        ...{ check: 'picture.likeness', severity: 'warning', from: 25, to: 50 },
        ...{ figure: 52, threshold: 80, unit: 'index' },
      },
    ])
  })

  test('without VMAF the others judge', () => {
    const dull = { seconds: [second(0, 0.97, 33, null)], fault: null }
    expect(judged(dull)).toMatchObject([{ figure: 33, threshold: 35, unit: 'dB' }])
    const own = qualityProfile.parse({
      name: 'own',
      title: 'Own',
      checks: { 'picture.likeness': { psnr: null, severity: 'error' } },
    })
    expect(judged(dull, own)).toEqual([])
  })

  test('what could not be compared is told, and is no reason to look', () => {
    expect(judged({ seconds: [], fault: 'The disk is gone.' })).toMatchObject([
      { severity: 'note', message: 'The video could not be compared with its plan: The disk is gone.' },
    ])
  })
})

describe('where a video is compared', () => {
  const rate = { num: 25, den: 1 }
  const segments = [{ frames: 40 }, { frames: 400 }, { frames: 60 }]
  const lengthOf = (stretches: { count: number }[]) => stretches.reduce((sum, { count }) => sum + count, 0)

  test('a short one everywhere', () => {
    expect(likenessStretches([{ frames: 40 }, { frames: 110 }], rate, 1)).toEqual([
      { segment: 0, from: 0, count: 40, at: 0 },
      { segment: 1, from: 0, count: 110, at: 40 },
    ])
  })

  test('a longer one for two seconds in each third, never beyond its segments', () => {
    for (let seed = 0; seed < 200; seed++) {
      const stretches = likenessStretches(segments, rate, seed)
      expect(lengthOf(stretches)).toBe(150)
      const begins = [0, 40, 440]
      for (const { segment, from, count, at } of stretches) {
        expect(from + count).toBeLessThanOrEqual(segments[segment]!.frames)
        expect(at).toBe(begins[segment]! + from)
      }
    }
  })

  test('by one seed in the same places, by others elsewhere', () => {
    expect(likenessStretches(segments, rate, 7)).toEqual(likenessStretches(segments, rate, 7))
    const places = new Set(
      Array.from({ length: 20 }, (_, seed) => JSON.stringify(likenessStretches(segments, rate, seed))),
    )
    expect(places.size).toBeGreaterThan(10)
  })
})

test('figures of frames are read as ffmpeg prints them, those of VMAF from its log', () => {
  const figures = readLikeness()
  for (const line of [
    'frame:0    pts:0       pts_time:0',
    'lavfi.ssim.Y=0.95',
    'lavfi.ssim.All=0.973000',
    'lavfi.psnr.psnr_avg=41.50',
    'frame=1',
    'frame:1    pts:1       pts_time:0.001',
    'lavfi.ssim.All=1.000000',
    'lavfi.psnr.psnr_avg=inf',
  ])
    figures.line(line)
  expect(figures.frames()).toEqual([
    { ssim: 0.973, psnr: 41.5, vmaf: null },
    { ssim: 1, psnr: 100, vmaf: null },
  ])
  const log = JSON.stringify({ frames: [{ metrics: { vmaf: 91.5 } }, { metrics: { vmaf: 97 } }] })
  expect(figures.frames(log).map(({ vmaf }) => vmaf)).toEqual([91.5, 97])
})
