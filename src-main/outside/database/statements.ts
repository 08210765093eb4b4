import { readFileSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { orDiskFull } from './disk-full.ts'

/** Named statements of one topic, each prepared when it is first used. All throw `disk.full`. */
export type Statements = {
  /** One row, or null; also of what writes and answers. */
  one<T>(name: string, values?: Values): T | null
  all<T>(name: string, values?: Values): T[]
  /** How many rows it changed, and the number of the last one that was added. */
  run(name: string, values?: Values): { changes: number; lastNumber: number }
}
type Values = Record<string, string | number | Buffer | null>

/** Does what reads or writes, and explains what goes wrong with it. */
export type Guard = <T>(work: () => T) => T

/** Reads a file of statements, each under a line `-- name: the_name`. */
export function readStatements(
  db: Database.Database,
  file: string,
  guard: Guard = (work) => orDiskFull(db, work),
): Statements {
  const texts = splitStatements(readFileSync(file, 'utf8'))
  const prepared = new Map<string, Database.Statement>()
  const statement = (name: string) => {
    let found = prepared.get(name)
    if (found === undefined) {
      const text = texts.get(name)
      if (text === undefined) throw new Error(`${file} has no statement named ${name}`)
      found = db.prepare(plannedOnce(text))
      prepared.set(name, found)
    }
    return found
  }
  return {
    one: <T>(name: string, values: Values = {}) =>
      (guard(() => statement(name).get(values)) as T | undefined) ?? null,
    all: <T>(name: string, values: Values = {}) => guard(() => statement(name).all(values)) as T[],
    run: (name, values = {}) => {
      const { changes, lastInsertRowid } = guard(() => statement(name).run(values))
      return { changes, lastNumber: Number(lastInsertRowid) }
    },
  }
}

/**
 * The same statement, with `+@name` for each value: SQLite may look at a bare value to plan a statement (for a partial index, a
 * join, a limit), and then plans it anew at each use, which takes ten times as long as looking a row up. A plus before a
 * value of any type changes nothing else.
 */
export const plannedOnce = (text: string): string => text.replace(/(?<![+\w@])@(?=\w)/g, '+@')

/** Statement by name; what stands before the first name is passed over. */
export function splitStatements(text: string): Map<string, string> {
  const statements = new Map<string, string>()
  for (const piece of text.split(/^-- name: */m).slice(1)) {
    const [name = '', ...body] = piece.split('\n')
    if (statements.has(name.trim())) throw new Error(`two statements are named ${name.trim()}`)
    statements.set(name.trim(), body.join('\n').trim())
  }
  return statements
}
