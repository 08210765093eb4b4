import { closeSync, fdatasyncSync, openSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { faultsIn } from './check-database.ts'
import type { DatabaseTask, TaskOutcome } from './database-thread.ts'

/** 4 MiB: a thread that shall end doesn't let one wait. */
const pagesAtOnce = 1_024

class Stopped extends Error {}
type OnceTask = Exclude<DatabaseTask, { lookEvery: number }>

async function perform({ source, part, stop }: OnceTask): Promise<TaskOutcome> {
  const asked = new Int32Array(stop)
  const goOn = () => {
    if (Atomics.load(asked, 0) !== 0) throw new Stopped()
    return pagesAtOnce
  }
  try {
    goOn()
    return part === null
      ? { kind: 'done', faults: check(source, goOn) }
      : await makeBackup(source, part, goOn)
  } catch (error) {
    if (part !== null) remove(part)
    if (error instanceof Stopped) return { kind: 'stopped' }
    const { message, code } = error as Error & { code?: unknown }
    return { kind: 'failed', message, code: String(code ?? '') }
  }
}

/** Copies a database as it is at this moment, checks the copy, and has it on the disk. */
async function makeBackup(source: string, part: string, goOn: () => number): Promise<TaskOutcome> {
  remove(part)
  await copy(source, part, goOn)
  const db = new Database(part, { fileMustExist: true })
  // One file, that can be read without anything beside it.
  db.pragma('journal_mode = DELETE')
  db.close()
  const faults = check(part, goOn)
  if (faults.length > 0) throw new Error(`the copy is not right: ${faults[0]}`)
  flush(part)
  return { kind: 'done', faults }
}

async function copy(source: string, part: string, goOn: () => number): Promise<void> {
  const db = new Database(source, { fileMustExist: true })
  try {
    // A transaction that reads holds this moment: else each write of the studio would begin the copy anew.
    db.exec('BEGIN')
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    await db.backup(part, { progress: goOn })
  } finally {
    db.close()
  }
}

function check(path: string, goOn: () => number): string[] {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  try {
    return faultsIn(db, goOn)
  } finally {
    db.close()
  }
}

/** Without the times in its directory entry: on ext4 those make everybody who writes wait for the file system's own log. */
function flush(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fdatasyncSync(file)
  } finally {
    closeSync(file)
  }
}

function remove(part: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal'])
    rmSync(part + ending, { force: true, recursive: true })
}

/** Pages of the log that wait to be written into the database: 8 MiB. */
const mostWaiting = 2_000
/** Waits no longer than so many looks, however few they are. */
const patience = 60
/** While the studio writes and writes, each pass finds some more; the passes get shorter. */
const passes = 4
/**
 * 256 MiB: from here on there are more of them. Once nothing is left for a moment, the log begins anew; where the studio
 * leaves no such moment, it has to hold still while the last little is written. Nobody waits for whoever reads.
 */
const longLog = 65_536
const passesOfLongLog = 20
const aLittle = 500

/**
 * The log grows while the studio writes; written into the database here, it keeps no one waiting for the disk. What is
 * not yet is flushed at each look: whoever wants something to outlast a power cut waits for little more than that.
 */
async function keepLogShort(source: string, lookEvery: number): Promise<never> {
  const db = new Database(source, { fileMustExist: true, timeout: 1_000 })
  const checkpoint = (mode: 'NOOP' | 'PASSIVE' | 'RESTART') =>
    (db.pragma(`wal_checkpoint(${mode})`) as { log: number; checkpointed: number }[])[0]!
  /** Afterwards as it is then: a pass itself tells of what stood there when it began. */
  const write = (mode: 'PASSIVE' | 'RESTART') => {
    checkpoint(mode)
    return checkpoint('NOOP')
  }
  const leftOf = ({ log, checkpointed }: { log: number; checkpointed: number }) => log - checkpointed
  checkpoint('NOOP')
  // Whoever waits here keeps all others from writing.
  db.pragma('busy_timeout = 0')
  parentPort?.postMessage('keeps')
  let flushed = 0
  for (let looks = 1; ; looks += 1) {
    await sleep(lookEvery)
    try {
      const found = checkpoint('NOOP')
      const waiting = leftOf(found)
      if (waiting === 0) continue
      if (waiting < mostWaiting && looks < patience) {
        if (found.log !== flushed) flush(`${source}-wal`)
        flushed = found.log
        continue
      }
      looks = 0
      let now = write('PASSIVE')
      const isLong = now.log > longLog
      const most = isLong ? passesOfLongLog : passes
      for (let pass = 1; pass < most && leftOf(now) > 0; pass += 1) {
        const before = now
        const isLast = pass === most - 1
        now = write(isLong && isLast && leftOf(now) < aLittle ? 'RESTART' : 'PASSIVE')
        // Somebody reads what is to go: a copy is being made.
        if (now.checkpointed === before.checkpointed) break
      }
      parentPort?.postMessage('shortened')
    } catch {
      // Nothing is lost: it waits in the log. A full disk is told by who writes next.
    }
  }
}

const task = workerData as DatabaseTask
if ('lookEvery' in task) await keepLogShort(task.source, task.lookEvery)
else parentPort?.postMessage(await perform(task))
