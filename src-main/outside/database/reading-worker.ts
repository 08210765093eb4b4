import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { StudioError, toErrorShape } from '../../../src-shared/contract/errors.ts'
import { queries, type Reading } from './reading/queries.ts'
import type { ReadingAnswer, ReadingAsk, ReadingTask } from './reading-thread.ts'
import { readStatements, type Statements } from './statements.ts'
import { guardStudio } from './studio-faults.ts'

const { path, statements } = workerData as ReadingTask
const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 10_000 })
// 32 MB: a batch's jobs are looked through again and again.
db.pragma('cache_size = -32000')
const guard = guardStudio(db)
const topics = new Map<string, Statements>()
const prepared = new Map<string, Database.Statement>()

const reading: Reading = {
  statements(topic) {
    const known = topics.get(topic) ?? readStatements(db, join(statements, `${topic}.sql`), guard)
    topics.set(topic, known)
    return known
  },
  column<T>(text: string, values: Record<string, string | number | null>) {
    const known = prepared.get(text) ?? db.prepare(text).pluck()
    prepared.set(text, known)
    return guard(() => known.all(values)) as T[]
  },
}

parentPort!.on('message', ({ number, name, values }: ReadingAsk) => {
  parentPort!.postMessage(answer(number, name, values))
})

function answer(number: number, name: ReadingAsk['name'], values: unknown): ReadingAnswer {
  try {
    const query = queries[name] as (reading: Reading, values: unknown) => unknown
    return { number, answer: query(reading, values) }
  } catch (error) {
    const isOurs = !(error instanceof StudioError)
    return { number, error: toErrorShape(error), own: isOurs ? String((error as Error).stack) : null }
  }
}
