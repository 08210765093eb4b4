import { join } from 'node:path'
import { changeBatch } from '../../../src-main/core/job-lifecycle/batch-lifecycle.ts'
import { changeJob, type JobEvent } from '../../../src-main/core/job-lifecycle/job-lifecycle.ts'
import type { NewJob } from '../../../src-main/outside/database/job-records.ts'
import { createReadingThread, type ReadingThread } from '../../../src-main/outside/database/reading-thread.ts'
import { openStudioStore, type StudioStore } from '../../../src-main/outside/database/studio-store.ts'
import { type Job, type Queueing, renderRequest } from '../../../src-shared/batches/batch.ts'
import type { RowProblem } from '../../../src-shared/data/rows.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

export const sqlFolder = join(projectRoot, 'src-main/outside/database')
export const at = '2026-11-21T10:00:00.000Z'
export const withStore = (work: (store: StudioStore, folder: string) => void | Promise<void>) =>
  withTempFolder(async (folder) => {
    const store = openStudioStore({ folder, sqlFolder, studio: 'one' })
    try {
      await work(store, folder)
    } finally {
      store.close()
    }
  })

/** The same, with the thread that reads it. */
export const withReading = (
  work: (reading: ReadingThread, store: StudioStore, folder: string) => Promise<void>,
) =>
  withStore(async (store, folder) => {
    const reading = createReadingThread({
      path: join(folder, 'studio.sqlite'),
      statements: join(sqlFolder, 'statements'),
    })
    try {
      await work(reading, store, folder)
    } finally {
      await reading.close()
    }
  })

/** All of what is changed or dropped in slices, at once; comes back with how much it was. */
export function all(step: () => number): number {
  let sum = 0
  for (let done = step(); done > 0; done = step()) sum += done
  return sum
}

export function addBatch(store: StudioStore, id = 'b1', queue: Partial<Queueing> = {}) {
  return store.addBatch({
    id,
    name: 'products',
    template: { name: 'showcase', version: '1.0.0', title: 'Showcase', folder: '/t', hash: 'h' },
    data: '/data/products.csv',
    outputFolder: '/out',
    languages: ['en', 'es'],
    formats: ['square'],
    quality: 'standard',
    createdAt: at,
    request: renderRequest.parse({ template: 'showcase', data: 'products.csv', out: '/out', queue }),
    identity: 'one request',
    reason: 'Reads the table.',
  })
}
export const job = (row: number, language = 'en', path = `${row}_${language}.mp4`): NewJob => ({
  rowNumber: row,
  line: row + 1,
  rowKey: `K${row}`,
  language,
  format: 'square',
  path,
  pathKey: path,
  work: 100,
  note: null,
})
export const passed = (row: number, jobs = [job(row)]) => ({
  row: {
    number: row,
    line: row + 1,
    key: `K${row}`,
    values: { name: { type: 'text' as const, text: 'Mug' } },
    byLanguage: { es: { name: { type: 'text' as const, text: 'Taza' } } },
  },
  jobs,
})
export const problem = (row: number, column: string): RowProblem => ({
  line: row + 1,
  rowNumber: row,
  key: null,
  column,
  value: 'call us',
  rule: 'money',
  message: 'No price.',
  whatToDo: 'Write one.',
})
export const run = (store: StudioStore, id = 'b1') =>
  store.apply(id, {
    jobs: [],
    batch: changeBatch('preparing', store.batch(id).counts, { kind: 'prepared' }),
    at,
  })
export const claim = (store: StudioStore, id = 'b1') =>
  store.claimNext(id, at, (next) => changeJob(next, { kind: 'claimed' }))
export const made = (done: Job) => ({
  path: done.path,
  bytes: 10,
  duration: 1,
  width: 2,
  height: 2,
  frames: 30,
  sha256: `sha of ${done.path}`,
})

/** A change of one job that somebody holds. */
export const settle = (store: StudioStore, taken: Job, event: JobEvent, when = at) =>
  store.apply(taken.batchId, { jobs: [changeJob(taken, event)], batch: null, at: when })
export const make = (store: StudioStore, taken: Job, when = at) =>
  settle(store, taken, { kind: 'made', output: made(taken), hash: `plan of ${taken.path}`, note: null }, when)

/** A batch of so many rows, a job each, that runs. */
export function runningBatch(store: StudioStore, id: string, rows: number, queue: Partial<Queueing> = {}) {
  addBatch(store, id, queue)
  store.addRows(id, {
    passed: Array.from({ length: rows }, (_, index) => passed(index + 1)),
    rejected: [],
  })
  run(store, id)
}
