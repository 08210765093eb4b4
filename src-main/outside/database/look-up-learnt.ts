import { join } from 'node:path'
import Database from 'better-sqlite3'
import { farmRecords } from './farm-records.ts'
import { readStatements } from './statements.ts'
import { guardStudio } from './studio-faults.ts'

/**
 * What a studio learnt under a name, read without taking the studio: another process may be working in it. Null where nothing was
 * learnt, there is no studio yet, or it can't be read: nobody counts on it.
 */
export function lookUpLearnt(folder: string, sqlFolder: string, name: string): unknown {
  let db: Database.Database | null = null
  try {
    db = new Database(join(folder, 'studio.sqlite'), { readonly: true, fileMustExist: true, timeout: 1_000 })
    const sql = readStatements(db, join(sqlFolder, 'statements', 'farm.sql'), guardStudio(db))
    return farmRecords(sql).learnt(name)
  } catch {
    return null
  } finally {
    db?.close()
  }
}
