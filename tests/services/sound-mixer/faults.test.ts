import { readFileSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { probeMedia } from '../../../src-main/outside/media/probe-media.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { mixSound } from '../../../src-main/services/sound-mixer/sound-mixer.ts'
import type { AudioSpec } from '../../../src-shared/plans/media.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { ffmpeg, level, openTools, samplesOf, type Tools } from '../../outside/media/made-media.ts'
import { fault, input, mixed, pink, tone } from './made-mixes.ts'

let tools: Tools
beforeAll(async () => {
  tools = await openTools()
})

describe('a sound file with a fault', () => {
  it('a scratch at the end of an MP3 is used as far as it goes, and said', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'song.mp3')
      ffmpeg(tools, '-i', pink(tools, folder, 6), '-c:a', 'libmp3lame', '-b:a', '128k', path)
      const bytes = readFileSync(path)
      bytes.fill(0x55, bytes.length - 700, bytes.length - 200)
      writeFileSync(path, bytes)
      const made = await mixed(tools, folder, 6, [input(path, { role: 'music' })])
      expect(level(samplesOf(tools, made.path), 1, 5)).toBeGreaterThan(-30)
      expect(made.notes).toEqual(['song.mp3 has damaged places; it was used as far as it can be decoded.'])
    }))

  it('a voice that cannot be decoded fails the video by its name, and leaves nothing behind', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'voice.m4a')
      ffmpeg(tools, '-i', pink(tools, folder, 6), '-c:a', 'aac', '-movflags', '+faststart', path)
      const bytes = readFileSync(path)
      for (let at = bytes.indexOf('mdat') + 8; at < bytes.length; at++) bytes[at] = (at * 151) % 256
      writeFileSync(path, bytes)
      const good = tone(tools, folder, 'm.wav', '0.2*sin(500*2*PI*t)', 4)
      const error = await fault(
        mixed(tools, folder, 4, [input(good, { role: 'music' }), input(path, { role: 'voice' })]),
      )
      expect(error).toMatchObject({
        code: 'media.broken',
        message: expect.stringMatching(/^voice\.m4a is damaged/),
      })
      expect((await readdir(folder)).filter((name) => name.startsWith('mixed'))).toEqual([])
    }))

  it('it stops when it is cancelled, with the reason it was given', () =>
    withTempFolder(async (folder) => {
      const path = tone(tools, folder, 't.wav', '0.2*sin(500*2*PI*t)', 2)
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
      const path = pink(tools, folder, 3)
      for (const codec of ['aac', 'opus'] as const) {
        const inputs = [input(path, { role: 'music', fadeOut: 1 })]
        const one = readFileSync((await mixed(tools, folder, 3, inputs, { codec, bitrate: 128_000 })).path)
        const two = readFileSync((await mixed(tools, folder, 3, inputs, { codec, bitrate: 128_000 })).path)
        expect(one.equals(two), codec).toBe(true)
      }
    }))
})
