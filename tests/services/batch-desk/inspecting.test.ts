import { expect, test } from 'vitest'
import type { ManifestEntry } from '../../../src-shared/batches/batch.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { type FakeRow, type FakeStudio, openFakeStudio, withStudio } from './fake-studio.ts'

const flashes: FakeRow['seen'] = [{ check: 'picture.flashes', severity: 'error' }]
const black: FakeRow['seen'] = [{ check: 'picture.black', severity: 'error' }]
const quiet: FakeRow['seen'] = [{ check: 'sound.loudness', severity: 'warning' }]

const rendered = async (studio: FakeStudio, rows: FakeRow[]) =>
  studio.until((await studio.start({ data: studio.table('t.csv', rows), languages: ['en'] })).batch)

test('each finished video has its verdict with it, and batch, review and manifest say what failed', () =>
  withStudio(async (studio) => {
    const batch = await rendered(studio, [
      { key: 'A', seen: [] },
      { key: 'B', seen: flashes },
      { key: 'C', seen: quiet },
      { key: 'D' },
    ])
    expect(batch).toMatchObject({
      status: 'finished',
      reason: '4 of 4 videos made. Inspection: 1 video failed, 1 to be looked at.',
      verdicts: { pass: 1, warn: 1, fail: 1 },
    })
    const { jobs } = studio.store.jobs(batch.id, 'done', 0, 10)
    expect(jobs.map((job) => job.status === 'done' && job.verdict)).toEqual([
      'pass',
      'fail',
      'warn',
      undefined,
    ])
    expect(jobs[1]!.reason).toBe(
      'Made, and found whole when it was probed. Its inspection (web) failed it: 1 error.',
    )
    expect(studio.store.quality.ofJob(jobs[1]!.id)).toMatchObject({
      verdict: 'fail',
      planned: true,
      findings: [{ check: 'picture.flashes', from: 0, to: 5 }],
    })
    expect(studio.store.review.ofBatch(batch.id).stands.failing).toBe(1)
    const files = studio.manifest().files as ManifestEntry[]
    expect(files.map(({ quality, findings }) => [quality, findings?.length])).toEqual([
      ['pass', undefined],
      ['fail', 1],
      ['warn', 1],
      [null, undefined],
    ])
    const units = jobs.flatMap(({ id }) => studio.store.units.ofJob(id))
    expect(units.map(({ kind, status }) => `${kind} ${status}`)).toEqual(Array(3).fill('inspection done'))
  }))

test('a file that lies there unchanged is looked at once, and a verdict goes with the file that it was of', () =>
  withStudio(async (studio) => {
    const first = await rendered(studio, [{ key: 'A', seen: flashes }, { key: 'B' }])
    const second = await rendered(studio, [
      { key: 'A', seen: flashes },
      { key: 'B', seen: quiet },
    ])
    expect(second).toMatchObject({ counts: { unchanged: 2 }, verdicts: { pass: 0, warn: 1, fail: 1 } })
    expect(studio.inspected.toSorted()).toEqual(['A en square', 'B en square'])

    const [job] = studio.store.jobs(first.id, 'done', 0, 1).jobs
    await studio.desk.queue.retry({ targets: [{ what: 'job', job: job!.id }] })
    expect(await studio.until(first.id)).toMatchObject({ verdicts: { pass: 0, warn: 0, fail: 1 } })
    expect(studio.made).toHaveLength(3)
    expect(studio.inspected).toHaveLength(2)
  }))

test('a file that was made twice and lies there unchanged is not made a third time', () =>
  withStudio(async (studio) => {
    await rendered(studio, [{ key: 'A', seen: black }])
    expect(studio.made).toHaveLength(2)
    const again = await rendered(studio, [{ key: 'A', seen: black }])
    expect(again).toMatchObject({ counts: { unchanged: 1 }, verdicts: { fail: 1 } })
    expect(studio.made).toHaveLength(2)
  }))

test('a file that lay there before anybody looked is made anew, too, when it fails', () =>
  withStudio(async (studio) => {
    await rendered(studio, [{ key: 'A' }])
    const { id, counts } = await rendered(studio, [{ key: 'A', seen: black }])
    expect([studio.made.length, counts.unchanged]).toEqual([2, 0])
    expect(studio.store.jobs(id, 'done', 0, 1).jobs[0]!.reason).toContain(
      'The second file has the same bytes',
    )
  }))

const first =
  'Made, and found whole when it was probed. It was made twice, for its first file failed its inspection: Something was seen.'

test.each<[string, FakeRow, string, string | undefined]>([
  ['the second is right', { key: 'A', seen: [], spoils: 1 }, `${first} The second file doesn't.`, 'pass'],
  [
    'the second failed as well',
    { key: 'A', seen: [], spoils: 9 },
    `${first} The second file failed, too. Its inspection (web) failed it: 1 error.`,
    'fail',
  ],
  [
    'the second has the same bytes',
    { key: 'A', seen: black },
    `${first} The second file has the same bytes: it comes of the template, the row or the files. Its inspection (web) failed it: 1 error.`,
    'fail',
  ],
])(
  'what may have been an accident is made once more, of parts that are made anew: %s',
  (_what, row, reason, verdict) =>
    withStudio(async (studio) => {
      const { id } = await rendered(studio, [{ ...row, shows: ['intro'] }])
      const [job] = studio.store.jobs(id, 'done', 0, 1).jobs
      expect(job).toMatchObject({ reason, verdict, attempts: 1 })
      expect([studio.made.length, studio.inspected.length, studio.distrusted.length]).toEqual([2, 2, 2])
      expect(
        studio.store.events(id, 0, 100).flatMap((event) => (event.job === null ? [] : [event.reason])),
      ).toEqual([
        'A slot was free.',
        'Made once more, for its inspection failed: Something was seen.',
        reason,
      ])
      const units = studio.store.units.ofJob(job!.id)
      expect(units.map(({ kind, status, attempts }) => [kind, status, attempts])).toEqual([
        ['inspection', 'done', 2],
      ])
    }),
)

test('a studio that is killed while it makes a video once more leaves that to the next one, which makes no third', () =>
  withTempFolder(async (folder) => {
    let isKilled = false
    const row: FakeRow = { key: 'A', seen: [], spoils: 9 }
    Object.defineProperty(row, 'hangs', { get: () => !isKilled && one.distrusted.length > 0 })
    const one = openFakeStudio(folder)
    const data = one.table('t.csv', [row])
    const { batch } = await one.start({ data, languages: ['en'] })
    await expect.poll(() => one.distrusted.length, { timeout: 30_000 }).toBe(1)
    await one.kill()
    isKilled = true
    const two = openFakeStudio(folder)
    try {
      two.table('t.csv', [row])
      await two.start({ data, languages: ['en'] })
      const { verdicts } = await two.until(batch)
      expect(verdicts).toMatchObject({ pass: 0, fail: 1 })
      expect(one.distrusted).toEqual(two.distrusted)
      // The one that was begun, and none after it.
      expect([one.made.length, two.made.length, two.inspected.length]).toEqual([1, 1, 1])
      expect(two.store.jobs(batch, 'done', 0, 1).jobs[0]!.reason).toContain('The second file failed, too.')
    } finally {
      await two.close()
    }
  }))
