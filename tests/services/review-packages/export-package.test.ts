import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ReviewPackagesNeeds } from '../../../src-main/services/review-packages/needs.ts'
import { createReviewPackages } from '../../../src-main/services/review-packages/review-packages.ts'
import { isOurs } from '../../../src-main/services/review-packages/seal.ts'
import { type CommandPayload, commands } from '../../../src-shared/contract/commands.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { PackageContents, PackageSeal } from '../../../src-shared/review/package.ts'
import { at, claim, made, runningBatch, settle, withReading } from '../../outside/database/stores.ts'

const page = '<script type="application/json" id="c">{{package-contents}}</script>\n<i>{{package-seal}}</i>'

/** A batch of two finished videos that go out; their copies are a few bytes each. */
const withPackages = (
  work: (room: {
    folder: string
    jobs: number[]
    store: ReviewPackagesNeeds['store']
    send(out: string, how?: Partial<CommandPayload<'review.export'>>): Promise<unknown>
    /** Copies of this job can't be made, for this reason. */
    fail(job: number, error: Error): void
  }) => Promise<void>,
  /** Both videos have the same bytes. */
  alike = false,
) =>
  withReading(async (reading, store, folder) => {
    runningBatch(store, 'b1', 2)
    const jobs = [1, 2].map(() => {
      const { job } = claim(store, 'b1')!
      const output = { ...made(job), ...(alike ? { sha256: 'a'.repeat(64) } : {}) }
      settle(store, job, { kind: 'made', output, hash: `plan of ${job.path}`, note: null })
      return job.id
    })
    const faults = new Map<number, Error>()
    const small = join(folder, 'small')
    writeFileSync(small, 'small')
    writeFileSync(join(folder, 'page.html'), page)
    const copy = async (job: number, use: (path: string) => Promise<void>) => {
      const fault = faults.get(job)
      if (fault !== undefined) throw fault
      await use(small)
    }
    const notAsked = () => Promise.reject(new Error('nobody asks that here'))
    const packages = createReviewPackages({
      ...{ store, page: join(folder, 'page.html'), clock: { iso: () => at }, atOnce: 2 },
      slots: { run: (_signal, copy) => copy(), waits: () => null },
      posters: async () => ({ poster: async () => ({ path: small }) }) as never,
      copies: async () => ({
        proxy: (job, _shortest, _signal, use) => copy(job, use),
        strip: (job, _signal, use) => copy(job, use),
      }),
      review: {
        numbers: async () => ({ numbers: jobs, order: 1 }) as never,
        item: async (job) => {
          const found = await reading.ask('review.item', { job, approvals: 1 })
          return { ...found!, allFindings: [], profile: null }
        },
        ...{ status: notAsked, undo: notAsked, take: notAsked, takeComments: notAsked },
      },
    })
    await work({
      ...{ folder, jobs, store },
      send: (out, how = {}) =>
        packages.export(commands['review.export'].parse({ id: 'x', of: { batch: 'b1' }, out, ...how }), {
          signal: new AbortController().signal,
          onVideo() {},
        }),
      fail: (job, error) => void faults.set(job, error),
    })
  })

const contentsOf = (out: string): PackageContents => JSON.parse(blocksOf(out)[0]!)
const blocksOf = (out: string) =>
  /"c">(.*)<\/script>\n<i>(.*)<\/i>$/s.exec(readFileSync(join(out, 'index.html'), 'utf8'))!.slice(1)

test('what is written in remarks ends no script of the page, and the page is signed as it stands', () =>
  withPackages(async ({ folder, jobs: [job = 0], store, send }) => {
    const words = '</script><!-- $& & \u2028 <script>alert(1)</script>'
    const job1 = store.job(job)
    const sha256 = job1.status === 'done' ? job1.output.sha256 : ''
    const said = { job, sha256, reviewer: 'Ada', from: 0, to: 1, region: null, at, package: null }
    store.review.addComment('b1', { ...said, words })
    const removed = store.review.addComment('b1', { ...said, words: 'a word that was taken back' })
    store.review.removeComment(removed.id, at)
    store.review.addComment('b1', { ...said, sha256: 'f'.repeat(64), words: 'of a former file' })
    const out = join(folder, 'out')
    await send(out)
    const [text = '', seal = ''] = blocksOf(out)
    expect(text).not.toMatch(/[<>&\u2028]/)
    expect(contentsOf(out).items[0]!.comments.map((one) => one.words)).toEqual([words])
    expect(isOurs(JSON.parse(seal) as PackageSeal, store.packages.key()!)).toBe(true)
    expect(readdirSync(join(out, 'media'))).not.toEqual([])
  }))

test('a folder or a file that is there is not written over, unless a file may be; an empty folder is taken', () =>
  withPackages(async ({ folder, send }) => {
    const full = join(folder, 'full')
    mkdirSync(full)
    writeFileSync(join(full, 'mine.txt'), 'mine')
    const file = join(folder, 'a.zip')
    writeFileSync(file, 'mine')
    await expect(send(full)).rejects.toMatchObject({ code: 'package.exists' })
    await expect(send(full, { overwrite: true })).rejects.toMatchObject({ code: 'package.exists' })
    await expect(send(file)).rejects.toMatchObject({ code: 'package.exists' })
    expect([readFileSync(file, 'utf8'), readdirSync(full)]).toEqual(['mine', ['mine.txt']])
    await send(file, { overwrite: true })
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK')
    mkdirSync(join(folder, 'empty'))
    await send(join(folder, 'empty'))
    expect(contentsOf(join(folder, 'empty')).items).toHaveLength(2)
  }))

test('a video whose copy can’t be made is left out and named; a full disk ends all, and nothing is left of it', () =>
  withPackages(async ({ folder, jobs: [first = 0, second = 0], send, fail }) => {
    fail(first, new StudioError({ code: 'output.missing', message: 'It is gone.', whatToDo: 'Retry it.' }))
    expect(await send(join(folder, 'out'))).toMatchObject({
      videos: 1,
      leftOut: [{ job: first, why: 'It is gone.' }],
    })
    fail(second, Object.assign(new Error('no space left'), { code: 'ENOSPC' }))
    await expect(send(join(folder, 'later'))).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(existsSync(join(folder, 'later'))).toBe(false)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  }))

test('of two videos with the same bytes, the one whose file lies there is sent', () =>
  withPackages(async ({ folder, jobs: [first = 0], send, fail }) => {
    fail(first, new StudioError({ code: 'output.missing', message: 'It is gone.', whatToDo: 'Retry it.' }))
    expect(await send(join(folder, 'out'))).toMatchObject({ videos: 1, leftOut: [{ job: first }] })
  }, true))

test('where the page was not built, nothing is copied in vain', () =>
  withPackages(async ({ folder, jobs, send, fail }) => {
    rmSync(join(folder, 'page.html'))
    for (const job of jobs) fail(job, new Error('copied in vain'))
    await expect(send(join(folder, 'out'))).rejects.toMatchObject({ code: 'page.not-built' })
  }))
