import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ClipSpec } from '../../../src-shared/plans/media.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import {
  counted,
  countedNumbers,
  ffmpeg,
  frameHashes,
  fromLavfi,
  lumaOf,
  openTools,
  type Tools,
} from '../../outside/media/made-media.ts'
import { clipOf, seek } from './made-clips.ts'

let tools: Tools
beforeAll(async () => {
  tools = await openTools()
})
const lossless = ['-c:v', 'libx264', '-qp', '0', '-preset', 'ultrafast']
const rates: ClipSpec['rate'][] = [
  { num: 30_000, den: 1001 },
  { num: 24, den: 1 },
  { num: 25, den: 1 },
  { num: 60, den: 1 },
]

describe('which frame shows when', () => {
  it.each(rates)('a clip of the same rate ($num/$den) comes out frame by frame', (rate) =>
    withTempFolder(async (folder) => {
      const source = fromLavfi(
        tools,
        counted('160x90', `${rate.num}/${rate.den}`, 20),
        join(folder, 'a.mp4'),
        ...lossless,
      )
      const clip = await clipOf(tools, source, { rate, frames: 20 })
      expect(countedNumbers(tools, clip.path)).toEqual(Array.from({ length: 20 }, (_, n) => n))
    }),
  )

  it('Matroska rounds its times to milliseconds, and still no frame is lost or doubled', () =>
    withTempFolder(async (folder) => {
      const rate = { num: 60_000, den: 1001 }
      const source = fromLavfi(tools, counted('160x90', '60000/1001', 24), join(folder, 'a.mkv'), ...lossless)
      const clip = await clipOf(tools, source, { rate, frames: 24 })
      expect(countedNumbers(tools, clip.path)).toEqual(Array.from({ length: 24 }, (_, n) => n))
      const half = await clipOf(tools, source, { rate: { num: 30_000, den: 1001 }, frames: 12 })
      expect(countedNumbers(tools, half.path)).toEqual(Array.from({ length: 12 }, (_, n) => 2 * n))
    }))

  it('a clip of wild variable rate shows at each tick the last frame whose time has come', () =>
    withTempFolder(async (folder) => {
      const times = [0, 0.5, 0.51, 0.52, 0.9, 1.0, 1.7, 1.75]
      const expression = times.map((time, n) => `eq(N,${n})*${time}`).join('+')
      const path = join(folder, 'vfr.mp4')
      const timed = `${counted('160x90', '25', times.length)},settb=1/1000,setpts='(${expression})*1000'`
      fromLavfi(
        tools,
        timed,
        path,
        ...lossless,
        '-fps_mode',
        'passthrough',
        '-enc_time_base',
        '1/1000',
        '-video_track_timescale',
        '1000',
      )
      const rate = { num: 30, den: 1 }
      const shownAt = (time: number) => times.findLastIndex((begin) => begin <= time + 0.5 / 30 + 1e-6)
      for (const from of [0, 0.6]) {
        const clip = await clipOf(tools, path, { rate, from, frames: 30 })
        expect(countedNumbers(tools, clip.path)).toEqual(
          Array.from({ length: 30 }, (_, n) => shownAt(from + n / 30)),
        )
      }
    }))

  it('a trim begins at its frame also far into a file, where it is sought', () =>
    withTempFolder(async (folder) => {
      const far = `color=s=160x90:r=25,format=yuv420p,trim=end_frame=200,geq=lum='20+8*mod(N,25)':cb=128:cr=128`
      const source = fromLavfi(
        tools,
        far,
        join(folder, 'a.mp4'),
        '-c:v',
        'libx264',
        '-g',
        '50',
        '-bf',
        '3',
        '-crf',
        '1',
      )
      const clip = await clipOf(tools, source, { rate: { num: 25, den: 1 }, from: 6.2, frames: 10 })
      expect(countedNumbers(tools, clip.path)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
    }))

  it('a slide that began long before the trim is what shows first, also where it is sought', () =>
    withTempFolder(async (folder) => {
      const slides = `${counted('160x90', '25', 4)},settb=1/1000,setpts='N*4000'`
      const source = fromLavfi(
        tools,
        slides,
        join(folder, 'a.mp4'),
        ...lossless,
        ...[
          '-g',
          '1',
          '-fps_mode',
          'passthrough',
          '-enc_time_base',
          '1/1000',
          '-video_track_timescale',
          '1000',
        ],
      )
      const clip = await clipOf(tools, source, { rate: { num: 10, den: 1 }, from: 7, frames: 15 })
      expect(countedNumbers(tools, clip.path)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2])
    }))

  it('double speed takes every second frame, half speed each twice', () =>
    withTempFolder(async (folder) => {
      const source = fromLavfi(tools, counted('160x90', '30', 20), join(folder, 'a.mp4'), ...lossless)
      const fast = await clipOf(tools, source, { speed: 2, frames: 10 })
      expect(countedNumbers(tools, fast.path)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18])
      const slow = await clipOf(tools, source, { speed: 0.5, frames: 6 })
      expect(countedNumbers(tools, slow.path)).toEqual([0, 0, 1, 1, 2, 2])
    }))

  it('pictures that begin after the sound: the first one waits, as the file says', () =>
    withTempFolder(async (folder) => {
      const silent = fromLavfi(tools, counted('160x90', '30', 20), join(folder, 'v.mp4'), ...lossless)
      const tone = fromLavfi(tools, 'sine=d=2', join(folder, 't.m4a'))
      const path = join(folder, 'late.mp4')
      ffmpeg(
        tools,
        '-itsoffset',
        '0.5',
        '-i',
        silent,
        '-i',
        tone,
        '-map',
        '0:v',
        '-map',
        '1:a',
        '-c',
        'copy',
        path,
      )
      const clip = await clipOf(tools, path, { frames: 20, from: 0.4 })
      expect(countedNumbers(tools, clip.path)).toEqual([
        0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
      ])
    }))

  it('a transport stream that begins at 1.4 s begins with its first frame', () =>
    withTempFolder(async (folder) => {
      const source = fromLavfi(
        tools,
        counted('160x90', '25', 12),
        join(folder, 'a.ts'),
        '-c:v',
        'libx264',
        '-crf',
        '1',
        '-bf',
        '2',
        '-f',
        'mpegts',
      )
      const clip = await clipOf(tools, source, { rate: { num: 25, den: 1 }, frames: 12 })
      expect(countedNumbers(tools, clip.path)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    }))
})

describe('after the end of a clip', () => {
  const ended = (folder: string) =>
    fromLavfi(tools, counted('160x90', '30', 8), join(folder, 'a.mp4'), ...lossless)

  it('freeze holds the last frame', () =>
    withTempFolder(async (folder) => {
      const clip = await clipOf(tools, ended(folder), { frames: 12 })
      expect(countedNumbers(tools, clip.path)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 7, 7, 7, 7])
      expect(clip.hasAlpha).toBe(false)
    }))

  it.each(rates)('loop repeats the trimmed stretch, frame for frame, at $num/$den', (rate) =>
    withTempFolder(async (folder) => {
      const clip = await clipOf(tools, ended(folder), {
        rate,
        end: 'loop',
        from: 0.1,
        to: 0.25,
        frames: 50,
        radius: 10,
      })
      const turn = Math.round((0.15 * rate.num) / rate.den)
      for (const stream of ['v:0', 'v:1']) {
        const hashes = frameHashes(tools, clip.path, stream)
        expect(hashes).toHaveLength(50)
        expect(hashes.slice(turn)).toEqual(hashes.slice(0, -turn))
      }
      expect(countedNumbers(tools, clip.path)[0]).toBe(3)
    }),
  )

  it('hide makes it transparent from the tick of its end', () =>
    withTempFolder(async (folder) => {
      const clip = await clipOf(tools, ended(folder), { frames: 12, end: 'hide' })
      expect(clip.hasAlpha).toBe(true)
      const alpha = lumaOf(tools, clip.path, 'v:1')
      expect(alpha).toEqual([255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0])
    }))
})

describe('reading a clip from its middle', () => {
  const kinds: [string, Partial<ClipSpec>][] = [
    ['opaque', {}],
    ['transparent', { radius: 20 }],
    ['10 bit', { composeIn: 'yuv422p10le' }],
    ['10 bit, transparent', { composeIn: 'yuv422p10le', opacity: 0.5 }],
    ['4:4:4, transparent', { composeIn: 'yuv444p', radius: 12 }],
  ]
  // Every rate for the two that are used most; the others once, at the least even one.
  const cases = kinds.flatMap(([name, more], index) =>
    rates
      .slice(0, index < 2 ? rates.length : 1)
      .map((rate) => [name, `${rate.num}/${rate.den}`, { ...more, rate }] as const),
  )

  it.each(cases)('%s at %s: from frame k on come exactly the frames from k on', (_, __, more) =>
    withTempFolder(async (folder) => {
      const moving = fromLavfi(
        tools,
        `testsrc2=s=160x90:r=${more.rate.num}/${more.rate.den},trim=end_frame=30`,
        join(folder, 'a.mp4'),
        '-pix_fmt',
        'yuv420p',
        ...lossless,
      )
      const clip = await clipOf(tools, moving, { ...more, frames: 30 })
      for (const stream of clip.hasAlpha ? ['v:0', 'v:1'] : ['v:0']) {
        const all = frameHashes(tools, clip.path, stream)
        expect(all).toHaveLength(30)
        for (const k of [1, 11, 12, 13, 29])
          expect(frameHashes(tools, clip.path, stream, ...seek(k, more.rate))).toEqual(all.slice(k))
      }
    }),
  )

  it('10-bit 4:2:2 of full HD can be read again', () =>
    withTempFolder(async (folder) => {
      const rate = { num: 30, den: 1 }
      const source = fromLavfi(
        tools,
        counted('1920x1080', '30', 4),
        join(folder, 'a.mp4'),
        '-c:v',
        'libx264',
        '-qp',
        '1',
      )
      const spec = { rate, frames: 4, width: 1920, height: 1080, composeIn: 'yuv422p10le' } as const
      const clip = await clipOf(tools, source, spec)
      expect(countedNumbers(tools, clip.path)).toEqual([0, 1, 2, 3])
    }))

  it('a build without libx264 makes clips that are read just as exactly', () =>
    withTempFolder(async (folder) => {
      const poor = { ...tools, build: { ...tools.build, encoders: new Set<string>() } }
      const rate = { num: 30_000, den: 1001 }
      const source = fromLavfi(tools, counted('160x90', '30000/1001', 20), join(folder, 'a.mp4'), ...lossless)
      const clip = await clipOf(poor, source, { rate, frames: 20, radius: 9 })
      const all = frameHashes(tools, clip.path, 'v:0')
      for (const k of [1, 7, 19])
        expect(frameHashes(tools, clip.path, 'v:0', ...seek(k, rate))).toEqual(all.slice(k))
      expect(countedNumbers(tools, clip.path)[19]).toBe(19)
    }))
})
