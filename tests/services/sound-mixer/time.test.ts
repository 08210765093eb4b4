import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { ffmpeg, fromLavfi, level, openTools, samplesOf, type Tools } from '../../outside/media/made-media.ts'
import { input, mixed, tone } from './made-mixes.ts'

let tools: Tools
beforeAll(async () => {
  tools = await openTools()
})

describe('time', () => {
  /** A burst of 1 kHz at three seconds. */
  const burst = (folder: string, ...how: string[]) =>
    tone(tools, folder, 'burst.wav', '0.5*sin(1000*2*PI*t)*between(t,3,3.1)', 4, ...how)
  const onset = (samples: Float32Array) => samples.findIndex((value) => Math.abs(value) > 0.05) / 2 / 48_000

  it.each([
    ['aac', 'mp4', ['-c:v', 'libx264', '-bf', '2']],
    ['opus', 'webm', ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8']],
    ['pcm', 'mov', ['-c:v', 'prores_ks']],
  ] as const)(
    'what sounds at 3.000 s sounds there in the finished file: %s copied into %s beside a video',
    (codec, kind, coding) =>
      withTempFolder(async (folder) => {
        const made = await mixed(tools, folder, 4, [input(burst(folder))], { codec, bitrate: 128_000 })
        const video = fromLavfi(
          tools,
          'color=s=64x64:r=25:d=4',
          join(folder, `v.${kind}`),
          '-pix_fmt',
          'yuv420p',
          ...(kind === 'mov' ? ['-pix_fmt', 'yuv422p10le'] : []),
          ...coding,
        )
        const whole = join(folder, `whole.${kind}`)
        ffmpeg(
          tools,
          '-i',
          video,
          '-i',
          made.path,
          '-map',
          '0:v',
          '-map',
          '1:a',
          '-c',
          'copy',
          '-fflags',
          '+bitexact',
          whole,
        )
        // On the file's own clock: the first picture, and the first sample of the burst.
        const picture = await runProgram({
          command: tools.ffprobe,
          args: [
            '-v',
            'error',
            '-select_streams',
            'v',
            '-show_entries',
            'packet=pts_time',
            '-read_intervals',
            '%+#1',
            '-of',
            'csv=p=0',
            whole,
          ],
        })
        const first = Number.parseFloat(picture.stdout)
        const clocked = samplesOf(tools, whole, '-copyts', '-start_at_zero')
        const begins = await runProgram({
          command: tools.ffmpeg,
          args: [
            '-hide_banner',
            '-nostats',
            '-copyts',
            '-i',
            whole,
            '-map',
            '0:a',
            '-af',
            'ashowinfo',
            '-frames:a',
            '1',
            '-f',
            'null',
            '-',
          ],
        })
        const start = Number(/pts_time:(-?[\d.]+)/.exec(begins.stderrTail)![1])
        expect(start + onset(clocked) - first).toBeGreaterThan(2.999)
        expect(start + onset(clocked) - first).toBeLessThan(3.001)
        expect(Math.abs(clocked.length / 2 - 192_000)).toBeLessThan(1024)
      }),
  )

  it('a limiter moves nothing', () =>
    withTempFolder(async (folder) => {
      const hot = tone(
        tools,
        folder,
        'hot.wav',
        '0.9*sin(1000*2*PI*t)*between(t,3,3.02)+0.002*sin(200*2*PI*t)',
        4,
      )
      const made = await mixed(tools, folder, 4, [input(hot)], {
        loudness: { integrated: -18, truePeak: -6 },
      })
      expect(made.limited).toBe(true)
      const samples = samplesOf(tools, made.path)
      const first = samples.findIndex((value) => Math.abs(value) > 0.2) / 2 / 48_000
      expect(Math.abs(first - 3)).toBeLessThan(0.001)
    }))

  it('a stretch from the middle of an AAC file is whole from its first sample', () =>
    withTempFolder(async (folder) => {
      const path = tone(tools, folder, 't.m4a', '0.3*sin(1000*2*PI*t)', 5, '-c:a', 'aac')
      const made = await mixed(tools, folder, 1.5, [input(path, { from: 3.21 })])
      const samples = samplesOf(tools, made.path)
      expect(level(samples, 0, 0.005) - level(samples, 0.5, 1)).toBeCloseTo(0, 0)
    }))

  it('a mix has exactly the samples that were ordered, whatever the length of its sounds', () =>
    withTempFolder(async (folder) => {
      const path = burst(folder)
      for (const samples of [48_048, 100_001, 240_000]) {
        const made = await mixed(tools, folder, samples / 48_000, [input(path)])
        expect(samplesOf(tools, made.path).length / 2).toBe(samples)
      }
    }))

  it.each([
    ['AAC', 'm4a', ['-c:a', 'aac']],
    ['MP3', 'mp3', ['-c:a', 'libmp3lame']],
    ['Opus', 'opus', ['-c:a', 'libopus']],
    ['44.1 kHz WAV', 'wav', ['-ar', '44100']],
  ] as const)('a stretch of an %s file begins and ends at its samples', (_, kind, how) =>
    withTempFolder(async (folder) => {
      const path = tone(tools, folder, `t.${kind}`, '0.5*sin(1000*2*PI*t)*between(t,3,3.1)', 5, ...how)
      const made = await mixed(tools, folder, 2, [input(path, { from: 2.5, to: 3.05, at: 0.25 })])
      const samples = samplesOf(tools, made.path)
      expect(Math.abs(onset(samples) - 0.75)).toBeLessThan(0.003)
      const last = samples.findLastIndex((value) => Math.abs(value) > 0.05) / 2 / 48_000
      expect(Math.abs(last - 0.8)).toBeLessThan(0.003)
    }),
  )

  it('a sped-up clip sounds at its pitch in half the time', () =>
    withTempFolder(async (folder) => {
      const path = tone(tools, folder, 't.wav', '0.5*sin(1000*2*PI*t)', 4)
      const made = await mixed(tools, folder, 3, [input(path, { speed: 2 })])
      const samples = samplesOf(tools, made.path)
      expect(level(samples, 0.2, 1.9)).toBeGreaterThan(-30)
      expect(level(samples, 2.1, 3)).toBeLessThan(-80)
      let crossings = 0
      for (let at = 24_000; at < 72_000; at++)
        if (samples[at * 2]! >= 0 !== samples[at * 2 - 2]! >= 0) crossings++
      expect(crossings / 2).toBeGreaterThan(985)
      expect(crossings / 2).toBeLessThan(1015)
    }))

  it('sound that starts later than its picture stays late', () =>
    withTempFolder(async (folder) => {
      const beep = tone(tools, folder, 'b.wav', '0.5*sin(1000*2*PI*t)', 1)
      const path = join(folder, 'late.mp4')
      ffmpeg(
        tools,
        '-f',
        'lavfi',
        '-i',
        'color=s=64x64:r=25:d=2',
        '-itsoffset',
        '0.7',
        '-i',
        beep,
        '-map',
        '0:v',
        '-map',
        '1:a',
        '-pix_fmt',
        'yuv420p',
        path,
      )
      const made = await mixed(tools, folder, 2, [input(path)])
      expect(Math.abs(onset(samplesOf(tools, made.path)) - 0.7)).toBeLessThan(0.03)
    }))
})
