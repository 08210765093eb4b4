import { readFileSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loudnessReader } from '../../../src-main/core/audio-graph/loudness.ts'
import { probeMedia } from '../../../src-main/outside/media/probe-media.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { type MixedSound, mixSound } from '../../../src-main/services/sound-mixer/sound-mixer.ts'
import type { AudioSpec, MediaFacts, MixInput } from '../../../src-shared/plans/media.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { ffmpeg, fromLavfi, level, openTools, samplesOf, type Tools } from '../../outside/media/made-media.ts'

let tools: Tools
beforeAll(async () => {
  tools = await openTools()
})

const extension = { aac: 'm4a', opus: 'ogg', pcm: 'wav' }
const input = (content: string, more: Partial<MixInput> = {}): MixInput => ({
  role: 'clip',
  content,
  at: 0,
  duration: 100,
  from: 0,
  to: null,
  speed: 1,
  loop: false,
  gain: 0,
  fadeIn: 0,
  fadeOut: 0,
  ...more,
})

/** Mixes files (a content is its path here) into `mixed.*`. PCM unless said otherwise: nothing of a codec in the way. */
async function mixed(
  folder: string,
  seconds: number,
  inputs: MixInput[],
  more: Partial<AudioSpec> = {},
): Promise<MixedSound & { path: string }> {
  const sources = new Map<string, { path: string; facts: MediaFacts }>()
  for (const { content } of inputs)
    sources.set(content, {
      path: content,
      facts: await probeMedia(content, { ffprobe: tools.ffprobe, runProgram }),
    })
  const spec: AudioSpec = {
    kind: 'audio',
    samples: Math.round(seconds * 48_000),
    inputs,
    duck: null,
    loudness: { integrated: -20, truePeak: -1 },
    codec: 'pcm',
    bitrate: 0,
    ...more,
  }
  const path = join(folder, `mixed.${extension[spec.codec]}`)
  return { ...(await mixSound(spec, sources, path, { ...tools, runProgram, threads: 1 })), path }
}

/** Loudness and true peak by the meter of ffmpeg, of the file as it is decoded. */
function heard(path: string) {
  const reader = loudnessReader()
  return runProgram({
    command: tools.ffmpeg,
    args: ['-hide_banner', '-nostats', '-i', path, '-af', 'ebur128=peak=true', '-f', 'null', '-'],
    onErrorLine: reader.read,
  }).then(() => reader.result())
}
const tone = (folder: string, name: string, expression: string, seconds: number, ...how: string[]) =>
  fromLavfi(tools, `aevalsrc='${expression}':s=48000:d=${seconds}`, join(folder, name), ...how)
const pink = (folder: string, seconds: number) =>
  fromLavfi(tools, `anoisesrc=c=pink:a=0.4:d=${seconds}:seed=7:r=48000`, join(folder, 'pink.wav'))
const fault = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => error,
  )

describe('loudness', () => {
  it.each([
    ['aac', 192_000],
    ['opus', 128_000],
    ['pcm', 0],
  ] as const)(
    'reaches its target after coding as %s, from loud, quiet and spiky material, and peaks stay below',
    (codec, bitrate) =>
      withTempFolder(async (folder) => {
        const loud = fromLavfi(tools, 'anoisesrc=c=white:a=1:d=4:seed=3:r=48000', join(folder, 'loud.wav'))
        const quiet = tone(folder, 'quiet.wav', '0.004*sin(330*2*PI*t)*(1+sin(3*t))', 4)
        const spiky = tone(
          folder,
          'spiky.wav',
          '0.03*sin(200*2*PI*t)+0.97*lt(mod(t,0.4),0.002)*sin(3000*2*PI*t)',
          4,
        )
        for (const path of [loud, quiet, spiky]) {
          const made = await mixed(folder, 4, [input(path)], {
            codec,
            bitrate,
            loudness: { integrated: -14, truePeak: -1 },
          })
          const found = await heard(made.path)
          expect(Math.abs(found.integrated! + 14), path).toBeLessThanOrEqual(0.5)
          expect(found.truePeak!, path).toBeLessThanOrEqual(-1)
          expect(made.notes).toEqual([])
          expect(made.loudness).toEqual(found)
        }
      }),
  )

  it('silence is left silent and says so; what is too short keeps its level', () =>
    withTempFolder(async (folder) => {
      const silence = fromLavfi(tools, 'anullsrc=d=2', join(folder, 's.wav'))
      const made = await mixed(folder, 2, [input(silence)])
      expect(made.notes).toEqual(['The sound is silent; it was left so.'])
      expect(level(samplesOf(tools, made.path), 0, 2)).toBeLessThan(-150)
      const blip = tone(folder, 'blip.wav', '0.5*sin(440*2*PI*t)', 0.3)
      const short = await mixed(folder, 0.3, [input(blip)])
      expect(short.notes).toEqual([expect.stringContaining('too short')])
      expect(short.gain).toBe(0)
    }))

  it('a whisper is raised as far as is sensible, and the rest is said', () =>
    withTempFolder(async (folder) => {
      const faint = tone(folder, 'faint.wav', '0.0006*sin(330*2*PI*t)', 2, '-c:a', 'pcm_f32le')
      const made = await mixed(folder, 2, [input(faint)], { loudness: { integrated: -14, truePeak: -1 } })
      expect(made.gain).toBe(36)
      expect(made.notes).toEqual([
        expect.stringMatching(/^The loudness is -\d+(\.\d)? LUFS instead of -14: it is so quiet/),
      ])
    }))
})

describe('time', () => {
  /** A burst of 1 kHz at three seconds. */
  const burst = (folder: string, ...how: string[]) =>
    tone(folder, 'burst.wav', '0.5*sin(1000*2*PI*t)*between(t,3,3.1)', 4, ...how)
  const onset = (samples: Float32Array) => samples.findIndex((value) => Math.abs(value) > 0.05) / 2 / 48_000

  it.each([
    ['aac', 'mp4', ['-c:v', 'libx264', '-bf', '2']],
    ['opus', 'webm', ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8']],
    ['pcm', 'mov', ['-c:v', 'prores_ks']],
  ] as const)(
    'what sounds at 3.000 s sounds there in the finished file: %s copied into %s beside a video',
    (codec, kind, coding) =>
      withTempFolder(async (folder) => {
        const made = await mixed(folder, 4, [input(burst(folder))], { codec, bitrate: 128_000 })
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
      const hot = tone(folder, 'hot.wav', '0.9*sin(1000*2*PI*t)*between(t,3,3.02)+0.002*sin(200*2*PI*t)', 4)
      const made = await mixed(folder, 4, [input(hot)], { loudness: { integrated: -18, truePeak: -6 } })
      expect(made.limited).toBe(true)
      const samples = samplesOf(tools, made.path)
      const first = samples.findIndex((value) => Math.abs(value) > 0.2) / 2 / 48_000
      expect(Math.abs(first - 3)).toBeLessThan(0.001)
    }))

  it('a stretch from the middle of an AAC file is whole from its first sample', () =>
    withTempFolder(async (folder) => {
      const path = tone(folder, 't.m4a', '0.3*sin(1000*2*PI*t)', 5, '-c:a', 'aac')
      const made = await mixed(folder, 1.5, [input(path, { from: 3.21 })])
      const samples = samplesOf(tools, made.path)
      expect(level(samples, 0, 0.005) - level(samples, 0.5, 1)).toBeCloseTo(0, 0)
    }))

  it('a mix has exactly the samples that were ordered, whatever the length of its sounds', () =>
    withTempFolder(async (folder) => {
      const path = burst(folder)
      for (const samples of [48_048, 100_001, 240_000]) {
        const made = await mixed(folder, samples / 48_000, [input(path)])
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
      const path = tone(folder, `t.${kind}`, '0.5*sin(1000*2*PI*t)*between(t,3,3.1)', 5, ...how)
      const made = await mixed(folder, 2, [input(path, { from: 2.5, to: 3.05, at: 0.25 })])
      const samples = samplesOf(tools, made.path)
      expect(Math.abs(onset(samples) - 0.75)).toBeLessThan(0.003)
      const last = samples.findLastIndex((value) => Math.abs(value) > 0.05) / 2 / 48_000
      expect(Math.abs(last - 0.8)).toBeLessThan(0.003)
    }),
  )

  it('a sped-up clip sounds at its pitch in half the time', () =>
    withTempFolder(async (folder) => {
      const path = tone(folder, 't.wav', '0.5*sin(1000*2*PI*t)', 4)
      const made = await mixed(folder, 3, [input(path, { speed: 2 })])
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
      const beep = tone(folder, 'b.wav', '0.5*sin(1000*2*PI*t)', 1)
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
      const made = await mixed(folder, 2, [input(path)])
      expect(Math.abs(onset(samplesOf(tools, made.path)) - 0.7)).toBeLessThan(0.03)
    }))
})

describe('levels', () => {
  it('mono goes to both sides as it is, 8 bits and low rates too', () =>
    withTempFolder(async (folder) => {
      const left = '0.25*sin(440*2*PI*t)'
      const mono = tone(folder, 'm.wav', left, 2)
      const eight = tone(folder, 'e.wav', left, 2, '-c:a', 'pcm_u8', '-ar', '22050')
      const stereo = tone(folder, 's.wav', `${left}|${left}`, 2)
      const gains: number[] = []
      for (const path of [stereo, mono, eight]) {
        const made = await mixed(folder, 2, [input(path)])
        const samples = samplesOf(tools, made.path)
        expect(level(samples, 0.5, 1.5, 0)).toBeCloseTo(level(samples, 0.5, 1.5, 1), 3)
        gains.push(made.gain)
      }
      expect(Math.abs(gains[0]! - gains[1]!)).toBeLessThanOrEqual(0.1)
      expect(Math.abs(gains[0]! - gains[2]!)).toBeLessThanOrEqual(0.2)
    }))

  it('5.1 is folded without clipping: left stays left, the middle is on both sides, 3 dB lower', () =>
    withTempFolder(async (folder) => {
      const layout = ['-c:a', 'pcm_f32le']
      const surround = (name: string, channels: string) =>
        fromLavfi(tools, `aevalsrc='${channels}':s=48000:d=2:c=5.1`, join(folder, name), ...layout)
      const sine = 'sin(440*2*PI*t)'
      const left = surround('l.wav', `0.5*${sine}|0|0|0|0|0`)
      const middle = surround('c.wav', `0|0|0.5*${sine}|0|0|0`)
      const all = surround('a.wav', Array(6).fill(`0.9*${sine}`).join('|'))
      const of = async (path: string) => {
        const made = await mixed(folder, 2, [input(path)])
        const samples = samplesOf(tools, made.path)
        return {
          left: level(samples, 0.5, 1.5, 0) - made.gain,
          right: level(samples, 0.5, 1.5, 1) - made.gain,
          samples,
        }
      }
      const one = await of(left)
      expect(one.left).toBeCloseTo(20 * Math.log10(0.5) - 3.01, 1)
      expect(one.right).toBeLessThan(-90)
      const two = await of(middle)
      expect(two.left).toBeCloseTo(20 * Math.log10(0.5) - 6.02, 1)
      expect(two.right).toBeCloseTo(two.left, 2)
      // A sine that was clipped is flat at the top: it spends more time there.
      const { samples } = await of(all)
      const peak = Math.max(...samples.subarray(48_000, 96_000))
      const top = samples.subarray(48_000, 96_000).filter((value) => value > peak * 0.995).length / 48_000
      expect(top).toBeLessThan(0.04)
    }))

  it('gain and fades do what they say', () =>
    withTempFolder(async (folder) => {
      const path = tone(folder, 't.wav', '0.2*sin(440*2*PI*t)|0.2*sin(440*2*PI*t)', 4)
      const two = tone(folder, 'u.wav', '0|0.2*sin(440*2*PI*t)', 4)
      const made = await mixed(folder, 4, [
        input(path, { fadeIn: 1, fadeOut: 1, duration: 3 }),
        input(two, { gain: -6, at: 3, duration: 1 }),
      ])
      const samples = samplesOf(tools, made.path)
      const full = level(samples, 1.2, 1.8)
      expect(level(samples, 0.45, 0.55) - full).toBeCloseTo(-6, 0)
      expect(level(samples, 2.45, 2.55) - full).toBeCloseTo(-6, 0)
      expect(level(samples, 0, 0.01) - full).toBeLessThan(-40)
      expect(level(samples, 3.1, 3.9, 1) - full).toBeCloseTo(-6, 1)
      expect(level(samples, 3.1, 3.9, 0)).toBeLessThan(-100)
    }))
})

describe('music under a voice', () => {
  it('steps back by exactly what was ordered while the voice speaks, and comes back', () =>
    withTempFolder(async (folder) => {
      // The voice sits on the left at 300 Hz, the music on the right: each can be measured alone.
      const voice = tone(folder, 'voice.wav', '0.3*sin(300*2*PI*t)*gt(sin(2*PI*4*t),-0.5)|0', 3)
      const music = tone(folder, 'music.wav', '0|0.2*sin(1000*2*PI*t)', 10)
      const made = await mixed(
        folder,
        10,
        [input(music, { role: 'music' }), input(voice, { role: 'voice', at: 4 })],
        { duck: { by: 12, attack: 0.15, release: 0.6 } },
      )
      const samples = samplesOf(tools, made.path)
      const before = level(samples, 1, 3.5, 1)
      expect(level(samples, 4.02, 6.9, 1) - before).toBeCloseTo(-12, 1)
      expect(level(samples, 3.7, 3.84, 1) - before).toBeCloseTo(0, 1)
      expect(level(samples, 7.8, 9.8, 1) - before).toBeCloseTo(0, 1)
      // The voice itself is as loud as without music.
      expect(level(samples, 4.1, 6.9, 0)).toBeGreaterThan(before - 5)
      let step = 0
      for (let at = 3 * 48_000; at < 8 * 48_000; at++)
        step = Math.max(step, Math.abs(samples[at * 2 + 1]! - samples[at * 2 - 1]!))
      const peak = 10 ** (before / 20) * Math.SQRT2
      expect(step).toBeLessThan(peak * 2 * Math.PI * (1000 / 48_000) * 1.02)
    }))

  it('stays where it is when the voice is silent, or when there is nobody to step back for', () =>
    withTempFolder(async (folder) => {
      const silent = fromLavfi(tools, 'anullsrc=d=2', join(folder, 'v.wav'))
      const music = tone(folder, 'm.wav', '0.2*sin(500*2*PI*t)', 4)
      const duck = { by: 12, attack: 0.1, release: 0.3 }
      const made = await mixed(
        folder,
        4,
        [input(music, { role: 'music' }), input(silent, { role: 'voice', at: 1 })],
        { duck },
      )
      const samples = samplesOf(tools, made.path)
      expect(level(samples, 1, 3) - level(samples, 0.2, 0.9)).toBeCloseTo(0, 2)
    }))
})

describe('a music bed that is shorter than the video', () => {
  it('loops without a click', () =>
    withTempFolder(async (folder) => {
      // 1.3 s of 220.5 Hz don't end where they begin: a plain repeat would jump.
      const bed = tone(folder, 'bed.wav', '0.4*sin(220.5*2*PI*t)', 1.3)
      const made = await mixed(folder, 6, [input(bed, { role: 'music', loop: true, duration: 6 })])
      const samples = samplesOf(tools, made.path)
      const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
      let step = 0
      for (let at = 1; at < samples.length / 2; at++)
        step = Math.max(step, Math.abs(samples[at * 2]! - samples[at * 2 - 2]!))
      expect(step).toBeLessThan(peak * 2 * Math.PI * (220.5 / 48_000) * 1.3)
      for (let from = 0; from < 5.9; from += 0.1)
        expect(level(samples, from, from + 0.1)).toBeGreaterThan(level(samples, 0, 1) - 4)
    }))

  it('keeps its time when it loops by itself', () =>
    withTempFolder(async (folder) => {
      // A beat each half second, silence between: two seconds that join without help.
      const bed = tone(folder, 'bed.wav', '0.5*sin(400*2*PI*t)*exp(-20*mod(t,0.5))', 2)
      const made = await mixed(folder, 7, [input(bed, { role: 'music', loop: true, duration: 7 })])
      const samples = samplesOf(tools, made.path)
      for (const beat of [0.5, 2.5, 4.5, 6.5]) {
        expect(level(samples, beat - 0.02, beat - 0.001)).toBeLessThan(level(samples, beat, beat + 0.02) - 20)
      }
    }))

  it('the sound of a looped clip repeats with its picture, to the sample', () =>
    withTempFolder(async (folder) => {
      const clip = tone(folder, 'c.wav', '0.4*sin(317*2*PI*t)*between(t,0.2,0.25)+0.05*sin(50.7*2*PI*t)', 2)
      const made = await mixed(folder, 5, [input(clip, { loop: true, to: 0.73 })])
      const samples = samplesOf(tools, made.path)
      for (const turn of [1, 3, 6]) {
        const begins = Math.round(turn * 0.73 * 48_000)
        for (const at of [0.1, 0.21, 0.24, 0.6]) {
          const offset = Math.round(at * 48_000)
          expect(samples[(begins + offset) * 2]!).toBeCloseTo(samples[offset * 2]!, 4)
        }
      }
    }))

  it('that ends before the video is followed by silence when it may not loop', () =>
    withTempFolder(async (folder) => {
      const bed = tone(folder, 'bed.wav', '0.4*sin(220*2*PI*t)', 1.5)
      const made = await mixed(folder, 3, [input(bed, { role: 'music', fadeOut: 0.5 })])
      const samples = samplesOf(tools, made.path)
      expect(level(samples, 1.52, 3)).toBeLessThan(-100)
      expect(level(samples, 1.44, 1.49)).toBeLessThan(level(samples, 0.2, 0.9) - 15)
    }))
})

describe('a sound file with a fault', () => {
  it('a scratch at the end of an MP3 is used as far as it goes, and said', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'song.mp3')
      ffmpeg(tools, '-i', pink(folder, 6), '-c:a', 'libmp3lame', '-b:a', '128k', path)
      const bytes = readFileSync(path)
      bytes.fill(0x55, bytes.length - 700, bytes.length - 200)
      writeFileSync(path, bytes)
      const made = await mixed(folder, 6, [input(path, { role: 'music' })])
      expect(level(samplesOf(tools, made.path), 1, 5)).toBeGreaterThan(-30)
      expect(made.notes).toEqual(['song.mp3 has damaged places; it was used as far as it can be decoded.'])
    }))

  it('a voice that cannot be decoded fails the video by its name, and leaves nothing behind', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'voice.m4a')
      ffmpeg(tools, '-i', pink(folder, 6), '-c:a', 'aac', '-movflags', '+faststart', path)
      const bytes = readFileSync(path)
      for (let at = bytes.indexOf('mdat') + 8; at < bytes.length; at++) bytes[at] = (at * 151) % 256
      writeFileSync(path, bytes)
      const good = tone(folder, 'm.wav', '0.2*sin(500*2*PI*t)', 4)
      const error = await fault(
        mixed(folder, 4, [input(good, { role: 'music' }), input(path, { role: 'voice' })]),
      )
      expect(error).toMatchObject({
        code: 'media.broken',
        message: expect.stringMatching(/^voice\.m4a is damaged/),
      })
      expect((await readdir(folder)).filter((name) => name.startsWith('mixed'))).toEqual([])
    }))

  it('it stops when it is cancelled, with the reason it was given', () =>
    withTempFolder(async (folder) => {
      const path = tone(folder, 't.wav', '0.2*sin(500*2*PI*t)', 2)
      const facts = await probeMedia(path, { ffprobe: tools.ffprobe, runProgram })
      const abort = new AbortController()
      const why = new Error('the batch was cancelled')
      const spec: AudioSpec = {
        kind: 'audio',
        samples: 96_000,
        inputs: [input(path)],
        duck: null,
        loudness: { integrated: -14, truePeak: -1 },
        codec: 'pcm',
        bitrate: 0,
      }
      const work = mixSound(spec, new Map([[path, { path, facts }]]), join(folder, 'mixed.wav'), {
        ...tools,
        threads: 1,
        signal: abort.signal,
        runProgram: (call) => {
          const end = runProgram(call)
          abort.abort(why)
          return end
        },
      })
      await expect(work).rejects.toBe(why)
      expect((await readdir(folder)).filter((name) => name.startsWith('mixed'))).toEqual([])
    }))

  it('the same mix gives the same bytes twice', () =>
    withTempFolder(async (folder) => {
      const path = pink(folder, 3)
      for (const codec of ['aac', 'opus'] as const) {
        const inputs = [input(path, { role: 'music', fadeOut: 1 })]
        const one = readFileSync((await mixed(folder, 3, inputs, { codec, bitrate: 128_000 })).path)
        const two = readFileSync((await mixed(folder, 3, inputs, { codec, bitrate: 128_000 })).path)
        expect(one.equals(two), codec).toBe(true)
      }
    }))
})
