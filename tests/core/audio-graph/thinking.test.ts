import { describe, expect, it } from 'vitest'
import {
  bridgeOf,
  duckGains,
  hop,
  levelsOf,
  speechSpans,
} from '../../../src-main/core/audio-graph/ducking.ts'
import { dipped, joinsByItself, overlapped } from '../../../src-main/core/audio-graph/loop-join.ts'
import {
  firstMaster,
  loudnessReader,
  mostGain,
  nextMaster,
} from '../../../src-main/core/audio-graph/loudness.ts'
import { movesPictures } from '../../../src-main/core/audio-graph/opus-start.ts'

/** Levels, ten milliseconds each: `s` speech, `q` quiet speech, `.` room tone, `_` silence. */
const levels = (drawn: string, each = 1) =>
  [...drawn].flatMap((sign) =>
    Array<number>(each).fill({ s: -20, q: -40, '.': -62, _: -120 }[sign] as number),
  )
const spans = (drawn: string, each: number, bridge = 0.4) =>
  speechSpans(levels(drawn, each), bridge).map(({ from, to }) =>
    [from, to].map((at) => Number(at.toFixed(2))),
  )

describe('hearing a voice', () => {
  it('levels are those of the samples, silence included', () => {
    const tone = Int16Array.from({ length: 800 }, (_, at) => (at < 400 ? (at % 2 ? 16_384 : -16_384) : 0))
    const found = levelsOf(tone, 8_000)
    expect(found).toHaveLength(800 / (8_000 * hop))
    expect(found[0]).toBeCloseTo(-6.02, 2)
    expect(found.at(-1)).toBe(-120)
  })

  it('a pause between words is part of the speech, a long one is not', () => {
    expect(spans('__ss_ss__', 20)).toEqual([[0.4, 1.4]])
    expect(spans('__ss___ss__', 20)).toEqual([
      [0.4, 0.8],
      [1.4, 1.8],
    ])
  })

  it('quiet words count, room tone and clicks do not', () => {
    expect(spans('..ssq..', 50)).toEqual([[1, 2.5]])
    expect(speechSpans([...levels('_', 100), ...levels('s', 2), ...levels('_', 100)], 0.4)).toEqual([])
    expect(spans('....', 100)).toEqual([])
  })

  it('a pause is bridged when the music would hardly be back', () => {
    expect(bridgeOf({ by: 12, attack: 0.15, release: 0.6 })).toBeCloseTo(0.75)
    expect(bridgeOf({ by: 12, attack: 0, release: 0.1 })).toBe(0.4)
  })
})

describe('stepping back under a voice', () => {
  const duck = { by: 12, attack: 0.2, release: 0.5 }
  const decibels = (gain: number) => 20 * Math.log10(gain)

  it('is down by the first word, stays down to the last, and is back after the release', () => {
    const gains = duckGains([{ from: 1, to: 2 }], duck, 1000, 4)
    expect(gains.length).toBeGreaterThanOrEqual(4_000)
    expect(gains[790]).toBe(1)
    expect(decibels(gains[900]!)).toBeCloseTo(-6, 1)
    for (const at of [1000, 1500, 2000]) expect(decibels(gains[at]!)).toBeCloseTo(-12, 3)
    expect(decibels(gains[2250]!)).toBeCloseTo(-6, 1)
    expect(gains[2501]).toBe(1)
  })

  it('has no step anywhere, also where two speeches meet and at the very start', () => {
    const gains = duckGains(
      [
        { from: 0.05, to: 0.5 },
        { from: 0.9, to: 1.5 },
      ],
      duck,
      1000,
      3,
    )
    for (let at = 1; at < gains.length; at++)
      expect(Math.abs(decibels(gains[at]!) - decibels(gains[at - 1]!))).toBeLessThan(0.15)
  })
})

describe('joining a loop', () => {
  /** Interleaved stereo of a sine, `length` frames from frame `from` on. */
  const sine = (from: number, length: number) =>
    Float32Array.from(
      { length: 2 * length },
      (_, at) => 0.5 * Math.sin((2 * Math.PI * 220 * (from + Math.floor(at / 2))) / 48_000),
    )
  const steps = (samples: Float32Array) => {
    const found: number[] = []
    for (let at = 2; at < samples.length; at += 2) found.push(Math.abs(samples[at]! - samples[at - 2]!))
    return Math.max(...found)
  }

  it('music that loops by itself is left alone; a jump is seen', () => {
    // 220 periods of 48,000 / 220 samples are a whole second.
    expect(joinsByItself(sine(0, 960), sine(47_040, 960))).toBe(true)
    expect(joinsByItself(sine(0, 960), sine(47_040 - 55, 960))).toBe(false)
    expect(joinsByItself(new Float32Array(1920), new Float32Array(1920))).toBe(true)
  })

  it('end and beginning melt into each other, without a jump to what stands before and after', () => {
    const [head, tail] = [sine(0, 960), sine(47_040 - 55, 960)]
    const joined = overlapped(head, tail)
    expect(joined).toHaveLength(head.length)
    const around = Float32Array.from([...sine(47_040 - 56, 1), ...joined, ...sine(960, 1)])
    expect(steps(around)).toBeLessThan(0.03)
  })

  it('a sound that repeats with its picture keeps its length', () => {
    const joined = dipped(sine(0, 960), sine(47_040 - 55, 960))
    expect(joined).toHaveLength(2 * 1920)
    expect(steps(joined)).toBeLessThan(0.03)
  })
})

describe('reading loudness', () => {
  const read = (text: string) => {
    const reader = loudnessReader()
    for (const line of text.split('\n')) reader.read(line)
    return reader.result()
  }

  it('takes loudness and true peak from the summary and nothing else', () => {
    expect(
      read(`[Parsed_ebur128_0 @ 0x559296c09500] Summary:

  Integrated loudness:
    I:         -18.3 LUFS
    Threshold: -28.7 LUFS

  Loudness range:
    LRA:         5.2 LU
    Threshold: -38.6 LUFS
    LRA low:   -21.5 LUFS
    LRA high:  -16.3 LUFS

  True peak:
    Peak:       -3.9 dBFS`),
    ).toEqual({ integrated: -18.3, truePeak: -3.9 })
  })

  it('silence has neither, a click has a peak only', () => {
    expect(read('    I:         -70.0 LUFS\n    Peak:       -inf dBFS')).toEqual({
      integrated: null,
      truePeak: null,
    })
    expect(read('    I:         -70.0 LUFS\n    Peak:       -6.0 dBFS')).toEqual({
      integrated: null,
      truePeak: -6,
    })
  })
})

describe('reaching the target', () => {
  const target = { integrated: -14, truePeak: -1 }
  const spec = { loudness: target, codec: 'pcm' } as const

  it('gain alone while the peaks have room, a limiter when they have not', () => {
    expect(firstMaster(spec, { integrated: -20, truePeak: -12 })).toEqual({ gain: 6, ceiling: null })
    expect(firstMaster(spec, { integrated: -20, truePeak: -3 })).toEqual({ gain: 6, ceiling: -1.1 })
    expect(firstMaster({ ...spec, codec: 'aac' }, { integrated: -14, truePeak: -1.3 })).toEqual({
      gain: 0,
      ceiling: -1.6,
    })
  })

  it('silence stays silence, and a whisper is not blown up without end', () => {
    expect(firstMaster(spec, { integrated: null, truePeak: null })).toEqual({ gain: 0, ceiling: null })
    expect(firstMaster(spec, { integrated: -65, truePeak: -55 }).gain).toBe(mostGain)
  })

  it('a right result is left alone, a wrong one is corrected by what it is off', () => {
    const mix = { integrated: -20, truePeak: -12 }
    expect(
      nextMaster(target, mix, { gain: 6, ceiling: null }, { integrated: -14.1, truePeak: -5 }),
    ).toBeNull()
    expect(nextMaster(target, mix, { gain: 6, ceiling: null }, { integrated: -15, truePeak: -5 })).toEqual({
      gain: 7,
      ceiling: null,
    })
  })

  it('a codec that lifts peaks over the limit gets a lower ceiling', () => {
    const next = nextMaster(
      target,
      { integrated: -20, truePeak: -3 },
      { gain: 6, ceiling: -1.1 },
      { integrated: -14, truePeak: -0.4 },
    )
    expect(next?.gain).toBe(6)
    expect(next?.ceiling).toBeCloseTo(-1.8, 1)
  })
})

describe('an ffmpeg that moves pictures for the sake of Opus', () => {
  it('is known by where it puts the first one', () => {
    expect([0, 0.001, 0.007].map(movesPictures)).toEqual([false, false, true])
  })
})
