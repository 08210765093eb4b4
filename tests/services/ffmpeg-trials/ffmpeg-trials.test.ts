import { appendFile, chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type ProgramCall, runProgram } from '../../../src-main/outside/programs/run-program.ts'
import {
  openFfmpegTrials,
  rememberingVersions,
} from '../../../src-main/services/ffmpeg-trials/ffmpeg-trials.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { openTools, type Tools } from '../../outside/media/made-media.ts'

let tools: Tools
beforeAll(async () => {
  tools = await openTools()
})

const wanted = ['libx264', 'aac', 'no-such-encoder']
const join720 = {
  codec: 'h264',
  quality: 'draft',
  rate: { num: 25, den: 1 },
  width: 1280,
  height: 720,
  shortest: 10,
} as const

/** Opens trials and counts the programs that they start. */
async function opened(
  studioFolder: string,
  more: { ffmpeg?: string; version?: string; now?: () => number; run?: typeof runProgram } = {},
) {
  const calls: string[] = []
  const { ffmpeg = tools.ffmpeg, version = '7.0', now, run = runProgram } = more
  const trials = await openFfmpegTrials({
    ffmpeg: { ffmpeg, ffprobe: tools.ffprobe, ffmpegVersion: version },
    studioFolder,
    runProgram: (call: ProgramCall) => {
      calls.push(call.args.join(' '))
      return run(call)
    },
    ...(now === undefined ? {} : { now }),
  })
  return { trials, calls }
}

/** An ffmpeg of one's own, which may be changed. */
async function ownFfmpeg(folder: string): Promise<string> {
  const path = join(folder, 'ffmpeg')
  await writeFile(path, `#!/bin/sh\nexec '${tools.ffmpeg}' "$@"\n`)
  await chmod(path, 0o755)
  return path
}

describe('what an ffmpeg can do', () => {
  test('it is tried once: the next command starts no program to know it', () =>
    withTempFolder(async (folder) => {
      const first = await opened(folder)
      const build = await first.trials.build(wanted)
      const proof = await first.trials.joins(join720, build)
      expect([...build.encoders]).toEqual(['libx264', 'aac'])
      expect(build.filters.has('overlay')).toBe(true)
      expect(proof).toEqual({ exact: true })
      expect(first.calls.length).toBeGreaterThan(8)

      const second = await opened(folder)
      expect(await second.trials.build(wanted)).toEqual(build)
      expect(await second.trials.joins(join720, build)).toEqual(proof)
      expect(second.calls).toEqual([])
    }))

  test('only what nobody asked before is tried', () =>
    withTempFolder(async (folder) => {
      await (await opened(folder)).trials.build(['libx264'])
      const { trials, calls } = await opened(folder)
      const build = await trials.build(['libx264', 'aac'])
      expect([...build.encoders]).toEqual(['libx264', 'aac'])
      expect(calls).toEqual([expect.stringContaining('-c:a aac')])
      expect(await trials.joins({ ...join720, codec: 'hevc' }, build)).toEqual({
        exact: false,
        why: 'this ffmpeg has no encoder for hevc that works here',
      })
    }))

  test.skipIf(process.platform === 'win32')(
    'an ffmpeg that was changed is tried anew, and the old one is not forgotten',
    () =>
      withTempFolder(async (folder) => {
        const ffmpeg = await ownFfmpeg(folder)
        await (await opened(folder, { ffmpeg })).trials.build(['libx264'])
        await appendFile(ffmpeg, '# changed\n')
        const changed = await opened(folder, { ffmpeg })
        await changed.trials.build(['libx264'])
        expect(changed.calls).toHaveLength(4)
        const newer = await opened(folder, { ffmpeg, version: '8.0' })
        await newer.trials.build(['libx264'])
        expect(newer.calls).toHaveLength(4)
        expect(JSON.parse(await readFile(join(folder, 'ffmpeg.json'), 'utf8')).builds).toHaveLength(3)
        const again = await opened(folder, { ffmpeg })
        await again.trials.build(['libx264'])
        expect(again.calls).toEqual([])
      }),
  )

  test('an encoder that is listed and refuses is asked again after ten minutes, not before', () =>
    withTempFolder(async (folder) => {
      let minutes = 0
      const now = () => minutes * 60_000
      const refusing: typeof runProgram = async (call) =>
        call.args.includes('libx264')
          ? runProgram({ ...call, args: [...call.args, '-no-such-option'] })
          : runProgram(call)
      const first = await opened(folder, { now, run: refusing })
      expect((await first.trials.build(['libx264'])).encoders.size).toBe(0)
      minutes = 9
      const second = await opened(folder, { now })
      expect((await second.trials.build(['libx264'])).encoders.size).toBe(0)
      expect(second.calls).toEqual([])
      minutes = 11
      const third = await opened(folder, { now })
      expect([...(await third.trials.build(['libx264'])).encoders]).toEqual(['libx264'])
    }))

  test('a trial that came to no end is not remembered as a refusal', () =>
    withTempFolder(async (folder) => {
      const hurried: typeof runProgram = (call) =>
        runProgram(call.args.includes('libx264') ? { ...call, timeout: 1 } : call)
      const first = await opened(folder, { run: hurried })
      expect((await first.trials.build(['libx264'])).encoders.size).toBe(0)
      const second = await opened(folder)
      expect((await second.trials.build(['libx264'])).encoders.size).toBe(1)
    }))

  test('with an odd memory everything is tried again', () =>
    withTempFolder(async (folder) => {
      await writeFile(join(folder, 'ffmpeg.json'), '{"form":1,"builds":"none"')
      const { trials, calls } = await opened(folder)
      expect((await trials.build(['libx264'])).encoders.size).toBe(1)
      expect(calls).toHaveLength(4)
    }))
})

describe('the version of a program', () => {
  const counted = () => {
    const asked: string[] = []
    const run = async (command: string, args: string[]) => {
      asked.push(command)
      return { code: 0, stdout: `ffmpeg version 7.0 Copyright\nbuilt with ${args.join()}\n` }
    }
    return { asked, run }
  }

  test('a whole program is asked once, and again when it was changed', () =>
    withTempFolder(async (folder) => {
      const program = join(folder, 'ffmpeg')
      await writeFile(program, Buffer.alloc(5 * 1024 * 1024))
      const { asked, run } = counted()
      const ask = () => rememberingVersions(folder, run)(program, ['-version'], 1_000)
      expect((await ask()).stdout).toContain('ffmpeg version 7.0')
      expect(await ask()).toEqual({ code: 0, stdout: 'ffmpeg version 7.0 Copyright' })
      expect(asked).toHaveLength(1)
      await appendFile(program, 'more')
      await ask()
      expect(asked).toHaveLength(2)
    }))

  test('a script is asked each time', () =>
    withTempFolder(async (folder) => {
      const program = join(folder, 'ffmpeg')
      await writeFile(program, '#!/bin/sh\n')
      const { asked, run } = counted()
      for (let time = 0; time < 2; time++)
        await rememberingVersions(folder, run)(program, ['-version'], 1_000)
      expect(asked).toHaveLength(2)
    }))

  test('a program that fails is asked again', () =>
    withTempFolder(async (folder) => {
      const program = join(folder, 'ffmpeg')
      await writeFile(program, Buffer.alloc(5 * 1024 * 1024))
      let asked = 0
      const failing = async () => ({ code: ++asked, stdout: 'ffmpeg version 7.0' })
      for (let time = 0; time < 2; time++)
        await rememberingVersions(folder, failing)(program, ['-version'], 1_000)
      expect(asked).toBe(2)
    }))
})
