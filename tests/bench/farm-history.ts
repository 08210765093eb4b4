import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { deflateRawSync } from 'node:zlib'
import { changeBatch } from '../../src-main/core/job-lifecycle/batch-lifecycle.ts'
import { changeJob } from '../../src-main/core/job-lifecycle/job-lifecycle.ts'
import { changeUnit } from '../../src-main/core/job-lifecycle/unit-lifecycle.ts'
import { openDatabase } from '../../src-main/outside/database/open-database.ts'
import { openStudioStore, type StudioStore } from '../../src-main/outside/database/studio-store.ts'
import { renderRequest } from '../../src-shared/batches/batch.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { all } from '../outside/database/stores.ts'
import { type CommandFigures, measureCommands } from './farm-history-commands.ts'

const sqlFolder = join(projectRoot, 'src-main/outside/database')
const begin = Date.UTC(2026, 0, 1)

export type Size = { batches: number; jobs: number; units: number }
/** A year and more of work: a million videos of three units each. */
export const million: Size = { batches: 200, jobs: 5_000, units: 3 }

export type HistoryFigures = {
  past: { batches: number; jobs: number; units: number; queued: number }
  /** Of the command line, whole processes. */
  commands: CommandFigures
  /** Seconds of each list and figure of the store, the slowest of five. */
  lists: Record<string, number>
  /** Seconds of the ways of a batch of `inHand.jobs`. */
  batch: Record<string, number>
  inHand: { jobs: number; dispatched: number }
  madeIn: number
  /** Of the database. */
  bytes: number
  /** Looking the whole database through. */
  checkSeconds: number
}

/** Writes a studio's past straight into its database, as if so many batches had been finished there. */
export function makeHistory(folder: string, { batches, jobs, units }: Size): void {
  const { db } = openDatabase(join(folder, 'studio.sqlite'), sqlFolder)
  const details = deflateRawSync(
    JSON.stringify({
      commands: [`ffmpeg -nostdin -v error -i /studio/clips/${randomBytes(200).toString('hex')}.mp4 out.mp4`],
      stderr: `frame=  300 fps=120 ${randomBytes(100).toString('hex')}`,
    }),
  )
  db.pragma('synchronous = OFF')
  db.exec("INSERT INTO studios (number, name, machine) VALUES (1, '4711-0a1b2c3d', 'workstation')")
  const past = pastOf(units).map((text) => db.prepare(text))
  for (let batch = 1; batch <= batches; batch += 1) {
    const values = {
      batch,
      jobs,
      first: (batch - 1) * jobs,
      at: begin + batch * 86_400_000,
      details,
      request: JSON.stringify(renderRequest.parse({ template: 'showcase', data: 'a.csv', out: '/out' })),
    }
    db.transaction(() => {
      for (const statement of past) statement.run(values)
    })()
  }
  db.close()
}

/** What a batch leaves, a statement a table. */
function pastOf(units: number): string[] {
  const numbers = (count: string) =>
    `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${count})`
  const iso = (ms: string) => `strftime('%Y-%m-%dT%H:%M:%S.000Z', (${ms}) / 1000, 'unixepoch')`
  const hash = (seed: string) =>
    `printf('%016x%016x%016x%016x', (${seed}) * 2654435761, (${seed}) * 40503, (${seed}) * 97, ${seed})`
  const unit = `((@first + (n.n - 1) / ${units}) * ${units} + (n.n - 1) % ${units} + 1)`
  const all = `@jobs * ${units}`
  return [
    `INSERT INTO batches (number, id, name, template_name, template_version, template_title, template_folder,
       template_hash, data, output_folder, languages, formats, quality, identity, created_at, studio, status,
       reason, finished_at, rank, prepared, "rows", jobs, done, failed)
     VALUES (@batch, printf('20260101-%04d-aaaa', @batch), 'products', 'showcase', '1.0.0', 'Showcase', '/t', 'h',
       '/data/products.csv', printf('/out/%d', @batch % 20), '["en"]', '["square"]', 'standard', ${hash('@batch')},
       ${iso('@at')}, '4711-0a1b2c3d', 'finished', 'All made.', ${iso('@at + 80000000')}, @batch, 1, @jobs, @jobs,
       @jobs - @jobs / 100, @jobs / 100)`,
    'INSERT INTO batch_requests (batch, request) VALUES (@batch, @request)',
    `${numbers('@jobs')} INSERT INTO "rows" (batch, number, line, key, "values", by_language)
     SELECT @batch, n, n + 1, printf('SKU-%06d', n),
       json_object('name', json_object('type', 'text', 'text', 'A product that has a name of some length ' || n),
         'price', json_object('type', 'money', 'amount', n * 7, 'currency', 'EUR')), '{}' FROM n`,
    `${numbers('@jobs')} INSERT INTO jobs (id, batch, row_number, line, row_key, language, format, path, path_key, work,
       attempts, rank, status, reason, bytes, duration, width, height, frames, sha256, plan_hash, error_code,
       error_message, error_cause)
     SELECT @first + n, @batch, n, n + 1, printf('SKU-%06d', n), 'en', 'square',
       printf('kitchen/SKU-%06d_en_square.mp4', n), printf('kitchen/sku-%06d_en_square.mp4', n), 2e8, 1, n,
       CASE n % 100 WHEN 0 THEN 'failed' ELSE 'done' END, 'Made, and found whole when it was probed.',
       CASE n % 100 WHEN 0 THEN NULL ELSE 4000000 END, CASE n % 100 WHEN 0 THEN NULL ELSE 20.0 END,
       CASE n % 100 WHEN 0 THEN NULL ELSE 1080 END, CASE n % 100 WHEN 0 THEN NULL ELSE 1080 END,
       CASE n % 100 WHEN 0 THEN NULL ELSE 600 END, CASE n % 100 WHEN 0 THEN NULL ELSE ${hash('@first + n')} END,
       CASE n % 100 WHEN 0 THEN NULL ELSE ${hash('@first + n + 7')} END,
       CASE n % 100 WHEN 0 THEN 'clip.unreadable' END, CASE n % 100 WHEN 0 THEN 'It is cut short.' END,
       CASE n % 100 WHEN 0 THEN 'row' END
     FROM n`,
    `INSERT INTO attempts (job, number, studio, begun_at, ended_at, "end", error_code, error_cause, reason)
     SELECT id, 1, '4711-0a1b2c3d', ${iso('@at + row_number * 16000')}, ${iso('@at + row_number * 16000 + 30000')},
       status, error_code, error_cause, error_message FROM jobs WHERE batch = @batch`,
    `${numbers(all)} INSERT INTO units (number, job, kind, hash, label, position, tries, attempts, status, reason)
     SELECT ${unit}, @first + (n.n - 1) / ${units} + 1, CASE n.n % ${units} WHEN 0 THEN 'output' ELSE 'segment' END,
       ${hash(unit)}, 'Frames 120 to 240, square, en', n.n % ${units}, 0, 1, 'done', 'Made.' FROM n`,
    `${numbers(all)} INSERT INTO unit_attempts (unit, number, studio, begun_at, ended_at, "end", exit, milliseconds,
       cpu_ms, peak_bytes, expected_bytes, encoder)
     SELECT ${unit}, 1, 1, @at + n.n * 5000, @at + n.n * 5000 + 9000, 'done', 'exit status 0', 9000, 17000, 180000000,
       200000000, 'libx264' FROM n`,
    `${numbers(all)} INSERT INTO attempt_details (unit, number, details) SELECT ${unit}, 1, @details FROM n`,
    `${numbers('2 * @jobs')} INSERT INTO events (batch, number, at, job, previous, status, reason)
     SELECT @batch, n + 2, ${iso('@at + n * 8000')}, @first + (n + 1) / 2,
       CASE n % 2 WHEN 1 THEN 'waiting' ELSE 'running' END, CASE n % 2 WHEN 1 THEN 'running' ELSE 'done' END,
       CASE n % 2 WHEN 1 THEN 'A slot was free.' ELSE 'Made, and found whole when it was probed.' END FROM n`,
    `INSERT INTO events (batch, number, at, previous, status, reason) VALUES
       (@batch, 1, ${iso('@at')}, NULL, 'preparing', 'The table is being read and checked.'),
       (@batch, 2, ${iso('@at')}, 'preparing', 'running', 'Begun.'),
       (@batch, 2 * @jobs + 3, ${iso('@at + 80000000')}, 'running', 'finished', 'All made.')`,
    `${numbers('1334')} INSERT INTO batch_minutes (batch, minute, done, failed, units, retries, cpu_ms, bytes)
     SELECT @batch, @at / 60000 + n, 4, 0, 12, 0, 204000, 16000000 FROM n`,
    `INSERT INTO forecasts (batch, done_share, low, likely, high, worked_ms, came)
     VALUES (@batch, 0.1, 60000, 72000, 90000, 8000000, 71000)`,
  ]
}

const nthBatch = (number: number) => `20260101-${String(number).padStart(4, '0')}-aaaa`

/** Every list and figure of a studio with a past, the slowest of five goes each, in seconds. */
export function measureLists(store: StudioStore, { batches, jobs }: Size): Record<string, number> {
  const middle = nthBatch(Math.ceil(batches / 2))
  const first = Math.floor(batches / 2) * jobs
  const asks: Record<string, () => unknown> = {
    'batches, first page': () => store.batches(undefined, 50),
    'batches, last page': () => store.batches(nthBatch(Math.ceil(batches / 4)), 50),
    'newest batch': () => store.newestBatch(),
    'a batch': () => store.batch(middle),
    'its jobs, first page': () => store.jobs(middle, undefined, 0, 1_000),
    'its jobs, a late page': () => store.jobs(middle, undefined, first - 1_000, 1_000),
    'its failed jobs': () => store.jobs(middle, 'failed', 0, 1_000),
    'its done jobs, a late page': () => store.jobs(middle, 'done', first - 1_000, 1_000),
    'its waiting jobs (none)': () => store.jobs(middle, 'waiting', 0, 1_000),
    'its work by status': () => store.work(middle),
    'its timeline': () => store.timeline(middle),
    'its events, a late page': () => store.events(middle, 2 * jobs - 1_000, 1_000),
    'the units of a job': () => store.units.ofJob(first - 7),
    'the tries of a job': () => store.attempts(first - 7),
    'the queue': () => store.queued(500),
    'what was lost': () => [store.lostBatches(), store.lostPrograms()],
    'handing it back': () =>
      store.handBackLost(new Date(begin).toISOString(), { unit: none, job: none, batch: none }),
    'past forecasts': () => store.pastForecasts(100),
    'the same request': () => store.newestOfRequest('none', '/out/3'),
    'an earlier file of a plan': () =>
      store.earlierOutput(middle, { outputFolder: '/out/3', path: 'a.mp4', hash: 'none' }),
    'an earlier writer': () =>
      store.wroteBefore(middle, {
        outputFolder: '/out/3',
        templateName: 'showcase',
        pathKey: 'kitchen/sku-000003_en_square.mp4',
        rowKey: 'none',
        language: 'en',
        format: 'square',
      }),
  }
  return Object.fromEntries(
    Object.entries(asks).map(([name, ask]) => [
      name,
      Math.max(...Array.from({ length: 5 }, () => timed(ask))),
    ]),
  )
}

/** Seconds of the ways of a large batch: in, through and acted on as a whole. */
export function measureBatch(store: StudioStore, jobs: number, dispatched: number): Record<string, number> {
  const id = '20261121-1415-k3f9'
  const at = (milliseconds = 0) => new Date(Date.UTC(2026, 10, 21) + milliseconds).toISOString()
  const seconds: Record<string, number> = {}
  seconds['put in'] = timed(() => {
    addBatch(store, id, at())
    for (let row = 1; row <= jobs / 12; row += 100) store.addRows(id, rows(row, 100))
  })
  const change = (event: Parameters<typeof changeBatch>[2]) => {
    const { status, counts } = store.batch(id)
    store.apply(id, { jobs: [], batch: changeBatch(status, counts, event), at: at() })
  }
  change({ kind: 'prepared' })
  let clock = 0
  const dispatch = timed(() => {
    for (let number = 0; number < dispatched; number += 1) {
      clock += 2
      dispatchOne(store, id, at(clock))
    }
  })
  seconds['a dispatch: claim, begin, end, settle'] = dispatch / dispatched
  const bulk = (
    name: string,
    from: 'waiting' | 'paused' | 'failed' | 'skipped',
    to: 'waiting' | 'paused' | 'skipped',
  ) => {
    seconds[name] = timed(() =>
      all(store.changingJobs(id, { from: [from], to, reason: 'A person wished it.', at: at() })),
    )
  }
  bulk('pause all', 'waiting', 'paused')
  bulk('resume all', 'paused', 'waiting')
  bulk('skip all', 'waiting', 'skipped')
  bulk('try all again', 'skipped', 'waiting')
  seconds['its work by status'] = timed(() => store.work(id))
  seconds['a page of its waiting jobs, late'] = timed(() => store.jobs(id, 'waiting', jobs - 2_000, 1_000))
  seconds['move one up'] = timed(() => {
    const move = store.movingJobs([store.jobs(id, 'waiting', jobs / 2, 1).jobs[0]!.id], 'up')
    while (move() !== null);
  })
  seconds['drop all of it, to be prepared anew'] = timed(() => all(store.droppingPrepared(id)))
  return seconds
}

function none(): never {
  throw new Error('nothing was lost')
}

function dispatchOne(store: StudioStore, batch: string, at: string): void {
  const inHand = store.claimNext(batch, at, (job) => changeJob(job, { kind: 'claimed' }))
  if (inHand === null) throw new Error('there is nothing left to dispatch')
  const { job } = inHand
  const hash = job.path.padEnd(64, '0')
  const ask = { batch, job: job.id, kind: 'output' as const, hash, label: 'Output', order: 0 }
  const unit = store.units.begin(ask, at, { expectedBytes: 1e8, encoder: null }, (found) =>
    changeUnit(found, { kind: 'begun' }),
  )
  store.units.started(unit.number, unit.attempts, { pid: 4711, startedAt: '123456' })
  store.units.end(changeUnit(unit, { kind: 'made' }), at, {
    exit: 'exit status 0',
    milliseconds: 1,
    cpuMilliseconds: 1,
    peakBytes: 1e6,
    commands: ['ffmpeg -nostdin -v error -i /studio/clips/in.mp4 -c copy /out/out.mp4'],
    stderr: '',
  })
  const output = {
    path: job.path,
    bytes: 4e6,
    duration: 20,
    width: 1080,
    height: 1080,
    frames: 600,
    sha256: hash,
  }
  store.apply(batch, { jobs: [changeJob(job, { kind: 'made', output, hash, note: null })], batch: null, at })
}

function addBatch(store: StudioStore, id: string, createdAt: string): void {
  store.addBatch({
    id,
    name: 'products',
    template: { name: 'showcase', version: '1.0.0', title: 'Showcase', folder: '/t', hash: 'h' },
    data: '/data/products.csv',
    outputFolder: '/out',
    languages: ['en', 'es', 'fr', 'de'],
    formats: ['square', 'wide', 'tall'],
    quality: 'standard',
    createdAt,
    request: renderRequest.parse({ template: 'showcase', data: 'products.csv', out: '/out' }),
    identity: 'one',
    reason: 'The table is being read and checked.',
  })
}

function rows(from: number, count: number): Parameters<StudioStore['addRows']>[1] {
  const videos = ['en', 'es', 'fr', 'de'].flatMap((language) =>
    ['square', 'wide', 'tall'].map((format) => ({ language, format })),
  )
  return {
    rejected: [],
    passed: Array.from({ length: count }, (_, index) => {
      const number = from + index
      const key = `SKU-${number}`
      return {
        row: { number, line: number + 1, key, values: { name: { type: 'text', text: key } }, byLanguage: {} },
        jobs: videos.map(({ language, format }) => {
          const path = `kitchen/${key}_${language}_${format}.mp4`
          const place = { rowNumber: number, line: number + 1, rowKey: key, language, format }
          return { ...place, path, pathKey: path.toLowerCase(), work: 2e8, note: null }
        }),
      }
    }),
  }
}

function timed(work: () => unknown): number {
  const begun = performance.now()
  work()
  return (performance.now() - begun) / 1_000
}

/** Batches that somebody paused before their first video, at the end of the past: what `queue` has to show. */
export function fillQueue(store: StudioStore, batches: number, rowsEach: number): void {
  const at = new Date(Date.UTC(2026, 10, 20)).toISOString()
  for (let number = 1; number <= batches; number += 1) {
    const id = `20261120-${String(number).padStart(4, '0')}-bbbb`
    addBatch(store, id, at)
    store.addRows(id, rows(1, rowsEach))
    const events = [{ kind: 'prepared' }, { kind: 'paused', by: 'person', now: true }] as const
    for (const event of events) {
      const { status, counts } = store.batch(id)
      store.apply(id, { jobs: [], batch: changeBatch(status, counts, event), at })
    }
  }
}

/** Makes a studio with a past in `folder` and measures it there: first as the command line tells of it, then its store. */
export async function measureHistory(
  folder: string,
  size: Size,
  inHand: { jobs: number; dispatched: number },
  say: (text: string) => void,
): Promise<HistoryFigures> {
  const { batches, jobs } = size
  say(`history: making ${(batches * jobs).toLocaleString('en')} past videos`)
  const madeIn = timed(() => makeHistory(folder, size))
  const open = () => openStudioStore({ folder, sqlFolder, studio: 'bench' })
  let store = open()
  const queued = 10
  fillQueue(store, queued, Math.min(100, jobs))
  store.close()
  say('history: asking the command line')
  const commands = await measureCommands(folder, {
    batch: nthBatch(Math.ceil(batches / 2)),
    job: Math.floor((batches * jobs) / 2),
    times: 5,
  })
  say('history: asking the store')
  const { bytes, checkSeconds } = checked(join(folder, 'studio.sqlite'))
  store = open()
  try {
    const lists = measureLists(store, size)
    const batch = measureBatch(store, inHand.jobs, inHand.dispatched)
    const past = { batches, jobs: batches * jobs, units: batches * jobs * size.units, queued }
    return { past, commands, lists, batch, inHand, madeIn, bytes, checkSeconds }
  } finally {
    store.close()
  }
}

function checked(path: string): { bytes: number; checkSeconds: number } {
  const { db } = openDatabase(path, sqlFolder)
  const checkSeconds = timed(() => db.pragma('quick_check'))
  db.close()
  return { bytes: statSync(path).size, checkSeconds }
}
