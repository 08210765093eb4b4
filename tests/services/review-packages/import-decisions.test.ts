import { execFileSync } from 'node:child_process'
import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { StudioStore } from '../../../src-main/outside/database/studio-store.ts'
import { importDecisions } from '../../../src-main/services/review-packages/import-decisions.ts'
import { sealPackage } from '../../../src-main/services/review-packages/seal.ts'
import {
  type DecisionsFile,
  mostFileBytes,
  mostSaid,
  type SaidDecision,
} from '../../../src-shared/review/package.ts'
import { at, claim, made, runningBatch, settle, withStore } from '../../outside/database/stores.ts'

/** When files come back. */
const now = '2026-11-30T10:00:00.000Z'
const own = Buffer.from('the key of this studio').toString('base64')
const sha256 = 'a'.repeat(64)

/** A finished video that went out in a package, and the file that comes back with a word on it. */
function sent(store: StudioStore): DecisionsFile {
  runningBatch(store, 'b1', 1)
  const { job } = claim(store, 'b1')!
  settle(store, job, { kind: 'made', output: { ...made(job), sha256 }, hash: 'plan', note: null })
  const seal = sealPackage({ id: 'p1', batch: 'b1', madeAt: at }, 'contents', own)
  const { digest } = seal
  store.packages.add({ id: 'p1', batch: 'b1', madeAt: at, digest, reviewer: null, items: [[job.id, sha256]] })
  return {
    ...{ format: 'reelmill-review', version: 1, package: seal, seen: null },
    ...{ reviewer: 'Ada', savedAt: at, decisions: [approved(job.id)], comments: [] },
  }
}

const approved = (job: number): SaidDecision => ({
  ...{ job, sha256, kind: 'approved', reason: null, scope: null },
  ...{ words: '', at, milliseconds: null },
})

type Review = Parameters<typeof importDecisions>[0]['review']
const notAsked = () => Promise.reject(new Error('nobody asks that here'))

function importing(store: StudioStore, folder: string) {
  const path = join(folder, 'ada.reelmill-review.json')
  const taken: unknown[] = []
  const review: Review = {
    async take(_batch, decisions) {
      taken.push(...decisions)
      return { videos: 0, segments: 0, jobs: [] }
    },
    takeComments: async () => {},
    undo: async () => ({ undone: 0, kept: 0, goesOn: 0 }),
    ...{ numbers: notAsked, item: notAsked, status: notAsked },
  }
  const all = (how: { dry?: boolean; again?: boolean } = {}) =>
    importDecisions(
      { store, review, clock: { iso: () => now } },
      { files: [path], dry: false, again: true, ...how },
    )
  const read = async () => (await all()).files[0]!
  return {
    ...{ path, taken, read, all },
    async of(text: unknown) {
      writeFileSync(path, typeof text === 'string' ? text : JSON.stringify(text))
      return read()
    },
  }
}

test('a file that came to the wrong studio first takes nothing from the packages that this one sends out later', () =>
  withStore(async (store, folder) => {
    const file = sent(store)
    const { of, taken } = importing(store, folder)
    expect((await of(file)).refused?.code).toBe('decisions.foreign')
    expect(store.packages.keyOr(() => own)).toBe(own)
    expect((await of(file)).refused).toBe(null)
    expect(taken).toMatchObject([{ kind: 'approved', reviewer: 'Ada', sha256 }])
  }))

test('what says another package than the one that was signed is refused, whichever word of it was changed', () =>
  withStore(async (store, folder) => {
    const file = sent(store)
    store.packages.keyOr(() => own)
    const { of, taken } = importing(store, folder)
    for (const change of [
      { digest: 'b'.repeat(64) },
      { batch: 'b2' },
      { id: 'p2' },
      { madeAt: '2026-01-01T00:00:00.000Z' },
    ])
      expect((await of({ ...file, package: { ...file.package, ...change } })).refused?.code).toBe(
        'decisions.foreign',
      )
    expect(taken).toEqual([])
  }))

test('of a package that was altered after it went out nothing is taken; what its reviewer saw as it was is', () =>
  withStore(async (store, folder) => {
    const file = sent(store)
    store.packages.keyOr(() => own)
    const { of, taken } = importing(store, folder)
    expect((await of({ ...file, seen: 'b'.repeat(64) })).refused?.code).toBe('decisions.altered')
    expect(taken).toEqual([])
    expect((await of({ ...file, seen: file.package.digest })).refused).toBe(null)
    expect(taken).toHaveLength(1)
  }))

test('a package that the studio signed and no longer knows, or knows otherwise, is told as that', () =>
  withStore(async (store, folder) => {
    const file = sent(store)
    store.packages.keyOr(() => own)
    const { of, taken } = importing(store, folder)
    for (const [id, contents] of [
      ['p2', 'contents'],
      ['p1', 'other contents'],
    ] as const) {
      const seal = sealPackage({ id, batch: 'b1', madeAt: at }, contents, own)
      expect((await of({ ...file, package: seal })).refused?.code).toBe('decisions.unknown-package')
    }
    expect(taken).toEqual([])
  }))

test('a trial tells what would be taken, and takes nothing', () =>
  withStore(async (store, folder) => {
    const file = sent(store)
    store.packages.keyOr(() => own)
    const { path, all, taken } = importing(store, folder)
    writeFileSync(path, JSON.stringify(file))
    expect(await all({ dry: true })).toMatchObject({ dry: true, counts: { taken: 1 } })
    expect(taken).toEqual([])
    expect(await all()).toMatchObject({ dry: false, counts: { taken: 1 } })
    expect(taken).toHaveLength(1)
  }))

test('a rejection has its video made again, but for one that became another file since, or that others approved', () =>
  withStore(async (store, folder) => {
    const file = sent(store)
    store.packages.keyOr(() => own)
    const { path, all, of, taken } = importing(store, folder)
    const [{ job }] = file.decisions as [SaidDecision]
    const rejected = { ...file.decisions[0], kind: 'rejected', reason: 'text' }
    await of({ ...file, decisions: [rejected] })
    writeFileSync(path, JSON.stringify({ ...file, decisions: [rejected] }))
    await all({ again: false })
    settle(store, store.job(job), { kind: 'retried' })
    const output = { ...made(claim(store, 'b1')!.job), sha256: 'b'.repeat(64) }
    settle(store, store.job(job), { kind: 'made', output, hash: 'plan', note: null })
    await of({ ...file, decisions: [rejected] })
    expect(taken).toMatchObject([{ again: true }, { again: false }, { again: false }])
  }))

test('a file larger than any review is refused before it is read', () =>
  withStore(async (store, folder) => {
    const { path, of, read } = importing(store, folder)
    await of('{}')
    truncateSync(path, mostFileBytes + 1)
    expect((await read()).refused?.code).toBe('decisions.too-large')
  }))

test('a file that is no review is refused whole and says where, whatever it is full of', () =>
  withStore(async (store, folder) => {
    const file = sent(store)
    store.packages.keyOr(() => own)
    const { of, taken } = importing(store, folder)
    const wrong = { ...file.decisions[0], kind: 'loved' }
    for (const [text, where] of [
      ['null', '"format"'],
      ['[]', '"format"'],
      [{ ...file, decisions: { length: 1 } }, '"decisions"'],
      [{ ...file, decisions: [...file.decisions, wrong] }, '"decisions.1.kind"'],
      [{ ...file, decisions: Array.from({ length: mostSaid + 1 }, () => 0) }, '"decisions"'],
      [{ ...file, comments: [null] }, '"comments.0"'],
      [{ ...file, version: 2 }, '"version"'],
      [{ ...file, reviewer: '\u200b' }, '"reviewer"'],
      ['{"__proto__": {"decisions": []}, "comments": []}', '"format"'],
    ] as const) {
      const { refused } = await of(text)
      expect(refused, JSON.stringify(text).slice(0, 80)).toMatchObject({ code: 'decisions.malformed' })
      expect(refused!.message).toContain(where)
    }
    expect(taken).toEqual([])
  }))

test.skipIf(process.platform === 'win32')('a pipe is refused at once instead of being waited for', () =>
  withStore(async (store, folder) => {
    const { path, read } = importing(store, folder)
    execFileSync('mkfifo', [path])
    expect((await read()).refused?.code).toBe('decisions.unreadable')
  }),
)

test('what was said by a clock that is ahead is kept as of the studio’s, and known when it comes again', () =>
  withStore(async (store, folder) => {
    const file = sent(store)
    store.packages.keyOr(() => own)
    const { of, taken } = importing(store, folder)
    const [word] = file.decisions
    const decisions = [{ ...word!, at: '2027-11-30T09:00:00.000Z' }]
    await of({ ...file, decisions, savedAt: '2027-11-30T10:00:00.000Z' })
    const said = { at: '2026-11-30T09:00:00.000Z', saidAt: '2027-11-30T09:00:00.000Z' }
    expect(taken).toMatchObject([said])
    const standing = () => ({ approvals: 1, rejections: 0, flags: 0 })
    const { again: _, ...decision } = taken[0] as Parameters<typeof store.review.decide>[1][number]
    store.review.decide('b1', [decision], standing)
    const { counts } = await of({ ...file, decisions, savedAt: '2027-12-05T10:00:00.000Z' })
    expect([counts.known, taken.length]).toEqual([1, 1])
  }))
