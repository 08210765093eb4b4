import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packZip } from '../../../src-main/outside/archives/pack-zip.ts'
import { unpackZip } from '../../../src-main/outside/archives/unpack-zip.ts'
import { copyFolder } from '../../../src-main/outside/folders/copy-folder.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { type Packed, writeZip } from './zips.ts'

const limits = { files: 20, bytes: 50 * 1024 ** 2 }

/** Unpacks an archive of these files; answers what came out, or the error. */
async function unpacked(files: readonly Packed[], folder: string): Promise<unknown> {
  const to = join(folder, 'to')
  try {
    await unpackZip(writeZip(join(folder, 'given.zip'), files), to, limits)
  } catch (error) {
    // Whatever went wrong, nothing is left behind, neither there nor beside it.
    expect(readdirSync(folder)).toEqual(['given.zip'])
    return error
  }
  return Object.fromEntries(
    readdirSync(to, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')]),
  )
}

test('what was packed comes out as it was, and what file managers left behind stays away', () =>
  withTempFolder(async (folder) => {
    const from = join(folder, 'from')
    mkdirSync(join(from, 'assets'), { recursive: true })
    writeFileSync(join(from, 'template.json'), '{}')
    writeFileSync(join(from, 'assets', 'größe.png'), 'picture')
    writeFileSync(join(from, '.DS_Store'), 'rubbish')
    await packZip(from, 'card-1.0.0', join(folder, 'card.zip'), limits)
    await unpackZip(join(folder, 'card.zip'), join(folder, 'to'), limits)
    expect(readdirSync(join(folder, 'to', 'card-1.0.0'), { recursive: true }).sort()).toEqual([
      'assets',
      'assets/größe.png',
      'template.json',
    ])
    expect(readFileSync(join(folder, 'to', 'card-1.0.0', 'assets', 'größe.png'), 'utf8')).toBe('picture')
    expect(readdirSync(folder).sort()).toEqual(['card.zip', 'from', 'to'])
  }))

test('a folder with a link out of it is not packed, and no half archive is left', () =>
  withTempFolder(async (folder) => {
    mkdirSync(join(folder, 'from'))
    writeFileSync(join(folder, 'secret'), 'secret')
    symlinkSync(join(folder, 'secret'), join(folder, 'from', 'logo.png'))
    await expect(packZip(join(folder, 'from'), 'x', join(folder, 'x.zip'), limits)).rejects.toMatchObject({
      code: 'file.link',
    })
    expect(existsSync(join(folder, 'x.zip'))).toBe(false)
  }))

describe('an archive of hundreds of megabytes', () => {
  const large = Buffer.alloc(9 * 1024 ** 2, 'picture')

  test('tells how far it is, up to its last byte, both ways', () =>
    withTempFolder(async (folder) => {
      mkdirSync(join(folder, 'from'))
      writeFileSync(join(folder, 'from', 'clip.mp4'), large)
      const told: [number, number][] = []
      const onBytes = (done: number, of: number) => void told.push([done, of])
      await packZip(join(folder, 'from'), 'card', join(folder, 'card.zip'), limits, { onBytes })
      expect(told.at(-1)).toEqual([large.length, large.length])
      expect(told.length).toBeGreaterThan(5)
      told.length = 0
      await unpackZip(join(folder, 'card.zip'), join(folder, 'to'), limits, { onBytes })
      expect(told.at(-1)).toEqual([large.length, large.length])
      expect(readFileSync(join(folder, 'to', 'card', 'clip.mp4')).equals(large)).toBe(true)
    }))

  test('is stopped in the middle, and leaves nothing behind', () =>
    withTempFolder(async (folder) => {
      mkdirSync(join(folder, 'from'))
      writeFileSync(join(folder, 'from', 'clip.mp4'), large)
      await packZip(join(folder, 'from'), 'card', join(folder, 'card.zip'), limits)
      const stoppedAtOnce = () => {
        const controller = new AbortController()
        return { signal: controller.signal, onBytes: () => controller.abort() }
      }
      const aborted = { name: 'AbortError' }
      await expect(
        packZip(join(folder, 'from'), 'card', join(folder, 'other.zip'), limits, stoppedAtOnce()),
      ).rejects.toMatchObject(aborted)
      await expect(
        unpackZip(join(folder, 'card.zip'), join(folder, 'to'), limits, stoppedAtOnce()),
      ).rejects.toMatchObject(aborted)
      await expect(
        copyFolder(join(folder, 'from'), join(folder, 'to'), limits, stoppedAtOnce()),
      ).rejects.toMatchObject(aborted)
      expect(readdirSync(folder).sort()).toEqual(['card.zip', 'from'])
    }))
})

describe('an archive that was made to do harm is refused, and nothing of it is written', () => {
  const honest = { name: 'template.json', bytes: '{}' }
  test.each<[string, Packed[], string]>([
    ['a name that climbs out', [honest, { name: '../out.txt', bytes: 'x' }], 'archive.unsafe'],
    [
      'a name that climbs out further in',
      [honest, { name: 'a/../../out.txt', bytes: 'x' }],
      'archive.unsafe',
    ],
    ['backslashes that climb out', [honest, { name: '..\\out.txt', bytes: 'x' }], 'archive.unsafe'],
    ['an absolute name', [honest, { name: '/etc/cron.d/x', bytes: 'x' }], 'archive.unsafe'],
    ['a name with a drive', [honest, { name: 'C:/x', bytes: 'x' }], 'archive.unsafe'],
    ['a link', [honest, { name: 'logo.png', bytes: '/etc/passwd', mode: 0o120_777 }], 'archive.unsafe'],
    ['a device', [honest, { name: 'logo.png', mode: 0o020_644 }], 'archive.unsafe'],
    ['a name that comes twice', [honest, { name: 'Template.JSON', bytes: '[]' }], 'archive.unsafe'],
    ['a file that is a folder, too', [honest, { name: 'template.json/x', bytes: 'x' }], 'archive.unsafe'],
    [
      'names of thousands of folders, which would fill the memory',
      [honest, { name: `${'a/'.repeat(30_000)}x`, bytes: 'x' }],
      'archive.unsafe',
    ],
    ['a device of Windows', [honest, { name: 'assets/NUL .png', bytes: 'x' }], 'archive.unsafe'],
    ['a device of Windows as a folder', [honest, { name: 'com¹/a.png', bytes: 'x' }], 'archive.unsafe'],
    ['a name of dots alone', [honest, { name: 'assets/.../a.png', bytes: 'x' }], 'archive.unsafe'],
    [
      'names that are one on a disk that counts ß as ss',
      [honest, { name: 'Maße.png', bytes: 'x' }, { name: 'MASSE.PNG', bytes: 'y' }],
      'archive.unsafe',
    ],
    [
      'a name that is written from right to left, so that a program looks like a picture',
      [honest, { name: 'logo\u202egnp.exe', bytes: 'x' }],
      'archive.unsafe',
    ],
    [
      'tens of thousands of folders',
      Array.from({ length: 65_000 }, (_, index) => ({ name: `a${index}/` })),
      'folder.too-large',
    ],
    ['a name with a line break', [honest, { name: 'a\nb', bytes: 'x' }], 'archive.unsafe'],
    ['a password', [honest, { name: 'a', bytes: 'x', flags: 0x801 }], 'archive.encrypted'],
    [
      'twelve million zeros in a few bytes',
      [honest, { name: 'a', bytes: Buffer.alloc(12_000_000) }],
      'archive.unsafe',
    ],
    [
      'more bytes than a template may have',
      [honest, { name: 'a', bytes: 'x', says: { size: 60 * 1024 ** 2, packed: 1024 ** 2 } }],
      'folder.too-large',
    ],
    [
      'less than it unpacks to',
      [honest, { name: 'a', bytes: 'xyz'.repeat(99), says: { size: 5 } }],
      'archive.broken',
    ],
    [
      'files that lie over one another',
      Array.from({ length: 15 }, (_, index) => ({
        name: `a${index}`,
        bytes: 'x'.repeat(2_000),
        says: { packed: 3_000, offset: 0 },
      })),
      'archive.unsafe',
    ],
    ['another content than its checksum says', [{ ...honest, says: { crc: 7 } }], 'archive.broken'],
    [
      'more files than a template may have',
      Array.from({ length: 21 }, (_, index) => ({ name: `a${index}` })),
      'folder.too-large',
    ],
  ])('%s', (_what, files, code) =>
    withTempFolder(async (folder) => {
      expect(await unpacked(files, folder)).toMatchObject({ code, whatToDo: expect.any(String) })
    }),
  )
})

test('what is no archive is called damaged, what is not there is called missing', () =>
  withTempFolder(async (folder) => {
    writeFileSync(join(folder, 'x.zip'), 'not a zip at all')
    const to = join(folder, 'to')
    await expect(unpackZip(join(folder, 'x.zip'), to, limits)).rejects.toMatchObject({
      code: 'archive.broken',
    })
    await expect(unpackZip(join(folder, 'y.zip'), to, limits)).rejects.toMatchObject({
      code: 'archive.missing',
    })
    expect(existsSync(to)).toBe(false)
  }))
