import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../src-main/outside/database/open-database.ts'
import { openStudioStore, type StudioStore } from '../../../src-main/outside/database/studio-store.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { claim, sqlFolder } from './stores.ts'

/** Made by the Reelmill that knew two migrations: finished, interrupted, failed, running and preparing batches. */
const older = join(projectRoot, 'tests/outside/database/studio-0002.sqlite.gz')

const withOlder = (work: (store: StudioStore, folder: string) => void) =>
  withTempFolder((folder) => {
    writeFileSync(join(folder, 'studio.sqlite'), gunzipSync(readFileSync(older)))
    const store = openStudioStore({ folder, sqlFolder, studio: 'new' })
    try {
      expect(store.migrated).toEqual([
        'farm',
        'failures',
        'start_at',
        'requests',
        'quality',
        'review',
        'samples',
        'doubts',
        'rejections',
        'said_at',
      ])
      work(store, folder)
    } finally {
      store.close()
    }
  })

test('a studio of the time before the farm comes forward with every batch, row, job, try and event', () =>
  withOlder((store, folder) => {
    const { batches } = store.batches(undefined, 10)
    expect(batches.map(({ id, status }) => [id.slice(-4), status])).toEqual([
      ['eeee', 'preparing'],
      ['dddd', 'running'],
      ['cccc', 'failed'],
      ['bbbb', 'interrupted'],
      ['aaaa', 'finished'],
    ])
    expect(batches[4]).toMatchObject({
      finishedAt: '2026-11-21T10:07:00.000Z',
      priority: 'normal',
      after: [],
      counts: { rows: 3, rejectedRows: 1, jobs: 4, done: 3, failed: 1, paused: 0, skipped: 0 },
      manifest: '/out/manifest-20261121-1000-aaaa.json',
    })
    expect(batches[2]).toMatchObject({ error: { code: 'data.strict' } })
    expect(store.batchInHand('20261121-1000-aaaa').request).toMatchObject({ data: expect.any(String) })
    expect(store.row('20261121-1000-aaaa', 2).byLanguage).toHaveProperty('es')
    expect(store.jobs('20261121-1000-aaaa', 'failed', 0, 10).jobs).toMatchObject([
      { error: { code: 'clip.unreadable', whatToDo: 'Copy it again.' }, attempts: 1, priority: null },
    ])
    expect(store.attempts(1)).toMatchObject([{ studio: '4711-0a1b2c3d', end: 'done', error_cause: null }])
    expect(store.events('20261121-1000-aaaa', 0, 100)).toHaveLength(11)
    expect(store.rejected('20261121-1010-bbbb', 0, 10).problems).toHaveLength(1)
    const { db } = openDatabase(join(folder, 'studio.sqlite'), sqlFolder)
    expect(db.pragma('foreign_key_check')).toEqual([])
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(
      db.prepare("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'new!_%' ESCAPE '!'").pluck().get(),
    ).toBe(0)
    db.close()
  }))

test('files that older batches made are found again by their plan', () =>
  withOlder((store) => {
    const planned = { outputFolder: '/out', path: '1_en.mp4', hash: 'plan 0' }
    expect(store.earlierOutput('20261121-1040-eeee', planned)).toMatchObject({
      madeBy: '20261121-1000-aaaa',
      output: { sha256: 'sha of 1_en.mp4', frames: 60 },
    })
  }))

test('what an older Reelmill left interrupted waits for a person, what ran was lost', () =>
  withOlder((store) => {
    expect(store.batch('20261121-1010-bbbb')).toMatchObject({
      status: 'interrupted',
      by: 'person',
      counts: { done: 1, unchanged: 1, waiting: 3 },
    })
    expect(store.batchInHand('20261121-1010-bbbb').prepared).toBe(true)
    expect(store.batchInHand('20261121-1020-cccc').prepared).toBe(false)
    expect(store.lostBatches().map(({ id }) => id.slice(-4))).toEqual(['dddd', 'eeee'])
    // Jobs stay in the order of the table.
    const ids = store.jobs('20261121-1030-dddd', 'waiting', 0, 10).jobs.map(({ id }) => id)
    expect(claim(store, '20261121-1030-dddd')?.job.id).toBe(ids[0])
  }))
