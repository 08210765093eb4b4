import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { indexName } from '../../../src-main/outside/database/artifact-index.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { end, fileOf, keptBatch, maker, never, openStore } from './kept-stores.ts'

const text = 'these are the frames of a segment'

/** Turns one bit of a file round; the size stays. */
async function flip(path: string, at: number): Promise<void> {
  const bytes = await readFile(path)
  bytes[at]! ^= 1
  await writeFile(path, bytes)
}

const damages: [what: string, why: RegExp, how: (path: string) => Promise<void>][] = [
  ['a flipped bit', /bytes have changed/, (path) => flip(path, 5)],
  ['a file that was cut short', /10 bytes instead of 33/, (path) => truncate(path, 10)],
  ['a missing file', /gone/, (path) => rm(path)],
  [
    'a folder in the place of a file',
    /something else/,
    async (path) => {
      await rm(path)
      await mkdir(join(path, 'inner'), { recursive: true })
    },
  ],
  [
    'a link to somewhere else in the place of a file',
    /something else/,
    async (path) => {
      await rm(path)
      await writeFile(`${path}.elsewhere`, text)
      await symlink(`${path}.elsewhere`, path)
    },
  ],
]

describe('an artifact that is no longer what it was', () => {
  test.each(damages)('%s is noticed by who made it, and made again once', (_, why, damage) =>
    withTempFolder(async (folder) => {
      const { store, damages: noticed } = openStore(folder)
      const make = maker(text)
      ;(await store.hold('aa11', 'mp4', never, make)).release()
      await damage(fileOf(folder, 'aa11'))
      const held = await Promise.all([1, 2, 3].map(() => store.hold('aa11', 'mp4', never, make)))
      expect(noticed).toEqual([['aa11', expect.stringMatching(why)]])
      expect(make.times).toBe(2)
      expect(await readFile(held[0]!.path, 'utf8')).toBe(text)
      expect((await stat(held[0]!.path)).isFile()).toBe(true)
      expect(store.bytes()).toBe(text.length)
      await store.drop()
    }),
  )

  test.each(damages)('%s is noticed when the folder is used again later', (_, why, damage) =>
    withTempFolder(async (folder) => {
      await keptBatch(folder, { aa11: text })
      await damage(fileOf(folder, 'aa11'))
      const { store, damages: noticed } = openStore(folder)
      const make = maker(text)
      const held = await store.hold('aa11', 'mp4', never, make)
      expect(noticed).toEqual([['aa11', expect.stringMatching(why)]])
      expect(make.times).toBe(1)
      expect(await readFile(held.path, 'utf8')).toBe(text)
      await store.drop()
    }),
  )

  test('a flipped bit is noticed later even when size and time of the file are as before', () =>
    withTempFolder(async (folder) => {
      await keptBatch(folder, { aa11: text })
      const path = fileOf(folder, 'aa11')
      const { atime, mtime } = await stat(path)
      await flip(path, 5)
      await utimes(path, atime, mtime)
      const { store, damages: noticed } = openStore(folder)
      const held = await store.hold('aa11', 'mp4', never, maker(text))
      expect(noticed).toHaveLength(1)
      expect(await readFile(held.path, 'utf8')).toBe(text)
      await store.drop()
    }))

  test('a file whose time alone has changed is read, and stays', () =>
    withTempFolder(async (folder) => {
      const { store, damages: noticed } = openStore(folder)
      const make = maker(text)
      ;(await store.hold('aa11', 'mp4', never, make)).release()
      await utimes(fileOf(folder, 'aa11'), 1_000, 1_000)
      await store.hold('aa11', 'mp4', never, make)
      expect(make.times).toBe(1)
      expect(noticed).toEqual([])
      await store.drop()
    }))
})

describe('what a process that died leaves behind', () => {
  /** The index as it was while the batch ran: nothing sealed it. */
  async function deadBatch(folder: string): Promise<void> {
    const { store, records } = openStore(folder, { policy: { days: 7 } })
    for (const hash of ['aa11', 'bb22']) (await store.hold(hash, 'mp4', never, maker(text, 33))).release()
    records.close()
  }

  test('finished artifacts serve whoever goes on with the batch, with what was known of them', () =>
    withTempFolder(async (folder) => {
      await deadBatch(folder)
      const { store } = openStore(folder)
      const make = maker(text)
      const held = await store.hold('aa11', 'mp4', never, make)
      expect(held).toMatchObject({ facts: { text }, frames: 33 })
      expect(make.times).toBe(0)
      expect(store.bytes()).toBe(2 * text.length)
      await store.drop()
    }))

  test('half-written attempts and files that were never recorded are removed', () =>
    withTempFolder(async (folder) => {
      await deadBatch(folder)
      const shard = dirname(fileOf(folder, 'aa11'))
      await writeFile(join(shard, 'aa11.c0ffee.attempt.mp4'), 'half')
      await writeFile(fileOf(folder, 'aa99'), 'whole, but nobody knows')
      const { store } = openStore(folder)
      const make = maker('right')
      const held = await store.hold('aa99', 'mp4', never, make)
      expect(await readFile(held.path, 'utf8')).toBe('right')
      expect((await readdir(shard)).sort()).toEqual(['aa11.mp4', 'aa99.mp4'])
      await store.drop()
    }))

  test('a file that appears without a record while the batch runs is not believed', () =>
    withTempFolder(async (folder) => {
      const { store } = openStore(folder)
      ;(await store.hold('aa11', 'mp4', never, maker(text))).release()
      await writeFile(fileOf(folder, 'aa99'), 'somebody put it there')
      const held = await store.hold('aa99', 'mp4', never, maker('right'))
      expect(await readFile(held.path, 'utf8')).toBe('right')
      await store.drop()
    }))

  test.each<[string, (path: string) => Promise<void>]>([
    ['cut in the middle', async (path) => truncate(path, Math.floor((await stat(path)).size / 2))],
    ['empty', (path) => truncate(path, 0)],
    ['overwritten', (path) => writeFile(path, 'This is a letter. '.repeat(1_000))],
    ['partly overwritten', (path) => overwritePages(path)],
    [
      'replaced by a folder',
      async (path) => {
        await rm(path)
        await mkdir(path)
      },
    ],
  ])('an index that is %s is begun anew, and all is made again', (_, damage) =>
    withTempFolder(async (folder) => {
      const texts = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`aa${1_000 + n}`, text]))
      await keptBatch(folder, texts)
      await damage(join(folder, indexName))
      const { store } = openStore(folder)
      const make = maker('right')
      const held = await store.hold('aa1007', 'mp4', never, make)
      expect(make.times).toBe(1)
      expect(await readFile(held.path, 'utf8')).toBe('right')
      expect(await readdir(dirname(held.path))).toEqual(['aa1007.mp4'])
      await store.drop()
    }),
  )

  test('a record in which a single byte has flipped is not believed', () =>
    withTempFolder(async (folder) => {
      await keptBatch(folder, { aa11: text })
      const index = join(folder, indexName)
      const bytes = await readFile(index)
      const facts = bytes.indexOf('{"text":"these are')
      expect(facts).toBeGreaterThan(0)
      bytes[facts + 10]! ^= 1
      await writeFile(index, bytes)
      const { store } = openStore(folder)
      const make = maker(text)
      const held = await store.hold('aa11', 'mp4', never, make)
      expect(held.facts).toEqual({ text })
      expect(make.times).toBe(1)
      await store.drop()
    }))
})

/** Spoils all of a database but its first page. */
async function overwritePages(path: string): Promise<void> {
  const bytes = await readFile(path)
  bytes.fill(0x5a, 4_096)
  await writeFile(path, bytes)
}

test('a folder of artifacts serves one process at a time, and the second one is told', () =>
  withTempFolder(async (folder) => {
    const { store } = openStore(folder)
    const held = await store.hold('aa11', 'mp4', never, maker(text))
    expect(() => openStore(folder)).toThrow(
      expect.objectContaining({ code: 'artifacts.in-use', whatToDo: expect.any(String) }),
    )
    expect(existsSync(held.path)).toBe(true)
    await store.seal('keep', end)
    const { store: next } = openStore(folder)
    await next.drop()
  }))

test('two stores without records on one folder each get whole files', () =>
  withTempFolder(async (folder) => {
    const { createArtifactStore } = await import(
      '../../../src-main/services/artifact-store/artifact-store.ts'
    )
    const stores = [1, 2].map(() => createArtifactStore({ folder, maxBytes: 1e9 }))
    const held = await Promise.all(
      Array.from({ length: 20 }, (_, n) => stores[n % 2]!.hold(`aa${n >> 1}`, 'mp4', never, maker(text))),
    )
    for (const { path } of held) expect(await readFile(path, 'utf8')).toBe(text)
    await Promise.all(stores.map((store) => store.drop()))
  }))
