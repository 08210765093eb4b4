import { describe, expect, test } from 'vitest'
import { judge } from '../../../src-main/core/quality-rules/judge.ts'
import type { PictureFacts, SoundFacts } from '../../../src-shared/quality/facts.ts'
import { type QualityProfileSource, qualityProfile } from '../../../src-shared/quality/profiles.ts'
import { factsOf, fileOf, meant, moving, soundOf } from './made-facts.ts'

type File = Parameters<typeof fileOf>[0]
type Profile = Pick<QualityProfileSource, 'wanted' | 'checks'>
type More = { picture?: PictureFacts; sound?: SoundFacts; intent?: Parameters<typeof meant>[1] }

const told = (whose: 'ours' | 'foreign', file: File, profile: Profile = {}, more: More = {}) =>
  judge(
    { file: fileOf(file), picture: more.picture ?? null, sound: more.sound ?? null },
    whose === 'ours' ? meant(75, more.intent) : null,
    qualityProfile.parse({ name: 'trial', title: 'Trial', ...profile }),
  ).map(
    ({ check, severity, figure, threshold }) =>
      `${severity} ${check}${figure === null ? '' : ` ${figure}`}${threshold === null ? '' : ` / ${threshold}`}`,
  )

const colour = { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', range: 'tv' }

test('a file that is as it was planned, and just as its profile asks for, has nothing against it', () => {
  const profile: Profile = {
    wanted: {
      ...{ containers: ['mp4'], codecs: ['h264'], codecProfiles: ['High'], rates: [24, 25] },
      ...{ longest: 640, shortest: 360 },
    },
    checks: {
      'file.duration': { longest: 3 },
      'file.bytes': { most: 1.5 },
      'file.bit-rate': { least: 4_000, most: 4_000 },
    },
  }
  expect(told('ours', {}, profile)).toEqual([])
  expect(told('foreign', {}, profile)).toEqual([])
})

describe('a video of ours', () => {
  test.each<[string, File, string]>([
    ['has another size', { video: { width: 636 } }, 'error file.frame-size'],
    ['is turned on its side', { video: { width: 360, height: 640 } }, 'error file.frame-size'],
    ['has another rate', { rate: { num: 24, den: 1 } }, 'error file.frame-rate 24 / 25'],
    ['lacks a picture', { packets: 74 }, 'error file.frame-count 74 / 75'],
    ['has a picture too many', { packets: 76 }, 'error file.frame-count 76 / 75'],
    ['is shorter', { media: { duration: 2.8 } }, 'error file.duration 2.8 / 3'],
    ['is longer', { media: { duration: 3.2 } }, 'error file.duration 3.2 / 3'],
    [
      'has one uneven step',
      { gaps: [{ frame: 30, seconds: 0.08 }], gapCount: 1 },
      'error file.timestamps 1 / 0',
    ],
    [
      'has many uneven steps',
      { gaps: [{ frame: 3, seconds: 0.08 }], gapCount: 40 },
      'error file.timestamps 40 / 0',
    ],
    [
      'has the colours of another standard',
      { colour: { ...colour, matrix: 'bt2020nc', primaries: 'bt2020', transfer: 'bt2020-10' } },
      'error file.colour-tags',
    ],
    ['says not all of its colours', { colour: { ...colour, matrix: null } }, 'error file.colour-tags'],
    ['says that it has full range', { colour: { ...colour, range: 'pc' } }, 'error file.colour-tags'],
    ['has another stream', { attached: 1 }, 'warning file.metadata'],
    ['is turned by its player', { video: { rotation: 90 } }, 'warning file.metadata'],
    ['is mirrored by its player', { video: { mirrored: true } }, 'warning file.metadata'],
    ['is stretched by its player', { video: { pixelAspect: { num: 4, den: 3 } } }, 'warning file.metadata'],
    ['begins to play late', { fastStart: false }, 'warning file.fast-start'],
    ['is cut off', { media: { cutShort: { promised: 4 } } }, 'error file.decoding 3 / 4'],
    ['has broken packets', { faults: ['error while decoding MB 3 4'] }, 'error file.decoding'],
    ['begins its sound too early', { sound: { start: -0.2, end: 3 } }, 'error sound.sync -0.2 / 0.045'],
    ['begins its sound too late', { sound: { start: 0.2, end: 3 } }, 'error sound.sync 0.2 / 0.045'],
  ])('that %s is told as just that', (_, file, finding) => {
    expect(told('ours', file)).toEqual([finding])
  })

  test('lacks its sound only where some was meant', () => {
    const silent: File = { sound: null, media: { audio: null } }
    expect(told('ours', silent, {}, { intent: { loudness: { integrated: -14, truePeak: -1 } } })).toEqual([
      'error sound.missing',
    ])
    expect(told('ours', silent)).toEqual([])
  })

  test('has sound that goes on after the picture', () => {
    expect(told('ours', { sound: { start: 0, end: 3.29 } })).toEqual([])
    expect(told('ours', { sound: { start: 0, end: 3.5 } })).toEqual(['warning sound.sync 0.5 / 0.295'])
  })

  test('has pictures that can not all be decoded', () => {
    const picture = factsOf(Array.from({ length: 74 }, (_, at) => moving(at)))
    expect(told('ours', {}, {}, { picture })).toEqual(['error file.decoding 74 / 75'])
    const broken = { ...picture, faults: ['corrupt'], frames: 75 }
    expect(told('ours', {}, {}, { picture: { ...broken, frames: 0 } })).toContain('error file.decoding')
  })

  test('has sound that can not be decoded without faults', () => {
    const sound = soundOf(30, () => -12, { faults: ['channel element 3.2 is not allocated'] })
    expect(told('ours', {}, {}, { sound })).toEqual(['error file.decoding'])
  })
})

describe('somebody else’s video', () => {
  test.each<[string, File, string]>([
    [
      'has a variable frame rate',
      { gaps: [{ frame: 3, seconds: 0.08 }], gapCount: 40 },
      'warning file.timestamps 40 / 0',
    ],
    [
      'has a few uneven steps',
      { gaps: [{ frame: 3, seconds: 0.08 }], gapCount: 2 },
      'error file.timestamps 2 / 0',
    ],
    ['says not all of its colours', { colour: { ...colour, matrix: null } }, 'note file.colour-tags'],
    ['says that it has full range', { colour: { ...colour, range: 'pc' } }, 'warning file.colour-tags'],
    [
      'contradicts itself in its colours',
      { colour: { ...colour, primaries: 'smpte170m' } },
      'error file.colour-tags',
    ],
    [
      'is large and has the colours of standard definition',
      {
        video: { width: 1920, height: 1080 },
        colour: { ...colour, matrix: 'smpte170m', primaries: 'smpte170m', transfer: 'smpte170m' },
      },
      'error file.colour-tags',
    ],
    ['is turned by its player', { video: { rotation: 90 } }, 'note file.metadata'],
    [
      'says where it was recorded',
      { tags: { major_brand: 'qt', 'com.apple.quicktime.location.ISO6709': '+48.1+011.5/' } },
      'warning file.metadata',
    ],
    ['has no sound', { sound: null, media: { audio: null } }, 'note sound.missing'],
  ])('that %s is told as just that', (_, file, finding) => {
    expect(told('foreign', file)).toEqual([finding])
  })

  test.each<[string, File]>([
    ['has another size, rate and length than anybody planned', { packets: 50, rate: { num: 30, den: 1 } }],
    ['has its cover attached', { attached: 1 }],
    [
      'is of standard definition, and says so',
      {
        video: { width: 720, height: 576 },
        colour: { ...colour, matrix: 'smpte170m', primaries: 'bt470bg', transfer: 'smpte170m' },
      },
    ],
  ])('that %s has nothing against it', (_, file) => {
    expect(told('foreign', file)).toEqual([])
  })

  test('that is marked as interlaced, and shows no trace of it, is told as a warning', () => {
    const picture = factsOf(Array.from({ length: 75 }, (_, at) => moving(at)))
    const file: File = { video: { interlaced: 'top-first' } }
    expect(told('foreign', file, {}, { picture })).toEqual(['warning picture.interlaced'])
    expect(told('ours', file, {}, { picture })).toEqual(['error picture.interlaced'])
  })

  test('whose lines stand out is interlaced, unless it is a GIF: there the dots for missing colours do', () => {
    const moved = factsOf(Array.from({ length: 75 }, (_, at) => moving(at)))
    const picture = { ...moved, series: { ...moved.series, combed: new Float32Array(75).fill(0.2) } }
    const findings = (codec: string) => told('foreign', { video: { codec } }, {}, { picture })
    expect(findings('h264')).toContain('error picture.interlaced 1 / 0.5')
    expect(findings('gif').filter((told) => told.includes('picture.interlaced'))).toEqual([])
  })
})

describe('a profile', () => {
  test.each<[string, NonNullable<Profile['wanted']>, string]>([
    ['another container', { containers: ['webm', 'mov'] }, 'error file.container'],
    ['another codec', { codecs: ['hevc', 'av1'] }, 'error file.codec'],
    ['another codec profile', { codecProfiles: ['Main'] }, 'warning file.codec-profile'],
    ['other frame rates', { rates: [24, 30] }, 'error file.frame-rate 25'],
    ['a smaller picture', { longest: 600 }, 'error file.frame-size 640 / 600'],
    ['a narrower picture', { longest: 640, shortest: 320 }, 'error file.frame-size 360 / 320'],
  ])('that asks for %s gets just that told', (_, wanted, finding) => {
    expect(told('foreign', {}, { wanted })).toEqual([finding])
    expect(told('ours', {}, { wanted })).toEqual([finding])
  })

  test.each<[string, NonNullable<Profile['checks']>, string]>([
    ['a shorter video', { 'file.duration': { longest: 2 } }, 'error file.duration 3 / 2'],
    ['a lighter file', { 'file.bytes': { most: 1.4 } }, 'warning file.bytes 1.5 / 1.4'],
    ['more bits a second', { 'file.bit-rate': { least: 4_001 } }, 'warning file.bit-rate 4000 / 4001'],
    ['fewer bits a second', { 'file.bit-rate': { most: 3_999 } }, 'warning file.bit-rate 4000 / 3999'],
  ])('that asks for %s gets just that told', (_, checks, finding) => {
    expect(told('foreign', {}, { checks })).toEqual([finding])
  })

  test('knows a container by what it holds: MOV and MP4, Matroska and WebM', () => {
    const of = (file: File, containers: string[]) => told('foreign', file, { wanted: { containers } })
    expect(of({ tags: { major_brand: 'qt  ' } }, ['mov'])).toEqual([])
    expect(of({ tags: { major_brand: 'qt  ' } }, ['mp4'])).toEqual(['error file.container'])
    const web = { media: { container: 'matroska,webm' }, video: { codec: 'vp9' } }
    const opus = { stream: 1, codec: 'opus', channels: 2, sampleRate: 48_000, start: 0, duration: 3 }
    expect(of({ ...web, media: { ...web.media, audio: opus } }, ['webm'])).toEqual([])
    expect(of(web, ['webm'])).toEqual(['error file.container'])
    expect(of(web, ['matroska'])).toEqual([])
  })

  test('says how grave a finding is, also where it would be let pass of somebody else’s video', () => {
    const turned: File = { video: { rotation: 90 } }
    expect(told('foreign', turned, { checks: { 'file.metadata': { severity: 'error' } } })).toEqual([
      'error file.metadata',
    ])
    expect(told('foreign', turned, { checks: { 'file.metadata': { severity: 'off' } } })).toEqual([])
  })
})
