import { expect, test } from 'vitest'
import type { ManifestEntry } from '../../../src-shared/batches/batch.ts'
import { type FakeRow, type FakeStudio, withStudio } from './fake-studio.ts'

const black: FakeRow['seen'] = [{ check: 'picture.black', severity: 'error' }]
const quiet: FakeRow['seen'] = [{ check: 'sound.loudness', severity: 'warning' }]

const rendered = async (studio: FakeStudio, rows: FakeRow[]) =>
  studio.until((await studio.start({ data: studio.table('t.csv', rows), languages: ['en'] })).batch)

test('each finished video has its verdict with it, and batch, review and manifest say what failed', () =>
  withStudio(async (studio) => {
    const batch = await rendered(studio, [
      { key: 'A', seen: [] },
      { key: 'B', seen: black },
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
      findings: [{ check: 'picture.black', from: 0, to: 5 }],
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
    const first = await rendered(studio, [{ key: 'A', seen: black }, { key: 'B' }])
    const second = await rendered(studio, [
      { key: 'A', seen: black },
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
