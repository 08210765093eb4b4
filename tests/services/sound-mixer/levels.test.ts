import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { fromLavfi, level, openTools, samplesOf, type Tools } from '../../outside/media/made-media.ts'
import { heard, input, mixed, tone } from './made-mixes.ts'

let tools: Tools
beforeAll(async () => {
  tools = await openTools()
})

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
        const quiet = tone(tools, folder, 'quiet.wav', '0.004*sin(330*2*PI*t)*(1+sin(3*t))', 4)
        const spiky = tone(
          tools,
          folder,
          'spiky.wav',
          '0.03*sin(200*2*PI*t)+0.97*lt(mod(t,0.4),0.002)*sin(3000*2*PI*t)',
          4,
        )
        for (const path of [loud, quiet, spiky]) {
          const made = await mixed(tools, folder, 4, [input(path)], {
            codec,
            bitrate,
            loudness: { integrated: -14, truePeak: -1 },
          })
          const found = await heard(tools, made.path)
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
      const made = await mixed(tools, folder, 2, [input(silence)])
      expect(made.notes).toEqual(['The sound is silent; it was left so.'])
      expect(level(samplesOf(tools, made.path), 0, 2)).toBeLessThan(-150)
      const blip = tone(tools, folder, 'blip.wav', '0.5*sin(440*2*PI*t)', 0.3)
      const short = await mixed(tools, folder, 0.3, [input(blip)])
      expect(short.notes).toEqual([expect.stringContaining('too short')])
      expect(short.gain).toBe(0)
    }))

  it('a whisper is raised as far as is sensible, and the rest is said', () =>
    withTempFolder(async (folder) => {
      const faint = tone(tools, folder, 'faint.wav', '0.0006*sin(330*2*PI*t)', 2, '-c:a', 'pcm_f32le')
      const made = await mixed(tools, folder, 2, [input(faint)], {
        loudness: { integrated: -14, truePeak: -1 },
      })
      expect(made.gain).toBe(36)
      expect(made.notes).toEqual([
        expect.stringMatching(/^The loudness is -\d+(\.\d)? LUFS instead of -14: it is so quiet/),
      ])
    }))
})

describe('levels', () => {
  it('mono goes to both sides as it is, 8 bits and low rates too', () =>
    withTempFolder(async (folder) => {
      const left = '0.25*sin(440*2*PI*t)'
      const mono = tone(tools, folder, 'm.wav', left, 2)
      const eight = tone(tools, folder, 'e.wav', left, 2, '-c:a', 'pcm_u8', '-ar', '22050')
      const stereo = tone(tools, folder, 's.wav', `${left}|${left}`, 2)
      const gains: number[] = []
      for (const path of [stereo, mono, eight]) {
        const made = await mixed(tools, folder, 2, [input(path)])
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
        const made = await mixed(tools, folder, 2, [input(path)])
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
      const path = tone(tools, folder, 't.wav', '0.2*sin(440*2*PI*t)|0.2*sin(440*2*PI*t)', 4)
      const two = tone(tools, folder, 'u.wav', '0|0.2*sin(440*2*PI*t)', 4)
      const made = await mixed(tools, folder, 4, [
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
      const voice = tone(tools, folder, 'voice.wav', '0.3*sin(300*2*PI*t)*gt(sin(2*PI*4*t),-0.5)|0', 3)
      const music = tone(tools, folder, 'music.wav', '0|0.2*sin(1000*2*PI*t)', 10)
      const made = await mixed(
        tools,
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
      const music = tone(tools, folder, 'm.wav', '0.2*sin(500*2*PI*t)', 4)
      const duck = { by: 12, attack: 0.1, release: 0.3 }
      const made = await mixed(
        tools,
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
      const bed = tone(tools, folder, 'bed.wav', '0.4*sin(220.5*2*PI*t)', 1.3)
      const made = await mixed(tools, folder, 6, [input(bed, { role: 'music', loop: true, duration: 6 })])
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
      const bed = tone(tools, folder, 'bed.wav', '0.5*sin(400*2*PI*t)*exp(-20*mod(t,0.5))', 2)
      const made = await mixed(tools, folder, 7, [input(bed, { role: 'music', loop: true, duration: 7 })])
      const samples = samplesOf(tools, made.path)
      for (const beat of [0.5, 2.5, 4.5, 6.5]) {
        expect(level(samples, beat - 0.02, beat - 0.001)).toBeLessThan(level(samples, beat, beat + 0.02) - 20)
      }
    }))

  it('the sound of a looped clip repeats with its picture, to the sample', () =>
    withTempFolder(async (folder) => {
      const clip = tone(
        tools,
        folder,
        'c.wav',
        '0.4*sin(317*2*PI*t)*between(t,0.2,0.25)+0.05*sin(50.7*2*PI*t)',
        2,
      )
      const made = await mixed(tools, folder, 5, [input(clip, { loop: true, to: 0.73 })])
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
      const bed = tone(tools, folder, 'bed.wav', '0.4*sin(220*2*PI*t)', 1.5)
      const made = await mixed(tools, folder, 3, [input(bed, { role: 'music', fadeOut: 0.5 })])
      const samples = samplesOf(tools, made.path)
      expect(level(samples, 1.52, 3)).toBeLessThan(-100)
      expect(level(samples, 1.44, 1.49)).toBeLessThan(level(samples, 0.2, 0.9) - 15)
    }))
})
