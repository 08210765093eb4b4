import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { beforeAll, describe, expect, test } from 'vitest'
import { chooseEncoder } from '../../../src-main/core/ffmpeg-commands/encoders.ts'
import { readBuild } from '../../../src-main/outside/ffmpeg/read-build.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { type JoinAsk, joinKey, proveJoin } from '../../../src-main/services/ffmpeg-trials/join-proof.ts'
import type { FfmpegBuild } from '../../../src-shared/plans/media.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { openTools, type Tools } from '../../outside/media/made-media.ts'
import { spoiltFfmpeg } from './wrapped-ffmpeg.ts'

let tools: Tools
let build: FfmpegBuild
beforeAll(async () => {
  tools = await openTools()
  build = await readBuild(
    tools.ffmpeg,
    ['libx264', 'libx265', 'prores_ks', 'libvpx-vp9', 'libsvtav1', 'libaom-av1', 'libopus'],
    runProgram,
  )
})

const fullHd: JoinAsk = {
  codec: 'h264',
  quality: 'standard',
  rate: { num: 30, den: 1 },
  width: 1920,
  height: 1080,
  shortest: 12,
}

function prove(ask: JoinAsk, ffmpeg = tools.ffmpeg, signal?: AbortSignal) {
  const choice = chooseEncoder({ ...ask, available: build.encoders })!
  return proveJoin(ask, choice, { ffmpeg, ffprobe: tools.ffprobe, build, runProgram, signal })
}

describe('proving that segments can be joined without encoding again', () => {
  test.each([
    ['h264', 'draft', {}],
    ['h264', 'standard', {}],
    ['h264', 'high', {}],
    ['h264', 'standard', { rate: { num: 30_000, den: 1001 } }],
    ['h264', 'standard', { width: 1079 }],
    ['hevc', 'standard', {}],
    ['prores', 'standard', {}],
    ['vp9', 'standard', {}],
    ['av1', 'standard', {}],
    ['gif', 'standard', {}],
  ] as const)('%s at %s quality is joined frame for frame by this build %o', async (codec, quality, more) => {
    expect(await prove({ ...fullHd, codec, quality, ...more })).toEqual({
      proof: { exact: true },
      lasting: true,
    })
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('reelmill-join-'))).toEqual([])
  })

  test('a build that loses a packet where it joins is found out', () =>
    withTempFolder(async (folder) => {
      const ffmpeg = await spoiltFfmpeg(tools.ffmpeg, folder, {
        where: '.ffconcat',
        more: ['-bsf:v', 'noise=drop=eq(n\\,20)'],
      })
      const { proof, lasting } = await prove(fullHd, ffmpeg)
      expect(lasting).toBe(true)
      expect(proof).toEqual({ exact: false, why: expect.stringMatching(/frames instead of 119|warns/) })
    }))

  test('a build that damages pictures where it joins is found out', () =>
    withTempFolder(async (folder) => {
      const ffmpeg = await spoiltFfmpeg(tools.ffmpeg, folder, {
        where: '.ffconcat',
        more: ['-bsf:v', 'noise=amount=200'],
      })
      expect((await prove({ ...fullHd, codec: 'prores' }, ffmpeg)).proof).toEqual({
        exact: false,
        why: expect.stringMatching(/not the one that was encoded|warns|can't be decoded/),
      })
    }))

  test('a build that joins at uneven times is found out', () =>
    withTempFolder(async (folder) => {
      const ffmpeg = await spoiltFfmpeg(tools.ffmpeg, folder, {
        where: '.ffconcat',
        more: ['-bsf:v', 'setts=pts=PTS+50*gte(N\\,30)'],
      })
      expect((await prove({ ...fullHd, codec: 'prores', quality: 'draft' }, ffmpeg)).proof).toEqual({
        exact: false,
        why: expect.stringMatching(
          /^frame 30 of the joined file comes at 1\.00\d+ s instead of 1\.000000 s$/,
        ),
      })
    }))

  test('an encoder that makes a frame too few is found out', () =>
    withTempFolder(async (folder) => {
      const ffmpeg = await spoiltFfmpeg(tools.ffmpeg, folder, { where: '0.mp4', instead: ['16', '15'] })
      expect((await prove(fullHd, ffmpeg)).proof).toEqual({
        exact: false,
        why: 'a segment of 16 frames decodes to 15',
      })
    }))

  test('where the trial itself can’t be run, nothing is proved and nothing is to be remembered', async () => {
    const { proof, lasting } = await prove(fullHd, '/no/such/ffmpeg')
    expect(proof).toEqual({ exact: false, why: expect.stringContaining('not') })
    expect(lasting).toBe(false)
  })

  test('a proof that is no longer wanted ends at once and leaves nothing', async () => {
    const stop = new AbortController()
    const proving = prove({ ...fullHd, codec: 'av1', quality: 'high' }, tools.ffmpeg, stop.signal)
    setTimeout(() => stop.abort(new Error('no longer wanted')), 50)
    await expect(proving).rejects.toThrow('no longer wanted')
  })

  test('another quality, rate, oddness of the size or shortest segment is another proof; another even size is not', () => {
    const key = (more: Partial<JoinAsk>) => {
      const ask = { ...fullHd, ...more }
      return joinKey(ask, chooseEncoder({ ...ask, available: build.encoders })!)
    }
    expect(key({ width: 1280, height: 720 })).toBe(key({}))
    const keys = [
      key({}),
      key({ quality: 'high' }),
      key({ rate: { num: 25, den: 1 } }),
      key({ width: 1921 }),
      key({ shortest: 3 }),
      key({ codec: 'gif' }),
    ]
    expect(new Set(keys).size).toBe(keys.length)
  })
})
