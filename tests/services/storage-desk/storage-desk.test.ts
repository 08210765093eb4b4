import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { folderMark } from '../../../src-main/services/artifact-store/artifact-store.ts'
import { createStorageDesk } from '../../../src-main/services/storage-desk/storage-desk.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const sqlFolder = join(projectRoot, 'src-main/outside/database')
const hourAgo = (Date.now() - 3_600_000) / 1_000

function put(folder: string, path: string, bytes: number, isOld = true): string {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, Buffer.alloc(bytes))
  if (isOld) utimesSync(file, hourAgo, hourAgo)
  return file
}

test('the studio folder is counted by what lies there, and its disk is told', () =>
  withTempFolder(async (folder) => {
    put(folder, 'studio.sqlite', 300)
    put(folder, 'studio.sqlite-wal', 20)
    put(folder, 'posters/ab/one.jpg', 1_000)
    put(folder, 'specimens/inter.png', 500)
    put(folder, 'log/reelmill.log', 7)
    put(folder, 'window/Cache/entry', 3)
    const report = await createStorageDesk({ folder, sqlFolder, now: Date.now }).show()
    const sums = Object.fromEntries(report.parts.map(({ part, bytes, files }) => [part, [bytes, files]]))
    expect(sums).toMatchObject({ database: [320, 2], pictures: [1_500, 2], log: [7, 1], other: [3, 1] })
    expect(report.freeBytes).toBeGreaterThan(0)
    expect(report.totalBytes).toBeGreaterThanOrEqual(report.freeBytes)
  }))

test('clearing takes what can be made again and was not used a moment ago, and nothing else', () =>
  withTempFolder(async (folder) => {
    const old = put(folder, 'stills/ab/old.png', 900)
    const fresh = put(folder, 'stills/ab/fresh.png', 100, false)
    const database = put(folder, 'studio.sqlite', 300)
    const poster = put(folder, 'posters/ab/one.jpg', 50)
    const desk = createStorageDesk({ folder, sqlFolder, now: Date.now })
    expect(await desk.clear('stills')).toEqual({ bytes: 900 })
    expect([old, fresh, database, poster].map((file) => existsSync(file))).toEqual([false, true, true, true])
  }))

test('clearing kept parts leaves a folder alone that somebody else laid there', () =>
  withTempFolder(async (folder) => {
    const foreign = put(folder, 'artifacts/holiday/beach.mov', 10)
    await createStorageDesk({ folder, sqlFolder, now: Date.now }).clear('artifacts')
    expect(existsSync(foreign)).toBe(true)
  }))

test('what the system does not let go of is told with its reason', () =>
  withTempFolder(async (folder) => {
    // No name that is longer can be given to it.
    const stuck = `artifacts/${'a'.repeat(213)}-00000000-0000-0000-0000-000000000000`
    put(folder, `${stuck}/${folderMark}`, 0)
    utimesSync(join(folder, stuck), hourAgo, hourAgo)
    const desk = createStorageDesk({ folder, sqlFolder, now: () => Date.now() + 2 * 86_400_000 })
    const { refused } = await desk.clear('artifacts')
    expect(refused).toEqual({ count: 1, reason: expect.stringContaining('ENAMETOOLONG') })
  }))
