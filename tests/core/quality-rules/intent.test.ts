import { describe, expect, test } from 'vitest'
import { judge } from '../../../src-main/core/quality-rules/judge.ts'
import type { SoundFacts } from '../../../src-shared/quality/facts.ts'
import type { Intent } from '../../../src-shared/quality/intent.ts'
import { type QualityProfileSource, qualityProfile } from '../../../src-shared/quality/profiles.ts'
import { factsOf, frame, moving } from './made-facts.ts'

const meant = (frames: number, change: Partial<Intent> = {}): Intent => ({
  ...{ frames, rate: { num: 25, den: 1 }, width: 640, height: 360 },
  ...{
    black: [],
    still: [],
    bars: [],
    jumps: [],
    flashes: [],
    silence: [],
    together: [],
    shown: [],
    brand: null,
  },
  loudness: null,
  ...change,
})
const profile = (checks: QualityProfileSource['checks'] = {}) =>
  qualityProfile.parse({ name: 'trial', title: 'Trial', checks })
const film = (many: number, at: (frame: number) => Uint8Array = moving) =>
  factsOf(Array.from({ length: many }, (_, index) => at(index)))
const found = (
  picture: ReturnType<typeof film>,
  intent: Intent | null,
  checks: QualityProfileSource['checks'] = {},
) =>
  judge({ file: null, picture, sound: null }, intent, profile(checks)).map(({ check, from, to }) => [
    check,
    from,
    to,
  ])

const dark = frame(() => 16)

describe('what was meant', () => {
  const withHole = film(75, (at) => (at >= 20 && at < 30 ? dark : moving(at)))

  test('black where none was meant is found, frame by frame', () => {
    expect(found(withHole, meant(75))).toContainEqual(['picture.black', 20, 30])
  })

  test('black inside of what was meant is none, and what reaches out of it is', () => {
    expect(found(withHole, meant(75, { black: [{ from: 20, to: 30 }] }))).toEqual([])
    expect(found(withHole, meant(75, { black: [{ from: 20, to: 24 }] }))).toContainEqual([
      'picture.black',
      26,
      30,
    ])
  })

  test('a picture that stands where something should move is found; where nothing moves, it is none', () => {
    const halted = film(100, (at) => moving(at >= 30 && at < 60 ? 30 : at))
    expect(found(halted, meant(100))).toEqual([['picture.frozen', 30, 60]])
    expect(found(halted, meant(100, { still: [{ from: 28, to: 62 }] }))).toEqual([])
  })

  test('one picture that is shown twice is found in a video of ours', () => {
    const twice = film(75, (at) => moving(at < 40 ? at : at - 1))
    expect(found(twice, meant(75))).toEqual([['picture.repeated', 40, 41]])
    expect(found(twice, meant(75, { still: [{ from: 38, to: 42 }] }))).toEqual([])
  })

  test('a cut that was meant is no jump', () => {
    const jump = film(75, (at) => moving(at < 40 ? at : at + 1))
    expect(found(jump, meant(75))).toEqual([['picture.skipped', 40, 41]])
    expect(found(jump, meant(75, { jumps: [40] }))).toEqual([])
  })

  test('a check that is off finds nothing, and a limit moves what is found', () => {
    expect(
      found(withHole, meant(75), {
        'picture.black': { severity: 'off' },
        'picture.frozen': { severity: 'off' },
      }),
    ).toEqual([])
    expect(found(withHole, meant(75), { 'picture.black': { seconds: 0.5 } })).toEqual([])
  })
})

describe('flashes', () => {
  const flashing = (perSecond: number, share = 1, low = 30, high = 200) =>
    film(75, (at) => {
      const isOn = Math.floor((at * perSecond * 2) / 25) % 2 === 1
      return frame((x) => (x < 64 * share && isOn ? high : low))
    })
  const flashes = (picture: ReturnType<typeof film>, intent: Intent | null = null) =>
    judge({ file: null, picture, sound: null }, intent, profile()).filter(
      ({ check }) => check === 'picture.flashes',
    )

  test('three in a second may be, more may not', () => {
    expect(flashes(flashing(3))).toEqual([])
    expect(flashes(flashing(5))).toMatchObject([{ severity: 'error', figure: 5, threshold: 3 }])
  })

  test('less than a quarter of the picture may flash, and a change of less than a tenth of full light', () => {
    expect(flashes(flashing(6, 0.2))).toEqual([])
    expect(flashes(flashing(6, 0.3))).toHaveLength(1)
    expect(flashes(flashing(6, 1, 30, 60))).toEqual([])
  })

  test('a flash that takes several frames to come and go counts as one that is there at once', () => {
    const slow = film(100, (at) =>
      frame(() => 60 + 120 * (0.5 + 0.5 * Math.sin((at / 25) * 4.5 * 2 * Math.PI))),
    )
    expect(flashes(slow)).toHaveLength(1)
    const slower = film(100, (at) =>
      frame(() => 60 + 120 * (0.5 + 0.5 * Math.sin((at / 25) * 2 * 2 * Math.PI))),
    )
    expect(flashes(slower)).toEqual([])
  })

  test('red that comes and goes is dangerous at the same light', () => {
    const red = film(75, (at) => (Math.floor(at / 2) % 2 === 0 ? frame(() => 63, 102, 240) : frame(() => 63)))
    expect(flashes(red).map(({ message }) => message)).toEqual([expect.stringContaining('flashes red')])
  })

  test('those that a clip has itself were meant', () => {
    expect(flashes(flashing(6), meant(75, { flashes: [{ from: 0, to: 75 }] }))).toEqual([])
  })
})

describe('sound', () => {
  const sound = (tenths: number, at: (tenth: number) => number): SoundFacts => ({
    ...{ channels: 2, sampleRate: 48_000, duration: tenths / 10, integrated: -14, range: 3, truePeak: -1 },
    series: {
      momentary: new Float32Array(tenths).fill(-14),
      peak: Float32Array.from({ length: tenths }, (_, tenth) => at(tenth)),
      envelope: Float32Array.from({ length: tenths * 10 }, (_, place) => at(Math.floor(place / 10))),
      correlation: new Float32Array(tenths).fill(1),
      clipped: new Uint16Array(tenths),
    },
    faults: [],
  })
  const heard = (facts: SoundFacts, intent: Intent | null, checks: QualityProfileSource['checks'] = {}) =>
    judge({ file: null, picture: null, sound: facts }, intent, profile(checks)).map(({ check }) => check)

  test('silence that was not meant is found, and what was meant is none', () => {
    const hole = sound(60, (tenth) => (tenth >= 20 && tenth < 40 ? -120 : -10))
    expect(heard(hole, meant(150, { loudness: { integrated: -14, truePeak: -1 } }))).toEqual(['sound.silent'])
    expect(heard(hole, meant(150, { silence: [{ from: 2, to: 4 }] }))).toEqual([])
  })

  test('the loudness is held against the profile, else against what the mix was made for', () => {
    const plain = sound(60, () => -10)
    expect(heard(plain, meant(150, { loudness: { integrated: -16, truePeak: -1 } }))).toEqual([
      'sound.loudness',
    ])
    expect(heard(plain, meant(150, { loudness: { integrated: -14, truePeak: -1 } }))).toEqual([])
    expect(heard(plain, null, { 'sound.loudness': { integrated: -23 } })).toEqual(['sound.loudness'])
  })
})
