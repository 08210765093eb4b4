import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../../../src-main/outside/clock/clock.ts'
import type { StudioStore } from '../../../src-main/outside/database/studio-store.ts'
import type { ReviewCopies } from '../../../src-main/services/posters/review-copies.ts'
import { createReviewDesk, type ReviewDesk } from '../../../src-main/services/review-desk/review-desk.ts'
import { exportPackage } from '../../../src-main/services/review-packages/export-package.ts'
import type { ReviewPackagesNeeds } from '../../../src-main/services/review-packages/needs.ts'
import type { PackageContents } from '../../../src-shared/review/package.ts'
import { samplingPlan } from '../../../src-shared/review/sampling.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { claim, make, runningBatch, withReading } from '../../outside/database/stores.ts'

type Room = {
  store: StudioStore
  desk: ReviewDesk
  folder: string
  /** What a package needs; its copies are files that say whose they are. */
  needs(proxy?: (job: number, signal: AbortSignal) => Promise<void>): ReviewPackagesNeeds
  /** Most copies that were made at a time. */
  most(): number
}

const notAsked = () => Promise.reject(new Error('nobody asks that here'))
const never = new AbortController().signal

/** A batch of a dozen finished videos, and what packages of them are made with: three copies at a time. */
const withVideos = (work: (room: Room) => Promise<void>) =>
  withTempFolder((folder) =>
    withReading(async (reading, store) => {
      runningBatch(store, 'b1', 12)
      for (let taken = claim(store, 'b1'); taken !== null; taken = claim(store, 'b1')) make(store, taken.job)
      const desk = createReviewDesk({
        store,
        reading,
        clock: systemClock,
        log: { info() {}, fault: notAsked } as never,
        announcer: { tell() {}, listen: () => () => {} },
        queue: { actOnJobs: notAsked, keepJobs: notAsked, setGate: notAsked } as never,
        papersOf() {},
        removeArtifacts: notAsked,
      })
      const page = join(folder, 'page.html')
      writeFileSync(page, '{{package-contents}}\n{{package-seal}}')
      let copying = 0
      let most = 0
      const needs: Room['needs'] = (proxy = async () => {}) => {
        const hand = async (name: string, use: (path: string) => Promise<void>) => {
          const path = join(folder, name)
          writeFileSync(path, name)
          await use(path)
        }
        const copies: ReviewCopies = {
          async proxy(job, _shortest, signal, use) {
            await proxy(job, signal)
            await hand(`proxy-${job}`, use)
          },
          strip: (job, _signal, use) => hand(`strip-${job}`, use),
        }
        return {
          ...{ store, review: desk, page, clock: systemClock, atOnce: 3 },
          copies: async () => copies,
          posters: async () => ({ poster: async () => ({ path: page, mime: 'image/jpeg' }) }),
          slots: {
            waits: () => null,
            async run(_signal, copy) {
              copying += 1
              most = Math.max(most, copying)
              try {
                return await copy()
              } finally {
                copying -= 1
              }
            },
          },
        }
      }
      try {
        await work({ store, desk, folder, needs, most: () => most })
      } finally {
        desk.close()
      }
    }),
  )

const contentsIn = (out: string): PackageContents =>
  JSON.parse(readFileSync(join(out, 'index.html'), 'utf8').split('\n')[0]!)
const asked = (of: { batch: string } | { sample: number }, out: string) => ({
  ...{ of, out, proxy: 540, name: null, overwrite: false },
})

test('the package of a sample holds exactly what was drawn, in the order of the table, and says how it was drawn', () =>
  withVideos(async ({ desk, folder, needs, most }) => {
    const plan = samplingPlan.parse({ kind: 'every', nth: 3 })
    const { id, size, seed, lot } = await desk.samples.draw('b1', plan, 7)
    const sort = { by: 'table' as const, descending: false }
    const page = { of: { sample: id }, filter: {}, sort, offset: 0, limit: 100 }
    const { numbers } = await desk.numbers(page)
    expect([size, numbers.length, lot]).toEqual([4, 4, 12])
    const out = join(folder, 'sample')
    const told: [number, number][] = []
    // The first of them is the last to be ready.
    const rest = Promise.withResolvers<void>()
    let copied = 0
    const proxy = async (job: number) => {
      if (job === numbers[0]) return rest.promise
      copied += 1
      if (copied === numbers.length - 1) rest.resolve()
    }
    const onVideo = (done: number, of: number) => void told.push([done, of])
    const answer = await exportPackage(needs(proxy), asked({ sample: id }, out), { signal: never, onVideo })
    expect(answer).toMatchObject({ videos: 4, leftOut: [], path: out })
    const { items, sample, batch } = contentsIn(out)
    expect(items.map(({ job }) => job)).toEqual(numbers)
    expect([batch, sample]).toMatchObject(['b1', { plan, seed, lot }])
    const files = items.flatMap(({ video, poster, strip }) => [video, poster, strip].map(({ path }) => path))
    expect(readdirSync(join(out, 'media')).map((name) => `media/${name}`)).toEqual(files.toSorted())
    for (const { job, video } of items)
      expect(readFileSync(join(out, video.path), 'utf8')).toBe(`proxy-${job}`)
    expect(told[0]).toEqual([0, 4])
    expect(told.at(-1)).toEqual([4, 4])
    expect(most()).toBeGreaterThan(1)
  }))

test('a full disk ends the export and all copies that are made at that moment', () =>
  withVideos(async ({ folder, needs }) => {
    const how = { signal: never, onVideo() {} }
    const begun: number[] = []
    const full = needs((job, signal) => {
      begun.push(job)
      if (begun.length === 3) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    })
    const ended = exportPackage(full, asked({ batch: 'b1' }, join(folder, 'full')), how)
    await expect(ended).rejects.toThrow('no space left')
    expect(begun).toHaveLength(3)
    expect(readdirSync(folder).filter((name) => /full/.test(name))).toEqual([])
  }))

test('an export that is stopped ends the copies that are made, and leaves nothing behind', () =>
  withVideos(async ({ store, folder, needs }) => {
    const stop = new AbortController()
    let begun = 0
    const endless = needs((_job, signal) => {
      begun += 1
      if (begun === 3) stop.abort(new Error('stopped'))
      const { promise, reject } = Promise.withResolvers<void>()
      signal.addEventListener('abort', () => reject(signal.reason))
      if (signal.aborted) reject(signal.reason)
      return promise
    })
    const out = join(folder, 'package.zip')
    const how = { signal: stop.signal, onVideo() {} }
    await expect(exportPackage(endless, asked({ batch: 'b1' }, out), how)).rejects.toThrow('stopped')
    expect(begun).toBe(3)
    expect(existsSync(out)).toBe(false)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
    expect(store.packages.ofBatch('b1')).toEqual([])
  }))
