import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isStillThere } from '../../../src-main/services/batch-desk/unchanged-file.ts'
import type { ManifestEntry } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { type FakeRow, type FakeStudio, openFakeStudio, pause, withStudio } from './fake-studio.ts'

/** Renders the table `t.csv` with these rows, to the end. */
const rendered = async (
  studio: FakeStudio,
  rows: FakeRow[],
  request: { afresh?: boolean; name?: string } = {},
) => studio.until((await studio.start({ data: studio.table('t.csv', rows), ...request })).batch)
const newOnes = (studio: FakeStudio) =>
  (studio.manifest().files as ManifestEntry[]).filter((file) => file.new).map(({ path }) => path)

test('a second run writes nothing where nothing changed, and batch, videos and manifest say so', () =>
  withStudio(async (studio, folder) => {
    const rows = [{ key: 'A' }, { key: 'B' }, { key: 'X', fault: 'No.' }]
    const first = await rendered(studio, rows)
    const before = statSync(join(folder, 'out', 'A_en.mp4'))
    const second = await rendered(studio, rows)
    expect(second).toMatchObject({
      status: 'finished',
      reason: '4 of 4 videos done: 0 made, 4 unchanged; 1 row set aside.',
      counts: { done: 4, unchanged: 4 },
    })
    expect(studio.made).toHaveLength(4)
    const after = statSync(join(folder, 'out', 'A_en.mp4'))
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs])
    const jobs = studio.store.jobs(second.id, 'done', 0, 10).jobs
    const [made] = studio.store.jobs(first.id, 'done', 0, 1).jobs
    expect(jobs[0]).toMatchObject({
      reason: `Unchanged: the file from batch ${first.id} is still right.`,
      unchangedSince: first.id,
      output: made!.status === 'done' && made!.output,
    })
    const files = studio.manifest().files as ManifestEntry[]
    expect(files.map((file) => file.new)).toEqual([false, false, false, false, null])
    const earlier = studio.manifest(join(folder, 'out'), `manifest-${first.id}.json`).files as ManifestEntry[]
    expect(files[0]).toEqual({ ...earlier[0], new: false, reason: jobs[0]!.reason })
    expect(readFileSync(join(folder, 'out', 'manifest.csv'), 'utf8')).toMatch(/,done,no,11,/)

    const third = await rendered(studio, rows)
    expect(studio.store.jobs(third.id, 'done', 0, 1).jobs[0]).toMatchObject({ unchangedSince: first.id })
  }))

test('a changed row, a new row and a row that failed are made, and no other', () =>
  withStudio(async (studio) => {
    await rendered(studio, [{ key: 'A' }, { key: 'B' }, { key: 'C', breaks: 'mug.png is broken.' }])
    studio.made.length = 0
    const second = await rendered(studio, [
      { key: 'N' },
      { key: 'A' },
      { key: 'B', text: 'Now cheaper' },
      { key: 'C' },
    ])
    expect(second.reason).toBe('8 of 8 videos done: 6 made, 2 unchanged.')
    expect(newOnes(studio)).toEqual(['N', 'B', 'C'].flatMap((key) => [`${key}_en.mp4`, `${key}_es.mp4`]))
    expect(studio.made).toHaveLength(6)

    // And back: what lies there is what the second run made.
    const third = await rendered(studio, [{ key: 'B' }])
    expect(third.counts).toMatchObject({ done: 2, unchanged: 0 })
  }))

test.each<[string, (path: string) => void]>([
  ['deleted', (path) => rmSync(path)],
  ['cut short', (path) => truncateSync(path, 3)],
  ['replaced by another of the same size', (path) => writeFileSync(path, 'A holiday..')],
  ['moved away', (path) => renameSync(path, `${path}.old`)],
])('a video that was %s is made again', (_, change) =>
  withStudio(async (studio, folder) => {
    await rendered(studio, [{ key: 'A' }])
    change(join(folder, 'out', 'A_en.mp4'))
    const again = await rendered(studio, [{ key: 'A' }])
    expect(again.counts).toMatchObject({ done: 2, unchanged: 1 })
    expect(newOnes(studio)).toEqual(['A_en.mp4'])
    expect(readFileSync(join(folder, 'out', 'A_en.mp4'), 'utf8')).toBe('A en square')
  }),
)

test('a video that somebody put back as it once was is known again', () =>
  withStudio(async (studio, folder) => {
    await rendered(studio, [{ key: 'A' }])
    await rendered(studio, [{ key: 'A', text: 'Autumn' }])
    for (const language of ['en', 'es'])
      writeFileSync(join(folder, 'out', `A_${language}.mp4`), `A ${language} square`)
    expect((await rendered(studio, [{ key: 'A' }])).counts).toMatchObject({ unchanged: 2 })
  }))

test('videos that were asked for afresh are all made', () =>
  withStudio(async (studio) => {
    await rendered(studio, [{ key: 'A' }])
    const again = await rendered(studio, [{ key: 'A' }], { afresh: true })
    expect(again).toMatchObject({ reason: '2 of 2 videos made.', counts: { unchanged: 0 } })
    expect(studio.made).toHaveLength(4)
    expect(newOnes(studio)).toHaveLength(2)
  }))

test('under another name, or in another folder, a video is made', () =>
  withStudio(async (studio, folder) => {
    await rendered(studio, [{ key: 'A' }])
    expect((await rendered(studio, [{ key: 'A' }], { name: '{language}/{key}' })).counts.unchanged).toBe(0)
    const data = studio.table('t.csv', [{ key: 'A' }])
    const elsewhere = await studio.until((await studio.start({ data, out: join(folder, 'other') })).batch)
    expect(elsewhere.counts).toMatchObject({ done: 2, unchanged: 0 })
  }))

test('what an interrupted run finished is not made again by a new one', () =>
  withStudio(async (studio) => {
    const data = studio.table('t.csv', [{ key: 'A' }, { key: 'B', hangs: true }])
    const { batch } = await studio.start({ data })
    while (studio.store.batch(batch).counts.done < 2) await pause(5)
    await studio.desk.interrupt(batch)
    studio.mend(data, [{ key: 'A' }, { key: 'B' }])
    const again = await studio.until((await studio.start({ data, new: true })).batch)
    expect(again.id).not.toBe(batch)
    expect(again.reason).toBe('4 of 4 videos done: 2 made, 2 unchanged.')
  }))

test('another studio knows nothing of the files: they are in its way as before', () =>
  withStudio(async (studio, folder) => {
    await rendered(studio, [{ key: 'A' }])
    mkdirSync(join(folder, 'elsewhere'))
    const other = openFakeStudio(join(folder, 'elsewhere'))
    const request = { data: other.table('t.csv', [{ key: 'A' }]), out: join(folder, 'out') }
    const refused = await other.until((await other.start(request)).batch)
    expect(refused).toMatchObject({ status: 'failed', error: { code: 'output.exists' } })
    const replaced = await other.until((await other.start({ ...request, overwrite: true })).batch)
    expect(replaced.counts).toMatchObject({ done: 2, unchanged: 0 })
    await other.close()
  }))

test('the share that is told counts the videos to be made, not those that were there already', () =>
  withStudio(async (studio) => {
    const rows = Array.from({ length: 9 }, (_, index) => ({ key: `K${index}` }))
    await rendered(studio, rows)
    studio.events.length = 0
    const data = studio.table('t.csv', [...rows, { key: 'Slow', hangs: true }])
    const { batch } = await studio.start({ data })
    const shares = () =>
      studio.events.flatMap((event) => (event.event === 'batch.progress' ? [event.share] : []))
    while (studio.store.batch(batch).counts.done < 18 || (shares().at(-1) ?? 0) < 0.5) await pause(5)
    await pause(400)
    expect(shares().at(-1)).toBeGreaterThan(0.5)
    expect(shares().at(-1)).toBeLessThan(0.65)
    expect(shares()).toEqual(shares().toSorted((a, b) => a - b))
    await studio.desk.interrupt(batch)
  }))

test('videos that were there already do not hide that none can be made', () =>
  withStudio(async (studio) => {
    await rendered(studio, [{ key: 'A' }])
    const throws = new StudioError({
      code: 'render.failed',
      message: 'ffmpeg ended with 1.',
      whatToDo: 'Look.',
    })
    const rows = Array.from({ length: 50 }, (_, index) => ({ key: `K${index}`, throws }))
    const ended = await rendered(studio, [{ key: 'A' }, ...rows])
    expect(ended).toMatchObject({ status: 'paused', by: 'asks', counts: { unchanged: 2 } })
    expect(ended.counts.failed).toBeLessThan(10)
  }))

test('a manifest that an earlier version wrote, without the column of new files, is put aside as ours', () =>
  withStudio(async (studio, folder) => {
    const first = await rendered(studio, [{ key: 'A' }])
    const path = join(folder, 'out', 'manifest.csv')
    writeFileSync(path, readFileSync(path, 'utf8').replace('status,new,', 'status,'))
    expect((await rendered(studio, [{ key: 'A' }])).status).toBe('finished')
    expect(existsSync(join(folder, 'out', `manifest-${first.id}.csv`))).toBe(true)
  }))

test('only a file with the very bytes that are known counts as still there', () =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'a.mp4')
    const bytes = Buffer.alloc(700_000, 'reel')
    const known = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
    const look = (signal = new AbortController().signal) => isStillThere(path, known, signal)
    expect(await look()).toBe(false)
    writeFileSync(path, bytes)
    expect(await look()).toBe(true)
    bytes[650_000]! ^= 1
    writeFileSync(path, bytes)
    expect(await look()).toBe(false)
    await expect(look(AbortSignal.abort(new Error('called off')))).rejects.toThrow('called off')
    rmSync(path)
    mkdirSync(path)
    expect(await look()).toBe(false)
    if (process.platform === 'win32') return
    rmSync(path, { recursive: true })
    execFileSync('mkfifo', [path])
    const empty = { bytes: 0, sha256: createHash('sha256').digest('hex') }
    expect(await isStillThere(path, empty, new AbortController().signal)).toBe(false)
  }))
