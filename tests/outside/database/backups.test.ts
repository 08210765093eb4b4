import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { backupsOf } from '../../../src-main/outside/database/backup-files.ts'
import { backUp, lookThrough } from '../../../src-main/outside/database/backups.ts'
import { openDatabase } from '../../../src-main/outside/database/open-database.ts'
import { restoreBackup } from '../../../src-main/outside/database/restore-backup.ts'
import { openStudioStore } from '../../../src-main/outside/database/studio-store.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { addBatch, at, passed, sqlFolder, withStore } from './stores.ts'

const names = (folder: string) => readdirSync(join(folder, 'backups')).sort()
const refused = (code: string) => expect.objectContaining({ code, whatToDo: expect.any(String) })

/** Writes over the middle of a database as a dying disk would. */
function damage(path: string): void {
  const bytes = readFileSync(path)
  bytes.fill(0x5a, 4096, bytes.length - 4096)
  writeFileSync(path, bytes)
}
/** A studio with a backup of one batch, and a second batch since. Closed. */
async function studioWithBackup(folder: string): Promise<string> {
  const store = openStudioStore({ folder, sqlFolder, studio: 'one' })
  addBatch(store, 'before')
  await backUp({ folder, day: '2026-11-20' })
  addBatch(store, 'after')
  store.close()
  return join(folder, 'studio.sqlite')
}

test('a backup holds what the studio held at its moment, while the studio goes on writing', () =>
  withStore(async (store, folder) => {
    addBatch(store, 'b1')
    const rows = (from: number) =>
      store.addRows('b1', {
        passed: Array.from({ length: 200 }, (_, index) => passed(from + index)),
        rejected: [],
      })
    for (let from = 1; from < 4_000; from += 200) rows(from)
    const making = backUp({ folder, day: '2026-11-21' })
    let writes = 0
    let longest = 0
    const timer = setInterval(() => {
      const begun = performance.now()
      rows(10_000 + 200 * writes)
      writes += 1
      longest = Math.max(longest, performance.now() - begun)
    }, 5)
    const backup = await making.finally(() => clearInterval(timer))
    expect(writes).toBeGreaterThan(0)
    expect(names(folder)).toEqual(['studio-2026-11-21.sqlite'])
    const copy = new Database(backup!.path, { readonly: true })
    const { jobs } = copy.prepare('SELECT jobs FROM batches').get() as { jobs: number }
    expect(jobs).toBeGreaterThanOrEqual(4_000)
    expect(jobs).toBeLessThan(store.batch('b1').counts.jobs + 1)
    expect(copy.prepare('SELECT count(*) FROM jobs').pluck().get()).toBe(jobs)
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    copy.close()
  }))

test('there is one backup a day, none when nothing changed, and the last seven are kept', () =>
  withStore(async (store, folder) => {
    for (let day = 10; day < 19; day += 1) {
      addBatch(store, `b${day}`)
      expect(await backUp({ folder, day: `2026-11-${day}` })).toMatchObject({ day: `2026-11-${day}` })
      expect(await backUp({ folder, day: `2026-11-${day}` })).toBeNull()
    }
    expect(await backUp({ folder, day: '2026-11-19' })).toBeNull()
    writeFileSync(join(folder, 'backups', 'mine.txt'), 'of a person')
    addBatch(store, 'last')
    await backUp({ folder, day: '2026-11-20' })
    expect(names(folder)).toEqual([
      'mine.txt',
      ...[13, 14, 15, 16, 17, 18, 20].map((day) => `studio-2026-11-${day}.sqlite`),
    ])
  }))

test('a backup that is ended leaves nothing half, and one that fails says why', () =>
  withStore(async (store, folder) => {
    addBatch(store)
    const ending = new AbortController()
    const making = backUp({ folder, day: '2026-11-21', signal: ending.signal })
    ending.abort()
    expect(await making).toBeNull()
    expect(names(folder)).toEqual([])
    rmSync(join(folder, 'backups'), { recursive: true })
    writeFileSync(join(folder, 'backups'), 'a file in the way')
    await expect(backUp({ folder, day: '2026-11-21' })).rejects.toThrow(refused('store.backup-failed'))
  }))

test('a damaged studio names its last backup, which takes its place; the damaged one is kept as it was', () =>
  withTempFolder(async (folder) => {
    const path = await studioWithBackup(folder)
    damage(path)
    writeFileSync(`${path}-wal`, Buffer.alloc(64))
    const damaged = readFileSync(path)
    expect(() => openDatabase(path, sqlFolder)).toThrow(
      expect.objectContaining({
        code: 'store.damaged',
        whatToDo: expect.stringContaining('reelmill store restore'),
      }),
    )
    const [backup] = backupsOf(folder)
    const restored = await restoreBackup({ folder, sqlFolder, at })
    expect(restored).toEqual({
      backupOf: backup!.at,
      aside: join(folder, 'studio-damaged-2026-11-21-10-00-00.sqlite'),
    })
    expect(readFileSync(restored.aside!).equals(damaged)).toBe(true)
    expect(existsSync(`${restored.aside}-wal`)).toBe(true)
    const store = openStudioStore({ folder, sqlFolder, studio: 'two' })
    expect(store.batches(undefined, 10).batches.map(({ id }) => id)).toEqual(['before'])
    store.close()
    expect(existsSync(backup!.path)).toBe(true)
  }))

test('a page that goes bad while the studio works is told as what it is', () =>
  withTempFolder(async (folder) => {
    const path = await studioWithBackup(folder)
    damage(path)
    // It ended cleanly, so nothing was looked through.
    expect(() => {
      const store = openStudioStore({ folder, sqlFolder, studio: 'two' })
      try {
        for (const { id } of store.batches(undefined, 10).batches) store.events(id, 0, 10)
        store.jobs('before', undefined, 0, 10)
      } finally {
        store.close()
      }
    }).toThrow(refused('store.damaged'))
  }))

test('a large studio can be looked through while it works', () =>
  withTempFolder(async (folder) => {
    const path = await studioWithBackup(folder)
    expect(await lookThrough({ folder })).toBeNull()
    damage(path)
    expect(await lookThrough({ folder })).toMatchObject({ code: 'store.damaged' })
    expect(await lookThrough({ folder, signal: AbortSignal.abort() })).toBeNull()
  }))

test('of several backups the newest good one is taken; without a good one nothing is touched', () =>
  withTempFolder(async (folder) => {
    const path = await studioWithBackup(folder)
    const [good] = backupsOf(folder)
    const bad = join(folder, 'backups', 'studio-2026-11-21.sqlite')
    writeFileSync(bad, readFileSync(good!.path))
    truncateSync(bad, 8_192)
    writeFileSync(join(folder, 'backups', 'studio-2026-11-22.sqlite'), 'a letter')
    damage(path)
    expect(await restoreBackup({ folder, sqlFolder, at })).toMatchObject({ backupOf: good!.at })
    damage(path)
    writeFileSync(good!.path, '')
    const before = readdirSync(folder)
    await expect(restoreBackup({ folder, sqlFolder, at })).rejects.toThrow(refused('store.no-backup'))
    expect(readdirSync(folder)).toEqual(before)
  }))

test('a studio that is in order is not replaced, and a second damaged one stands beside the first', () =>
  withTempFolder(async (folder) => {
    const path = await studioWithBackup(folder)
    await expect(restoreBackup({ folder, sqlFolder, at })).rejects.toThrow(refused('store.not-damaged'))
    for (const aside of [
      'studio-damaged-2026-11-21-10-00-00.sqlite',
      'studio-damaged-2026-11-21-10-00-00-2.sqlite',
    ]) {
      damage(path)
      expect(await restoreBackup({ folder, sqlFolder, at })).toMatchObject({ aside: join(folder, aside) })
    }
  }))

test('a database that is gone while its backups are there is not begun anew in silence', () =>
  withTempFolder(async (folder) => {
    const path = await studioWithBackup(folder)
    // As a restoring that was cut short leaves it.
    renameSync(path, join(folder, 'studio-damaged-x.sqlite'))
    writeFileSync(`${path}-wal`, Buffer.alloc(64))
    expect(() => openDatabase(path, sqlFolder)).toThrow(refused('store.missing'))
    expect(existsSync(path)).toBe(false)
    expect(await restoreBackup({ folder, sqlFolder, at })).toMatchObject({ aside: null })
    openDatabase(path, sqlFolder).db.close()
  }))

test('an emptied database is damaged, not new, while there are backups of it', () =>
  withStore(async (store, folder) => {
    addBatch(store)
    await backUp({ folder, day: '2026-11-21' })
    store.close()
    const path = join(folder, 'studio.sqlite')
    writeFileSync(path, '')
    expect(() => openDatabase(path, sqlFolder)).toThrow(refused('store.damaged'))
    expect(readFileSync(path).length).toBe(0)
    await restoreBackup({ folder, sqlFolder, at })
    openDatabase(path, sqlFolder).db.close()
  }))

test('a backup whose time lies ahead, for a clock was set back, does not stop the next one', () =>
  withStore(async (store, folder) => {
    addBatch(store)
    const first = await backUp({ folder, day: '2026-11-21' })
    const ahead = new Date(Date.now() + 3_600_000)
    utimesSync(first!.path, ahead, ahead)
    expect(await backUp({ folder, day: '2026-11-22' })).toMatchObject({ day: '2026-11-22' })
  }))
