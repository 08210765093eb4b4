import { existsSync, readFileSync, utimesSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { createUploads, partsOf } from '../../src-main/page/uploads.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'

describe('what a browser handed over', () => {
  test('goes after thirty days, unless a batch that is not over needs it', () =>
    withTempFolder(async (folder) => {
      const uploads = createUploads(folder)
      const take = (id: string) =>
        uploads.take({ id, path: 'a.csv', length: 2 }, Readable.from([Buffer.from('ab')]))
      const paths = await Promise.all(['old-00000', 'needed-00', 'fresh-000'].map(take))
      const long = new Date(Date.now() - 31 * 24 * 3_600_000)
      for (const id of ['old-00000', 'needed-00']) utimesSync(join(folder, 'uploads', id), long, long)
      await uploads.clearOld(Date.now(), [paths[1]!])
      expect(paths.map((path) => existsSync(path))).toEqual([false, true, true])
    }))

  test('stays for a batch that is not over also when the studio folder was named from where one stood', () =>
    withTempFolder(async (folder) => {
      const uploads = createUploads(relative(process.cwd(), folder))
      const path = await uploads.take(
        { id: 'needed-00', path: 'a.csv', length: 2 },
        Readable.from([Buffer.from('ab')]),
      )
      expect(path).toBe(join(folder, 'uploads', 'needed-00', 'a.csv'))
      const long = new Date(Date.now() - 31 * 24 * 3_600_000)
      utimesSync(join(folder, 'uploads', 'needed-00'), long, long)
      await uploads.clearOld(Date.now(), [path])
      expect(existsSync(path)).toBe(true)
    }))

  test('a file that breaks off leaves nothing under its name', () =>
    withTempFolder(async (folder) => {
      const uploads = createUploads(folder)
      const cut = uploads.take(
        { id: 'cut-00000', path: 'a.csv', length: 9 },
        Readable.from([Buffer.from('ab')]),
      )
      await expect(cut).rejects.toMatchObject({ code: 'upload.broken-off' })
      expect(existsSync(uploads.folderOf('cut-00000', 'a.csv'))).toBe(false)
    }))

  test('many at once, each of which would fit alone, do not fill the disk', () =>
    withTempFolder(async (folder) => {
      const gigabyte = 1024 ** 3
      const uploads = createUploads(folder, async () => ({ bavail: 3 * gigabyte, bsize: 1 }))
      const begun = Promise.withResolvers<void>()
      const never = new Readable({ read: () => begun.resolve() })
      const first = uploads.take({ id: 'first-000', path: 'a.mp4', length: 1.5 * gigabyte }, never)
      await begun.promise
      const take = () =>
        uploads.take({ id: 'other-000', path: 'b.mp4', length: gigabyte }, Readable.from([Buffer.from('ab')]))
      await expect(take()).rejects.toMatchObject({ code: 'upload.too-much' })
      never.destroy(new Error('the page was closed'))
      await expect(first).rejects.toThrow('the page was closed')
      await expect(take()).rejects.toMatchObject({ code: 'upload.broken-off' })
    }))

  test('a file that is called like the unfinished part of another one does not get into its place', () =>
    withTempFolder(async (folder) => {
      const uploads = createUploads(folder)
      const slow = new Readable({ read() {} })
      const id = 'parts-000'
      const one = uploads.take({ id, path: 'a.csv', length: 2 }, slow)
      const other = await uploads.take(
        { id, path: 'a.csv.part', length: 2 },
        Readable.from([Buffer.from('no')]),
      )
      slow.push('ab')
      slow.push(null)
      expect(readFileSync(await one, 'utf8')).toBe('ab')
      expect(readFileSync(other, 'utf8')).toBe('no')
    }))

  test('names keep their letters, of any language', () => {
    expect(partsOf('Frühling 2026/商品.csv')).toEqual(['Frühling 2026', '商品.csv'])
  })
})
