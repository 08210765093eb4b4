import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import {
  claimIndex,
  indexName,
  ownIndex,
  sealIndex,
  shareIndex,
} from '../../../src-main/outside/database/artifact-index.ts'
import {
  type ArtifactRecord,
  openArtifactRecords,
  openArtifactSource,
} from '../../../src-main/outside/database/artifact-records.ts'
import { splitStatements } from '../../../src-main/outside/database/statements.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const sqlFolder = join(projectRoot, 'src-main/outside/database')
const at = '2026-11-21T10:00:00.000Z'
const open = (folder: string) => openArtifactRecords({ folder, sqlFolder, policy: { days: 7 } })
const record = (bytes: number, facts: unknown = null): ArtifactRecord => ({
  extension: 'mp4',
  bytes,
  modified: 1_764_000_000_123.456,
  sha256: 'ab'.repeat(32),
  frames: 90,
  facts,
})
const withRecords = (work: (records: ReturnType<typeof open>, folder: string) => void) =>
  withTempFolder((folder) => {
    const records = open(folder)
    try {
      work(records, folder)
    } finally {
      records.close()
    }
  })

test('what was recorded comes back as it was, facts and the exact time of the file included', () =>
  withRecords((records) => {
    const clip = record(10, { place: { left: 0.5, label: '½ “é”' }, hasAlpha: true })
    records.put('aa', clip)
    records.put('bb', { ...record(5), frames: null })
    expect(records.find('aa')).toEqual({ ...clip, trusted: true })
    expect(records.find('bb')).toMatchObject({ frames: null, facts: null })
    expect(records.find('cc')).toBeNull()
  }))

test('the sum of bytes follows what is added, replaced and removed', () =>
  withRecords((records) => {
    records.put('aa', record(10))
    records.put('bb', record(5))
    records.put('aa', record(7))
    expect(records.bytes()).toBe(12)
    records.remove('aa')
    records.remove('aa')
    expect(records.bytes()).toBe(5)
  }))

test('those that were asked for longest ago come first, a page at a time', () =>
  withRecords((records) => {
    for (const hash of ['aa', 'bb', 'cc', 'dd']) records.put(hash, record(1))
    records.touch('aa')
    records.put('bb', record(2))
    const first = records.longestUnused(0, 3)
    expect(first.map(({ hash }) => hash)).toEqual(['cc', 'dd', 'aa'])
    expect(records.longestUnused(first[2]!.used, 3).map(({ hash }) => hash)).toEqual(['bb'])
  }))

test('only what this opening made or verified is trusted, also after a close without an end', () =>
  withTempFolder((folder) => {
    const before = open(folder)
    before.put('aa', record(1))
    before.put('bb', record(1))
    before.close()
    const after = open(folder)
    expect(after.find('aa')?.trusted).toBe(false)
    after.put('aa', record(1))
    expect([after.find('aa')?.trusted, after.find('bb')?.trusted]).toEqual([true, false])
    after.close()
  }))

test('sealed records say when their batch ended and what becomes of it, and can be read by many', () =>
  withTempFolder((folder) => {
    const records = open(folder)
    records.put('aa', record(10))
    expect(claimIndex(folder, sqlFolder)).toBe('in-use')
    records.seal('keep', at)
    expect(existsSync(join(folder, `${indexName}-wal`))).toBe(false)
    const readers = [1, 2].map(() => openArtifactSource(folder, sqlFolder)!)
    for (const reader of readers) expect(reader.find('aa')).toEqual(record(10))
    expect(claimIndex(folder, sqlFolder)).toBe('in-use')
    for (const reader of readers) reader.close()
    const claimed = claimIndex(folder, sqlFolder)
    expect(claimed).toMatchObject({ policy: 'keep', sealedAt: at, bytes: 10 })
    if (typeof claimed !== 'string') claimed.letGo()
  }))

test('records that are opened again are no source until they are sealed again', () =>
  withTempFolder((folder) => {
    open(folder).seal('keep', at)
    open(folder).close()
    expect(openArtifactSource(folder, sqlFolder)).toBeNull()
  }))

test('an index of another version is left alone by readers, and begun anew by its owner', () =>
  withTempFolder((folder) => {
    const records = open(folder)
    records.put('aa', record(10))
    records.seal('keep', at)
    const db = new Database(join(folder, indexName))
    db.pragma('user_version = 99')
    db.close()
    expect(openArtifactSource(folder, sqlFolder)).toBeNull()
    expect(claimIndex(folder, sqlFolder)).toBe('unknown')
    const renewed = open(folder)
    expect(renewed.find('aa')).toBeNull()
    renewed.close()
  }))

test('asking whether a batch that is being made has something to give takes no time', () =>
  withRecords((_, folder) => {
    const took: number[] = []
    for (let times = 0; times < 5; times += 1) {
      const before = performance.now()
      expect(shareIndex(folder, sqlFolder)).toBeNull()
      took.push(performance.now() - before)
    }
    // Waiting for whoever writes would be in each of them, others on the machine are not.
    expect(Math.min(...took)).toBeLessThan(80)
  }))

test('an end that finds no room on the disk is told as a full disk, with what to do', () =>
  withTempFolder((folder) => {
    const index = ownIndex(folder, sqlFolder, 'keep')
    try {
      index.db.pragma(`max_page_count = ${index.db.pragma('page_count', { simple: true })}`)
      const policy = 'x'.repeat(100_000) as 'keep'
      expect(() => sealIndex(index, policy, at)).toThrow(
        expect.objectContaining({
          code: 'disk.full',
          message: expect.stringContaining(join(folder, indexName)),
          whatToDo: expect.stringContaining('Make room'),
        }),
      )
    } finally {
      index.db.close()
    }
  }))

test('a folder that cannot be made is explained', () =>
  withRecords((_, folder) => {
    expect(() => open(join(folder, indexName, 'below'))).toThrow(
      expect.objectContaining({ code: 'artifacts.unwritable', whatToDo: expect.any(String) }),
    )
  }))

test('no statement reads all of 100,000 records', () =>
  withTempFolder((folder) => {
    open(folder).close()
    const db = new Database(join(folder, indexName))
    const file = join(sqlFolder, 'statements/artifact-index.sql')
    for (const [name, text] of splitStatements(readFileSync(file, 'utf8'))) {
      const values = Object.fromEntries([...text.matchAll(/@(\w+)/g)].map(([, value]) => [value, 1]))
      const steps = db.prepare(`EXPLAIN QUERY PLAN ${text}`).all(values) as { detail: string }[]
      const details = steps.map(({ detail }) => detail).filter((detail) => !detail.startsWith('SCAN state'))
      expect(
        details.filter((detail) => /\bSCAN\b|TEMP B-TREE/.test(detail)),
        name,
      ).toEqual([])
    }
    db.close()
  }))
