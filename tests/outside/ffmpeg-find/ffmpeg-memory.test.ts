import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type BuildMemory, openFfmpegMemory } from '../../../src-main/outside/ffmpeg/ffmpeg-memory.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const build = (key: string, more: Partial<BuildMemory> = {}): BuildMemory => ({
  key,
  lists: { decoders: ['h264'], filters: ['scale'], pictureEncoders: ['libx264'], soundEncoders: ['aac'] },
  encoders: { libx264: { works: true, at: 1 } },
  joins: { some: { exact: false, why: 'a frame is lost' } },
  hardware: { h264_qsv: { works: false, reason: 'No chip.', sessions: 0, device: null, at: 1 } },
  ...more,
})

describe('what is remembered of ffmpeg builds', () => {
  test('it is there again for the next studio', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'studio', 'ffmpeg.json')
      await openFfmpegMemory(path).remember((now) => {
        now.builds.push(build('one'))
        now.programs.push({ key: 'ffmpeg', says: 'ffmpeg version 7.0' })
      })
      expect(await openFfmpegMemory(path).recall()).toEqual({
        builds: [build('one')],
        programs: [{ key: 'ffmpeg', says: 'ffmpeg version 7.0' }],
      })
      expect(await readdir(join(folder, 'studio'))).toEqual(['ffmpeg.json'])
    }))

  test.each([
    ['is not there', null],
    ['is empty', ''],
    ['was cut short', '{"form":1,"builds":[{"key":"one","li'],
    ['is of another form', JSON.stringify({ form: 2, builds: [build('one')], programs: [] })],
    ['is something else', '[1,2,3]'],
    ['is not text', '\u0000\u0001'],
    ['is huge', ' '.repeat(5 * 1024 * 1024)],
  ])('a memory that %s holds nothing, and is written anew', (_, text) =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'ffmpeg.json')
      if (text !== null) await writeFile(path, text)
      const memory = openFfmpegMemory(path)
      expect(await memory.recall()).toEqual({ builds: [], programs: [] })
      await memory.remember((now) => void now.builds.push(build('one')))
      expect((await memory.recall()).builds).toEqual([build('one')])
    }),
  )

  test('of several entries only the odd one is forgotten', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'ffmpeg.json')
      const odd = [
        { ...build('odd'), encoders: { libx264: 'yes' } },
        { ...build('odd'), joins: { some: { exact: false } } },
        7,
      ]
      await writeFile(
        path,
        JSON.stringify({ form: 1, builds: [...odd, build('one')], programs: [{ key: 1 }] }),
      )
      expect(await openFfmpegMemory(path).recall()).toEqual({ builds: [build('one')], programs: [] })
    }))

  test('ten builds are kept, the latest ones', () =>
    withTempFolder(async (folder) => {
      const memory = openFfmpegMemory(join(folder, 'ffmpeg.json'))
      for (let at = 0; at < 12; at++)
        await memory.remember((now) => void now.builds.push(build(`build ${at}`)))
      const { builds } = await memory.recall()
      expect(builds.map(({ key }) => key)).toEqual(Array.from({ length: 10 }, (_, at) => `build ${at + 2}`))
    }))

  test('studios that write at once leave a whole file with what one of them wrote', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'ffmpeg.json')
      const studios = Array.from({ length: 8 }, () => openFfmpegMemory(path))
      await Promise.all(
        studios.flatMap((memory, at) => [
          memory.remember((now) => void now.builds.push(build(`${at} a`))),
          memory
            .recall()
            .then(({ builds }) => builds.forEach((one) => void expect(one.lists).not.toBeNull())),
          memory.remember((now) => void now.builds.push(build(`${at} b`))),
        ]),
      )
      expect(JSON.parse(await readFile(path, 'utf8')).builds.length).toBeGreaterThan(0)
      expect(await readdir(folder)).toEqual(['ffmpeg.json'])
    }))

  test('what a killed studio left half written is in nobody’s way for longer than a minute', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'ffmpeg.json')
      await writeFile(`${path}.part`, '{"form":1,')
      const memory = openFfmpegMemory(path)
      await memory.remember((now) => void now.builds.push(build('one')))
      expect((await memory.recall()).builds).toEqual([])
      const before = new Date(Date.now() - 120_000)
      await utimes(`${path}.part`, before, before)
      await memory.remember((now) => void now.builds.push(build('one')))
      expect((await memory.recall()).builds).toEqual([build('one')])
      expect(await readdir(folder)).toEqual(['ffmpeg.json'])
    }))

  test('a studio that can write nowhere works on without a memory', () =>
    withTempFolder(async (folder) => {
      await writeFile(join(folder, 'file'), '')
      const memory = openFfmpegMemory(join(folder, 'file', 'ffmpeg.json'))
      await memory.remember((now) => void now.builds.push(build('one')))
      expect(await memory.recall()).toEqual({ builds: [], programs: [] })
    }))
})
