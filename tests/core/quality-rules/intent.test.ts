import { describe, expect, test } from 'vitest'
import { judge } from '../../../src-main/core/quality-rules/judge.ts'
import type { SoundFacts } from '../../../src-shared/quality/facts.ts'
import type { Intent } from '../../../src-shared/quality/intent.ts'
import { type QualityProfileSource, qualityProfile } from '../../../src-shared/quality/profiles.ts'
import { factsOf, fileOf, frame, meant, moving, soundOf } from './made-facts.ts'

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

  test('bars that were meant are none, and others are', () => {
    const boxed = film(75, (at) => {
      const picture = moving(at)
      picture.fill(16, 0, 64 * 4)
      picture.fill(16, 64 * 32, 64 * 36)
      return picture
    })
    expect(found(boxed, meant(75))).toEqual([['picture.bars', 0, 75]])
    expect(found(boxed, meant(75, { bars: [{ from: 0, to: 75 }] }))).toEqual([])
    expect(found(boxed, meant(75, { bars: [{ from: 0, to: 38 }] }))).toEqual([['picture.bars', 40, 75]])
  })

  test('how dark a picture has to be for black is as the profile says', () => {
    const dim = film(75, (at) => (at >= 20 && at < 30 ? frame(() => 38) : moving(at)))
    const black = (light: number) =>
      found(dim, meant(75), { 'picture.black': { light } }).filter(([check]) => check === 'picture.black')
    expect(black(0.05)).toEqual([])
    expect(black(0.09)).toEqual([])
    expect(black(0.12)).toEqual([['picture.black', 20, 30]])
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

  test('a pattern finer than any area that is looked at flashes, too', () => {
    const fine = film(75, (at) => frame((x) => ((x + Math.floor(at / 2)) % 2 === 0 ? 30 : 200)))
    expect(flashes(fine)).toHaveLength(1)
  })

  test('what is bright before and after is no flash', () => {
    expect(flashes(flashing(6, 1, 219, 235))).toEqual([])
    expect(flashes(flashing(6, 1, 195, 235))).toHaveLength(1)
  })

  test('those that a clip has itself were meant', () => {
    expect(flashes(flashing(6), meant(75, { flashes: [{ from: 0, to: 75 }] }))).toEqual([])
  })
})

describe('sound', () => {
  const heard = (facts: SoundFacts, intent: Intent | null, checks: QualityProfileSource['checks'] = {}) =>
    judge({ file: null, picture: null, sound: facts }, intent, profile(checks)).map(({ check }) => check)

  test('silence that was not meant is found, and what was meant is none', () => {
    const hole = soundOf(60, (tenth) => (tenth >= 20 && tenth < 40 ? -120 : -10))
    expect(heard(hole, meant(150, { loudness: { integrated: -14, truePeak: -1 } }))).toEqual(['sound.silent'])
    expect(heard(hole, meant(150, { silence: [{ from: 2, to: 4 }] }))).toEqual([])
  })

  test('the loudness is held against the profile, else against what the mix was made for', () => {
    const plain = soundOf(60, () => -10)
    expect(heard(plain, meant(150, { loudness: { integrated: -16, truePeak: -1 } }))).toEqual([
      'sound.loudness',
    ])
    expect(heard(plain, meant(150, { loudness: { integrated: -14, truePeak: -1 } }))).toEqual([])
    expect(heard(plain, null, { 'sound.loudness': { integrated: -23 } })).toEqual(['sound.loudness'])
  })

  test('sound and picture that should come together are found apart, whichever comes first', () => {
    // A card that changes, and a beat, at the second second.
    const card = (at: number) => film(100, (index) => frame((x) => (index < at ? x : 200 - x)))
    const beat = (tenth: number) => soundOf(40, (at) => (at === tenth ? -3 : -60))
    const off = (tenth: number, at: number) =>
      judge(
        { file: fileOf({ packets: 100, media: { duration: 4 } }), picture: card(at), sound: beat(tenth) },
        meant(100, {
          together: [{ at: 2, layer: 'one/beat' }],
          jumps: [50, at],
          still: [{ from: 0, to: 100 }],
        }),
        profile({ 'sound.silent': { severity: 'off' } }),
      ).filter(({ check }) => check === 'sound.sync')
    expect(off(20, 50)).toEqual([])
    // A sound is found to a hundredth of a second.
    expect(off(23, 50)).toMatchObject([
      { figure: expect.closeTo(0.3, 1), from: 50, message: expect.stringContaining('after its picture') },
    ])
    expect(off(18, 50)).toMatchObject([
      { figure: expect.closeTo(-0.2, 1), message: expect.stringContaining('before its picture') },
    ])
    expect(off(20, 45)).toMatchObject([{ figure: expect.closeTo(0.2, 1), from: 45 }])
  })

  test('a short hole that nobody can mean is found, a short silence is not', () => {
    const with_ = (quiet: number) => soundOf(60, (at) => (at >= 20 && at < 25 ? quiet : -10))
    expect(heard(with_(-120), meant(150))).toEqual(['sound.silent'])
    expect(heard(with_(-65), meant(150))).toEqual([])
  })

  test.each<[string, SoundFacts, QualityProfileSource['checks'], string[]]>([
    ['too quiet', soundOf(60, () => -20, { integrated: -15.2 }), {}, ['sound.loudness']],
    ['too loud', soundOf(60, () => -9, { integrated: -12.8 }), {}, ['sound.loudness']],
    ['peaks that are too high', soundOf(60, () => -9, { truePeak: 0 }), {}, ['sound.true-peak']],
    ['a wide range', soundOf(400, () => -9, { range: 21 }), {}, ['sound.range']],
    ['a wide range of a few seconds', soundOf(60, () => -9, { range: 21 }), {}, []],
    [
      'clipped peaks',
      soundOf(60, () => -1, { series: { clipped: new Uint16Array(60).fill(4, 10, 11) } }),
      {},
      ['sound.clipped'],
    ],
    [
      'some samples at full scale',
      soundOf(60, () => -1, { series: { clipped: new Uint16Array(60).fill(3, 10, 11) } }),
      {},
      [],
    ],
    [
      'channels against each other',
      soundOf(60, () => -9, { series: { correlation: new Float32Array(60).fill(-0.8, 20, 31) } }),
      {},
      ['sound.phase'],
    ],
    [
      'one channel that is silent',
      soundOf(60, () => -9, { series: { correlation: new Float32Array(60).fill(Number.NaN) } }),
      {},
      ['sound.channels'],
    ],
    [
      'more channels than asked for',
      soundOf(60, () => -9, { channels: 6 }),
      { 'sound.channels': { channels: 2 } },
      ['sound.channels'],
    ],
    [
      'fewer channels than asked for',
      soundOf(60, () => -9, { channels: 1 }),
      { 'sound.channels': { channels: 2 } },
      ['sound.channels'],
    ],
    ['the channels that were asked for', soundOf(60, () => -9), { 'sound.channels': { channels: 2 } }, []],
  ])('%s', (_, facts, checks, checksFound) => {
    const planned = meant(150, { loudness: { integrated: -14, truePeak: -1 } })
    expect(heard(facts, planned, checks)).toEqual(checksFound)
    expect(heard(facts, null, checks)).toEqual(checksFound)
  })

  test('the loudness of the profile counts, and not that of the mix', () => {
    const plain = soundOf(60, () => -10)
    const planned = meant(150, { loudness: { integrated: -14, truePeak: -1 } })
    expect(heard(plain, planned, { 'sound.loudness': { integrated: -23 } })).toEqual(['sound.loudness'])
  })
})
