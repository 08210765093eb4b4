import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { answerQuestions } from '../threads/answer-questions.ts'
import { queries, type Reading } from './reading/queries.ts'
import type { ReadingAsk, ReadingTask } from './reading-thread.ts'
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

answerQuestions(({ name, values }: ReadingAsk) => {
  const query = queries[name] as (reading: Reading, values: unknown) => unknown
  return query(reading, values)
})
