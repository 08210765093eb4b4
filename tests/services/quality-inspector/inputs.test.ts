import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { judge } from '../../../src-main/core/quality-rules/judge.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { findVideos } from '../../../src-main/services/quality-inspector/find-videos.ts'
import { createProfileBook } from '../../../src-main/services/quality-inspector/profile-book.ts'
import { findPrograms } from '../../helpers/programs.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { checksOf, clip, meant, openInspector, plainProfile, profileOf } from './clips.ts'

const reelmill = join(import.meta.dirname, '../../../src-main/headless/reelmill.mjs')
const { inspector } = openInspector()
const { signal } = new AbortController()
const web = { profile: profileOf('web'), signal }

/** Copies or encodes a small clip anew by the real ffmpeg. */
async function changed(path: string, to: string, ...words: string[]): Promise<string> {
  const { ffmpeg } = await findPrograms()
  const end = await runProgram({ command: ffmpeg, args: ['-v', 'error', '-i', path, ...words, '-y', to] })
  if (end.kind !== 'finished') throw new Error(end.stderrTail)
  return to
}

describe('whatever file it is', () => {
  test('an empty file fails with what to do', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'empty.mp4')
      await writeFile(path, '')
      const { verdict, findings } = await inspector.inspectFile(path, web)
      expect(verdict).toBe('fail')
      expect(findings).toMatchObject([{ check: 'file.decoding', severity: 'error' }])
      expect(findings[0]!.whatToDo).not.toBe('')
    }))

  test('a text that is called a video fails with what to do', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'text.mp4')
      await writeFile(path, 'sku;price\n'.repeat(500))
      const { verdict, findings } = await inspector.inspectFile(path, web)
      expect(verdict).toBe('fail')
      expect(findings).toMatchObject([{ check: 'file.decoding', severity: 'error' }])
      expect(findings[0]!.whatToDo).not.toBe('')
    }))

  test('a folder, and a file that is gone, are errors with a remedy', () =>
    withTempFolder(async (folder) => {
      for (const path of [folder, join(folder, 'gone.mp4')])
        await expect(inspector.inspectFile(path, web)).rejects.toMatchObject({
          code: expect.stringMatching(/^media\./),
          whatToDo: expect.stringMatching(/./),
        })
    }))

  test.skipIf(process.platform === 'win32')('a pipe is refused at once instead of being waited for', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'pipe.mp4')
      execFileSync('mkfifo', [path])
      await expect(inspector.inspectFile(path, web)).rejects.toMatchObject({
        code: 'media.broken',
        message: 'pipe.mp4 is a folder or a device, not a file.',
      })
    }),
  )

  test('a file that is written anew while it is looked at gets no verdict', () =>
    withTempFolder(async (folder) => {
      const path = await clip(folder, { seconds: 1, sound: null })
      const other = await readFile(path)
      const looked = inspector.inspectFile(path, {
        ...web,
        onShare: () => writeFileSync(path, Buffer.concat([other, Buffer.alloc(8)])),
      })
      await expect(looked).rejects.toMatchObject({ code: 'media.changed' })
    }))

  test('a video that was cut short is told', () =>
    withTempFolder(async (folder) => {
      const path = await clip(folder, { seconds: 1 })
      await truncate(path, Math.round((await readFile(path)).length * 0.6))
      const { verdict, findings } = await inspector.inspectFile(path, web)
      expect(verdict).toBe('fail')
      expect(findings.some(({ check }) => check === 'file.decoding')).toBe(true)
    }))

  test('GIF, WebM and a video that is turned by its header are measured as they are shown', () =>
    withTempFolder(async (folder) => {
      const path = await clip(folder, { seconds: 1, sound: null })
      const small = 'scale=160:90'
      const gif = await changed(path, join(folder, 'a.gif'), '-vf', `${small},fps=10`)
      const webm = await changed(
        path,
        join(folder, 'a.webm'),
        ...['-vf', small, '-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8'],
      )
      const { ffmpeg } = await findPrograms()
      const turned = join(folder, 'turned.mp4')
      const end = await runProgram({
        command: ffmpeg,
        args: ['-v', 'error', '-display_rotation', '90', '-i', path, '-c', 'copy', '-y', turned],
      })
      expect(end.kind, end.stderrTail).toBe('finished')
      const sizes = await Promise.all(
        [gif, webm, turned].map(async (file) => {
          const { picture, file: read } = await inspector.measureFile(file, { signal })
          expect(read.packets).toBeGreaterThanOrEqual(10)
          expect(picture!.frames, file).toBe(read.packets)
          expect(picture!.faults).toEqual([])
          return [picture!.width, picture!.height]
        }),
      )
      expect(sizes).toEqual([
        [160, 90],
        [160, 90],
        [270, 480],
      ])
    }))
})

test('a transport stream, also one of a disc, is measured like any video', () =>
  withTempFolder(async (folder) => {
    const path = await clip(folder, { seconds: 1 })
    for (const [name, ...how] of [['a.ts'], ['a.m2ts', '-mpegts_m2ts_mode', '1']]) {
      const stream = await changed(path, join(folder, name!), '-c', 'copy', ...how, '-f', 'mpegts')
      const { file, picture, sound } = await inspector.measureFile(stream, { signal })
      expect(file).toMatchObject({ packets: 25, rate: { num: 25, den: 1 }, faults: [] })
      expect(file.media.container).toBe('mpegts')
      expect(picture).toMatchObject({ frames: 25, faults: [] })
      expect(sound).not.toBe(null)
    }
  }))

test('in a folder full of TypeScript only transport streams are videos', () =>
  withTempFolder(async (folder) => {
    const packets = (step: number, from: number) => {
      const bytes = Buffer.alloc(from + 40 * step, 7)
      for (let at = from; at < bytes.length; at += step) bytes[at] = 0x47
      return bytes
    }
    await mkdir(join(folder, 'src'))
    await writeFile(join(folder, 'src', 'a.ts'), 'export const GOOD = 1\n'.repeat(400))
    await writeFile(join(folder, 'src', 'b.mts'), 'G'.repeat(300))
    await writeFile(join(folder, 'src', 'c.ts'), '')
    await writeFile(join(folder, 'tape.ts'), packets(188, 0))
    await writeFile(join(folder, 'part.TS'), packets(188, 101))
    await writeFile(join(folder, 'disc.mts'), packets(192, 4))
    await writeFile(join(folder, 'sums.ts'), packets(204, 0))
    await writeFile(join(folder, 'disc.m2ts'), 'told by its name alone')
    const videos = ['disc.m2ts', 'disc.mts', 'part.TS', 'sums.ts', 'tape.ts']
    expect(await findVideos([folder])).toEqual(videos.map((name) => join(folder, name)))
    await expect(findVideos([join(folder, 'src')])).rejects.toMatchObject({ code: 'quality.no-videos' })
    const named = join(folder, 'src', 'a.ts')
    expect(await findVideos([named])).toEqual([named])
  }))

test('sound that comes after its picture is told where both should come together', () =>
  withTempFolder(async (folder) => {
    const path = await clip(folder, {
      picture: "drawbox=t=fill:c=white:enable='gte(n,25)'",
      sound: "sine=f=440:r=48000,volume='if(gte(t,1.3),0.5,0)':eval=frame,aformat=channel_layouts=stereo",
      seconds: 2,
    })
    const measured = await inspector.measureFile(path, { signal })
    const together = judge(measured, meant(50, { together: [{ at: 1 }] as never }), plainProfile)
    expect(checksOf({ findings: together })).toContain('sound.sync')
    const apart = judge(measured, meant(50), plainProfile)
    expect(checksOf({ findings: apart })).not.toContain('sound.sync')
  }))

test('an own profile is saved, found, changed and removed; those that come with Reelmill stay', () =>
  withTempFolder(async (folder) => {
    const book = createProfileBook(folder)
    const own = { ...plainProfile, name: 'shop' }
    await book.save(own)
    await book.save({ ...own, title: 'Shop, stricter' })
    expect(await createProfileBook(folder).find('shop')).toMatchObject({ title: 'Shop, stricter' })
    expect((await book.list()).filter((profile) => profile.own)).toHaveLength(1)
    await expect(book.save({ ...own, name: 'web' })).rejects.toMatchObject({
      code: 'quality.profile-shipped',
    })
    await expect(book.remove('web')).rejects.toMatchObject({ code: 'quality.profile-shipped' })
    expect(await book.remove('shop')).toMatchObject({ title: 'Shop, stricter' })
    await expect(book.find('shop')).rejects.toMatchObject({ code: 'quality.profile-missing' })
    await expect(book.remove('shop')).rejects.toMatchObject({ code: 'quality.profile-missing' })
  }))

test('a file of profiles that was spoilt by hand is put aside when a profile is saved, and not lost', () =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'quality-profiles.json')
    const spoilt = '{ "profiles": [ { "name": "shop", '
    await writeFile(path, spoilt)
    const book = createProfileBook(folder)
    expect((await book.list()).some((profile) => profile.own)).toBe(false)
    await book.save({ ...plainProfile, name: 'new' })
    expect(await readFile(`${path}.spoilt`, 'utf8')).toBe(spoilt)
    expect(await createProfileBook(folder).find('new')).toMatchObject({ name: 'new' })
  }))

test('in a process of its own, `qc` ends with a status for the worst video, and writes what it found as CSV', () =>
  withTempFolder(async (folder) => {
    const videos = join(folder, 'videos')
    await mkdir(videos)
    const good = await clip(videos, { name: 'good.mp4' })
    await writeFile(join(videos, 'text.mp4'), 'sku;price\n'.repeat(500))
    const qc = (...words: string[]) =>
      runProgram({
        command: process.execPath,
        args: [reelmill, 'qc', ...words, '--studio', join(folder, 'studio')],
        timeout: 120_000,
      })
    const passed = await qc(good)
    expect(passed, passed.stderrTail).toMatchObject({ kind: 'finished' })
    expect(passed.stdout).toContain('PASS')
    const csv = join(folder, 'findings.csv')
    const failed = await qc(videos, '--findings-out', csv)
    expect(failed, failed.stderrTail).toMatchObject({ kind: 'failed', code: 5 })
    const [head, ...lines] = (await readFile(csv, 'utf8')).trim().split(/\r?\n/)
    expect(head).toContain('file,verdict,check,severity,first_frame')
    expect(lines.map((line) => /(good|text)\.mp4"?,(\w+),([\w.]*)/.exec(line)?.slice(1))).toEqual([
      ['good', 'pass', ''],
      ['text', 'fail', 'file.decoding'],
    ])
  }))
