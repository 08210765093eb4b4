import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { StudioStore } from '../../../src-main/outside/database/studio-store.ts'
import { importDecisions } from '../../../src-main/services/review-packages/import-decisions.ts'
import { sealPackage } from '../../../src-main/services/review-packages/seal.ts'
import { type DecisionsFile, mostSaid, type SaidDecision } from '../../../src-shared/review/package.ts'
import { at, claim, made, runningBatch, settle, withStore } from '../../outside/database/stores.ts'

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
  const read = async () =>
    (await importDecisions({ store, review }, { files: [path], dry: false, again: true })).files[0]!
  return {
    ...{ path, taken, read },
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
