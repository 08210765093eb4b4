import { statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { keepLog } from '../../../src-main/outside/database/log-keeper.ts'
import { addBatch, passed, withStore } from './stores.ts'

const waiting = (folder: string) => {
  const db = new Database(join(folder, 'studio.sqlite'), { readonly: true })
  try {
    const [state] = db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[]
    return state!.log - state!.checkpointed
  } finally {
    db.close()
  }
}

test('while a studio writes and writes, its log is written into the database elsewhere, and nothing is lost', () =>
  withStore(async (store, folder) => {
    addBatch(store, 'b1')
    let shortened = 0
    const told: boolean[] = []
    const kept = Promise.withResolvers<void>()
    const keeper = keepLog({
      source: join(folder, 'studio.sqlite'),
      lookEvery: 20,
      onKept(is) {
        told.push(is)
        store.logIsKept(is)
        kept.resolve()
      },
      onShortened: () => {
        shortened += 1
      },
    })
    try {
      await kept.promise
      let rows = 0
      // More than what a commit of its own would have written back: the thread has to, in the middle of it.
      while (shortened === 0) {
        store.addRows('b1', {
          passed: Array.from({ length: 50 }, (_, index) => passed(rows + index + 1)),
          rejected: [],
        })
        rows += 50
        await new Promise((resolve) => setImmediate(resolve))
      }
      // Once it rests, the little that is left follows.
      await expect.poll(() => waiting(folder), { timeout: 30_000 }).toBe(0)
      expect(store.batch('b1').counts).toMatchObject({ rows, jobs: rows })
    } finally {
      await keeper.stop()
    }
    expect(told).toEqual([true, false])
    expect(statSync(join(folder, 'studio.sqlite')).size).toBeGreaterThan(1_000_000)
  }))

test('where no thread can keep the log short, whoever writes hears of it and does so itself', () =>
  withStore(async (store, folder) => {
    const told = Promise.withResolvers<boolean>()
    const keeper = keepLog({
      source: join(folder, 'studio.sqlite'),
      onKept: (kept) => told.resolve(kept),
      module: pathToFileURL(join(folder, 'no-such-module.ts')),
    })
    expect(await told.promise).toBe(false)
    await keeper.stop()
    store.logIsKept(false)
    addBatch(store, 'b1')
    expect(store.batch('b1').counts.rows).toBe(0)
  }))
