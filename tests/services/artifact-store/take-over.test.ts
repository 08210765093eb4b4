import { existsSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openArtifactSource } from '../../../src-main/outside/database/artifact-records.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { end, fileOf, keptBatch, maker, never, openStore, sqlFolder } from './kept-stores.ts'

const text = 'these are the frames of a segment'
const source = (folder: string) => openArtifactSource(folder, sqlFolder)!
/** Memory as a file system of its own: names of one file can't lie in both. */
const elsewhere = '/dev/shm'
const hasElsewhere = existsSync(elsewhere) && statSync(elsewhere).dev !== statSync(tmpdir()).dev

describe('a new batch takes over what an earlier one made', () => {
  const withBatches = (work: (earlier: string, later: string) => Promise<void>) =>
    withTempFolder((folder) => work(join(folder, 'earlier'), join(folder, 'later')))

  test('only what changed is made; the rest is the same file, without being written again', () =>
    withBatches(async (earlier, later) => {
      await keptBatch(earlier, { aa11: text, bb22: 'of another row' })
      const { store, damages } = openStore(later, { earlier: [source(earlier)] })
      const make = maker('changed')
      const same = await store.hold('aa11', 'mp4', never, make)
      const changed = await store.hold('cc33', 'mp4', never, make)
      expect(make.times).toBe(1)
      expect(same).toMatchObject({ facts: { text }, frames: text.length })
      expect((await stat(same.path)).ino).toBe((await stat(fileOf(earlier, 'aa11'))).ino)
      expect(await readFile(changed.path, 'utf8')).toBe('changed')
      expect(await readdir(join(later, 'aa'))).toEqual(['aa11.mp4'])
      expect(damages).toEqual([])
      await store.drop()
      expect(await readFile(fileOf(earlier, 'aa11'), 'utf8')).toBe(text)
    }))

  test('what is distrusted is made anew, by its batch and by those after it; other bytes of the same name are believed', () =>
    withBatches(async (earlier, later) => {
      await keptBatch(earlier, { aa11: text, bb22: text })
      const { store, damages } = openStore(later, { earlier: [source(earlier)] })
      const make = maker('made anew')
      const held = await store.hold('aa11', 'mp4', never, make)
      ;(await store.hold('bb22', 'mp4', never, make)).release()
      expect(make.times).toBe(0)
      await store.distrust('aa11', held.sha256)
      await store.distrust('bb22', 'another file')
      const [anew, same] = [
        await store.hold('aa11', 'mp4', never, make),
        await store.hold('bb22', 'mp4', never, make),
      ]
      expect([make.times, anew.facts, same.facts]).toEqual([1, { text: 'made anew' }, { text }])
      // Somebody else found the same fault in the first one: what was made since is believed.
      await store.distrust('aa11', held.sha256)
      const third = await store.hold('aa11', 'mp4', never, make)
      expect([make.times, third.sha256]).toEqual([1, anew.sha256])
      for (const one of [held, anew, same, third]) one.release()
      expect(await readFile(third.path, 'utf8')).toBe('made anew')
      expect([existsSync(fileOf(earlier, 'aa11')), existsSync(fileOf(earlier, 'bb22'))]).toEqual([
        false,
        true,
      ])
      expect(damages).toEqual([])
      await store.distrust('aa11', null)
      await store.hold('aa11', 'mp4', never, make)
      expect(make.times).toBe(2)
      await store.drop()
    }))

  test('it stays when the earlier batch goes, and serves the batch after', () =>
    withBatches(async (earlier, later) => {
      await keptBatch(earlier, { aa11: text })
      const { store } = openStore(later, { earlier: [source(earlier)] })
      ;(await store.hold('aa11', 'mp4', never, maker('new'))).release()
      await store.seal('keep', end)
      await rm(earlier, { recursive: true })
      const third = openStore(`${later}-still`, { earlier: [source(later)] })
      const held = await third.store.hold('aa11', 'mp4', never, maker('new'))
      expect(await readFile(held.path, 'utf8')).toBe(text)
      await third.store.drop()
    }))

  test.each<[string, string, (path: string) => Promise<void>]>([
    ['changed', 'its bytes have changed', (path) => writeFile(path, text.toUpperCase())],
    ['cut short', 'it has 3 bytes instead of 33', (path) => truncate(path, 3)],
    ['gone', 'it is gone', (path) => rm(path)],
    [
      'a folder',
      "it can't be copied: ",
      async (path) => {
        await rm(path)
        await mkdir(path)
      },
    ],
  ])('one that is %s there is not taken: the next older batch is asked', (_, why, damage) =>
    withBatches(async (earlier, later) => {
      await keptBatch(`${earlier}-still`, { aa11: text })
      await keptBatch(earlier, { aa11: text })
      await damage(fileOf(earlier, 'aa11'))
      const sources = [source(earlier), source(`${earlier}-still`)]
      const { store, damages } = openStore(later, { earlier: sources })
      const make = maker('new')
      const held = await store.hold('aa11', 'mp4', never, make)
      expect(make.times).toBe(0)
      expect(await readFile(held.path, 'utf8')).toBe(text)
      expect(damages).toEqual([['aa11', expect.stringContaining(why)]])
      // Nobody has to find it damaged again.
      expect(existsSync(fileOf(earlier, 'aa11'))).toBe(false)
      expect(await readdir(join(later, 'aa'))).toEqual(['aa11.mp4'])
      await store.drop()
    }),
  )

  test('when no batch has it whole, it is made', () =>
    withBatches(async (earlier, later) => {
      await keptBatch(earlier, { aa11: text })
      await truncate(fileOf(earlier, 'aa11'), 3)
      const { store } = openStore(later, { earlier: [source(earlier)] })
      const held = await store.hold('aa11', 'mp4', never, maker('new'))
      expect(await readFile(held.path, 'utf8')).toBe('new')
      await store.drop()
    }))

  test('many videos that ask for it at once take it over once', () =>
    withBatches(async (earlier, later) => {
      await keptBatch(earlier, { aa11: text })
      const records = source(earlier)
      let asked = 0
      const counting = {
        ...records,
        find(hash: string) {
          asked += 1
          return records.find(hash)
        },
      }
      const { store } = openStore(later, { earlier: [counting] })
      await Promise.all([1, 2, 3, 4].map(() => store.hold('aa11', 'mp4', never, maker('new'))))
      expect(asked).toBe(1)
      await store.drop()
    }))

  test.skipIf(!hasElsewhere)('where the disk refuses a second name of a file, it is copied', () =>
    withTempFolder(async (folder) => {
      const earlier = await mkdtemp(join(elsewhere, 'reelmill-'))
      try {
        await keptBatch(earlier, { aa11: text })
        const { store } = openStore(folder, { earlier: [source(earlier)] })
        const make = maker('new')
        const held = await store.hold('aa11', 'mp4', never, make)
        expect(make.times).toBe(0)
        expect(await readFile(held.path, 'utf8')).toBe(text)
        expect((await stat(held.path)).nlink).toBe(1)
        await store.hold('aa11', 'mp4', never, make)
        expect(make.times).toBe(0)
        await store.drop()
      } finally {
        await rm(earlier, { recursive: true, force: true })
      }
    }),
  )
})

describe('only a batch that ended and was kept is a source', () => {
  test('one that is being made is not', () =>
    withTempFolder(async (folder) => {
      const { store } = openStore(folder)
      await store.hold('aa11', 'mp4', never, maker(text))
      expect(openArtifactSource(folder, sqlFolder)).toBeNull()
      await store.drop()
    }))

  test('a folder without records is not, nor one whose index is no database', () =>
    withTempFolder(async (folder) => {
      expect(openArtifactSource(folder, sqlFolder)).toBeNull()
      await writeFile(join(folder, 'index.sqlite'), 'a letter '.repeat(1_000))
      expect(openArtifactSource(folder, sqlFolder)).toBeNull()
    }))

  test('an index that is spoiled while it is read gives nothing, and what is asked for is made', () =>
    withTempFolder(async (folder) => {
      const earlier = join(folder, 'earlier')
      const texts = Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`aa${1_000 + n}`, text]))
      await keptBatch(earlier, texts)
      const records = source(earlier)
      const index = join(earlier, 'index.sqlite')
      const bytes = await readFile(index)
      bytes.fill(0x5a, 4_096)
      await writeFile(index, bytes)
      const { store } = openStore(join(folder, 'later'), { earlier: [records] })
      const held = await store.hold('aa1007', 'mp4', never, maker('new'))
      expect(await readFile(held.path, 'utf8')).toBe('new')
      await store.drop()
    }))
})
