import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../src-main/outside/database/open-database.ts'
import type { StudioStore } from '../../../src-main/outside/database/studio-store.ts'
import type { WeighedInspection } from '../../../src-shared/batches/changes.ts'
import type { JobFilter } from '../../../src-shared/contract/jobs.ts'
import type { CheckName } from '../../../src-shared/quality/checks.ts'
import type { InspectedAs, QualityFinding } from '../../../src-shared/quality/inspection.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { at, claim, made, runningBatch, settle, sqlFolder, withReading, withStore } from './stores.ts'

const black: QualityFinding = {
  check: 'picture.black',
  severity: 'error',
  from: 3,
  to: 9,
  figure: 0.24,
  threshold: 0.1,
  unit: 'seconds',
  message: 'The picture is black for 0.24 s.',
  whatToDo: 'Render it again.',
  region: { x: 0, y: 0, width: 320, height: 180 },
  layer: 'one/photo',
  segment: null,
}
const seen = (sha256: string, changes: Partial<WeighedInspection> = {}): WeighedInspection => ({
  verdict: 'fail',
  findings: [black],
  profile: { name: 'web', hash: 'by-web' },
  sha256,
  planned: true,
  cpuMilliseconds: 12,
  risk: 0.8,
  ...changes,
})

/** Makes the first video that waits, with a file of this content. */
function make(store: StudioStore, sha256: string, inspection?: WeighedInspection): number {
  const { job } = claim(store, id)!
  const event = { kind: 'made', output: { ...made(job), sha256 }, hash: 'plan', note: null } as const
  settle(store, job, inspection === undefined ? event : { ...event, inspection })
  return job.id
}

const id = 'b1'
const withTwo = (work: (store: StudioStore) => void) =>
  withStore((store) => {
    runningBatch(store, id, 2)
    work(store)
  })

test('of a file with more findings than anybody reads the gravest are kept, in their order', () =>
  withTwo((store) => {
    const note = (from: number): QualityFinding => ({ ...black, severity: 'note', from, to: from + 1 })
    const findings = [
      ...Array.from({ length: 700 }, (_, frame) => note(frame)),
      { ...black, from: 800, to: 801 },
    ]
    const job = make(store, 'aa', seen('aa', { findings }))
    const all = store.quality.ofJob(job)!.findings
    expect(all).toHaveLength(500)
    expect(all.map(({ severity }) => severity).slice(-2)).toEqual(['note', 'error'])
    expect(all.slice(0, 499).map(({ from }) => from)).toEqual(
      Array.from({ length: 499 }, (_, frame) => frame),
    )
  }))

test('what was seen of a file is kept with it, and goes and comes with it', () =>
  withTwo((store) => {
    const job = make(store, 'aa', seen('aa'))
    make(store, 'bb')
    expect(store.batch(id).verdicts).toEqual({ pass: 0, warn: 0, fail: 1 })
    expect(store.quality.ofJob(job)).toEqual({ ...kept(seen('aa')), at })
    expect(store.quality.ofFile({ hash: 'plan', sha256: 'aa', profileHash: 'by-web' })).not.toBeNull()
    expect(store.quality.ofFile({ hash: 'plan', sha256: 'aa', profileHash: 'by-mail' })).toBeNull()
    expect(store.quality.ofFile({ hash: 'plan', sha256: 'bb', profileHash: 'by-web' })).toBeNull()

    // Made again, it is another file at first, and then the same.
    settle(store, store.job(job), { kind: 'retried' })
    expect([store.batch(id).verdicts, store.quality.ofJob(job)]).toEqual([undefined, null])
    make(store, 'cc')
    expect(store.batch(id).verdicts).toBeUndefined()
    settle(store, store.job(job), { kind: 'retried' })
    make(store, 'aa')
    expect(store.job(job)).toMatchObject({ status: 'done', verdict: 'fail' })
    expect(store.batch(id).verdicts).toEqual({ pass: 0, warn: 0, fail: 1 })
  }))

test('a later inspection takes the place of the one before, unless the file changed meanwhile', () =>
  withTwo((store) => {
    const job = make(store, 'aa', seen('aa'))
    expect(store.quality.note(id, job, seen('other'), at, 'Seen.')).toBe(false)
    const passed = seen('aa', { verdict: 'pass', findings: [], profile: { name: 'email', hash: 'by-mail' } })
    expect(store.quality.note(id, job, passed, at, 'Seen anew.')).toBe(true)
    expect(store.batch(id).verdicts).toEqual({ pass: 1, warn: 0, fail: 0 })
    expect(store.job(job).reason).toBe('Seen anew.')
    expect(store.events(id, 0, 100).at(-1)).toMatchObject({ job, status: 'done', reason: 'Seen anew.' })
    expect(store.quality.finished(id, 0, 10)).toMatchObject([{ id: job, profileHash: 'by-mail' }])
  }))

test('findings are read in the order of the videos, a page at a time, by check and by how grave they are', () =>
  withReading(async (reading, store) => {
    runningBatch(store, id, 3)
    const soft: QualityFinding = { ...black, check: 'plan.contrast', severity: 'warning', region: null }
    const first = make(store, 'aa', seen('aa', { findings: [black, soft] }))
    const second = make(store, 'bb', seen('bb', { verdict: 'warn', findings: [soft] }))
    const third = make(store, 'cc')
    const ask = (how: object) =>
      reading
        .ask('quality.findings', { of: { batch: id }, limit: 100, ...how })
        .then(({ findings, next }) => ({
          found: findings.map(({ job, number, check }) => [job, number, check]),
          next,
        }))
    const all = [
      [first, 0, 'picture.black'],
      [first, 1, 'plan.contrast'],
      [second, 0, 'plan.contrast'],
    ]
    expect(await ask({})).toEqual({ found: all, next: null })
    expect(await ask({ limit: 1 })).toEqual({ found: [all[0]], next: { job: first, number: 0 } })
    expect(await ask({ limit: 1, after: { job: first, number: 0 } })).toEqual({
      found: [all[1]],
      next: { job: first, number: 1 },
    })
    expect(await ask({ after: { job: first, number: 1 } })).toEqual({ found: [all[2]], next: null })
    expect((await ask({ check: ['picture.black'] })).found).toEqual([all[0]])
    expect((await ask({ severity: ['warning'] })).found).toEqual([all[1], all[2]])
    expect((await ask({ of: { job: first } })).found).toEqual([all[0], all[1]])
    expect((await ask({ of: { job: first }, after: { job: first, number: 0 } })).found).toEqual([all[1]])
    expect((await ask({ of: { job: third } })).found).toEqual([])

    // What was seen of a file that is no longer that of its job is nobody's concern.
    settle(store, store.job(first), { kind: 'retried' })
    expect((await ask({})).found).toEqual([all[2]])
    expect((await ask({ of: { job: first } })).found).toEqual([])
    await expect(reading.ask('quality.summary', { batch: 'none' })).rejects.toMatchObject({
      code: 'batch.not-found',
    })
  }))

test('a batch is told by verdicts, checks and profiles, and its videos are found by both', () =>
  withReading(async (reading, store) => {
    runningBatch(store, id, 4)
    const soft: QualityFinding = { ...black, check: 'plan.contrast', severity: 'warning' }
    const failed = make(store, 'aa', seen('aa', { findings: [soft, black, black] }))
    const warned = make(store, 'bb', seen('bb', { verdict: 'warn', findings: [soft], cpuMilliseconds: 8 }))
    const unseen = make(store, 'cc')
    expect(await reading.ask('quality.summary', { batch: id })).toEqual({
      batch: id,
      videos: 3,
      notInspected: 1,
      verdicts: { pass: 0, warn: 1, fail: 1 },
      checks: [
        { check: 'picture.black', severity: 'error', findings: 2, videos: 1 },
        { check: 'plan.contrast', severity: 'warning', findings: 2, videos: 2 },
      ],
      profiles: [{ profile: 'web', hash: 'by-web', videos: 2, cpu: 20 }],
    })

    const jobs = async (filter: JobFilter, descending = false) =>
      (
        await reading.ask('numbersOfJobs', {
          ...{ batch: id, filter, sort: { by: 'verdict', descending }, order: null },
          ...{ offset: 0, limit: 10 },
        })
      ).ids
    expect(await jobs({ verdict: ['fail', 'warn'] })).toEqual([failed, warned])
    expect(await jobs({ verdict: ['fail', 'warn'] }, true)).toEqual([warned, failed])
    expect(await jobs({ verdict: ['none'] })).toEqual([unseen])
    expect((await jobs({})).slice(0, 2)).toEqual([failed, warned])

    const wall = async (how: { verdicts?: InspectedAs[]; checks?: CheckName[] }): Promise<number[]> =>
      JSON.parse((await reading.ask('results.index', { batch: id, by: 'none', order: 'table', ...how })).wall)
        .jobs
    expect(await wall({ verdicts: ['warn', 'none'] })).toEqual([warned, unseen])
    expect(await wall({ checks: ['picture.black'] })).toEqual([failed])
    expect(await wall({ checks: ['plan.contrast'], verdicts: ['warn'] })).toEqual([warned])
  }))

test('a filled studio of the time before inspections knows their units, and nothing else of it is new', () =>
  withTempFolder((folder) => {
    const older = readFileSync(join(projectRoot, 'tests/outside/database/studio-0002.sqlite.gz'))
    writeFileSync(join(folder, 'studio.sqlite'), gunzipSync(older))
    const { db } = openDatabase(join(folder, 'studio.sqlite'), sqlFolder)
    const add = (kind: string) =>
      db.exec(
        `INSERT INTO units (job, kind, hash, label, position, status, reason) VALUES (1, '${kind}', 'h', 'l', 0, 'waiting', 'w')`,
      )
    for (const kind of ['segment', 'inspection']) add(kind)
    expect(() => add('dream')).toThrow('CHECK constraint failed')
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
    // The schema can be written by nobody any more.
    expect(() =>
      db.exec("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = '' WHERE name = 'units'"),
    ).toThrow('may not be modified')
    db.close()
  }))

const kept = ({ risk: _risk, ...inspection }: WeighedInspection) => inspection

test('videos with very many findings come a few at a time, all of them in the end', () =>
  withReading(async (reading, store) => {
    runningBatch(store, id, 6)
    const findings = Array.from({ length: 500 }, (_, from) => ({ ...black, from, to: from + 1 }))
    const jobs = Array.from({ length: 6 }, (_, at) => make(store, `${at}`, seen(`${at}`, { findings })))
    const page = (after: number) => reading.ask('quality.videos', { batch: id, after, limit: 100 })
    const first = await page(0)
    expect(first.videos.map(({ job, findings: all }) => [job, all.length])).toEqual(
      jobs.slice(0, 4).map((job) => [job, 500]),
    )
    expect(first.next).toBe(jobs[3])
    const second = await page(first.next!)
    expect([second.videos.map(({ job }) => job), second.next]).toEqual([jobs.slice(4), null])
  }))
