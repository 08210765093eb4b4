import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createLongWork } from '../../src-main/api/long-work.ts'
import { qualityHandlers } from '../../src-main/api/quality.ts'
import { writeFindings } from '../../src-main/services/quality-inspector/write-findings.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import type { InspectedVideo } from '../../src-shared/contract/quality.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'

type Given = Parameters<typeof qualityHandlers>
type Inspector = Awaited<ReturnType<Given[2]>>
type Records = Awaited<ReturnType<Given[1]>>

const video = (job: number): InspectedVideo => ({
  ...{ job, rowKey: `K${job}`, line: job, language: 'en', format: 'wide', path: `${job}.mp4` },
  ...{ verdict: 'pass', findings: [] },
})

/** Handlers over a studio with one batch, `b1`, whose videos lie in this folder. */
function handlersFor(outputFolder: string, inspect: Inspector['inspect']) {
  const told: StudioEvent[] = []
  const asked: object[] = []
  const all = [1, 2, 3].map(video)
  const records = {
    reading: {
      async ask(name: string, values: { after?: number }) {
        asked.push({ name, ...values })
        const found = all.filter(({ job }) => job > (values.after ?? 0))
        return { videos: found.slice(0, 2), next: found.length > 2 ? found[1]!.job : null }
      },
    },
    store: {
      batches: () => ({ batches: [{ id: 'b1' }] }),
      batch(id: string) {
        if (id === 'b1') return { outputFolder }
        throw new StudioError({ code: 'batch.not-found', message: 'No.' })
      },
      job(): never {
        throw new StudioError({ code: 'job.not-found', message: 'No.' })
      },
    },
  }
  let now = 0
  const handlers = qualityHandlers(
    async () => ({ writeFindings }) as never,
    async () => records as unknown as Records,
    async () => ({ inspect }),
    createLongWork({
      tell: (event) => void told.push(event),
      milliseconds: () => {
        now += 60
        return now
      },
      signal: new AbortController().signal,
    }),
  )
  return { handlers, told, asked }
}

test('who looks at the newest batch is told how far it is, now and then, and can stop it; an id is used once at a time', async () => {
  const asked: unknown[] = []
  const { handlers, told } = handlersFor('/out', async ({ batch, again }, { signal, onVideos }) => {
    asked.push([batch, again])
    for (let done = 1; done <= 4; done += 1) onVideos(done, 4)
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  })
  const looking = handlers['quality.inspect-batch']({ id: 'one', batch: 'last', again: false })
  await expect(
    handlers['quality.inspect-batch']({ id: 'one', batch: 'b1', again: false }),
  ).rejects.toMatchObject({ code: 'quality.running' })
  await expect.poll(() => told.length, { timeout: 30_000 }).toBeGreaterThan(1)
  expect(told[0]).toEqual({ event: 'quality.progress', id: 'one', share: 0.25, done: 1, total: 4 })
  expect(told).toHaveLength(2)
  handlers['quality.stop-inspecting']({ id: 'one' })
  await expect(looking).rejects.toMatchObject({ code: 'quality.stopped' })
  expect(asked).toEqual([['b1', false]])
})

test('a folder is a batch where its papers are, and not where somebody copied them to', () =>
  withTempFolder(async (folder) => {
    const [own, copy, foreign] = ['own', 'copy', 'foreign'].map((name) => join(folder, name))
    const { handlers } = handlersFor(own!, () => Promise.reject(new Error('nothing is looked at')))
    const write = (place: string, id: string) => {
      mkdirSync(place)
      writeFileSync(join(place, 'manifest.json'), `{\n  "reelmill": 1,\n  "batch": {\n    "id": "${id}"\n`)
    }
    write(own!, 'b1')
    write(copy!, 'b1')
    write(foreign!, 'another')
    const batchIn = (place: string) => handlers['quality.batch-in']({ folder: place })
    expect(await batchIn(own!)).toEqual({ batch: 'b1' })
    expect(await batchIn(copy!)).toEqual({ batch: null })
    expect(await batchIn(foreign!)).toEqual({ batch: null })
    expect(await batchIn(folder)).toEqual({ batch: null })
  }))

test('findings of a batch are written page by page; a video that is not there is an error, not one without findings', () =>
  withTempFolder(async (folder) => {
    const { handlers, asked } = handlersFor('/out', () => Promise.reject(new Error('nothing is looked at')))
    const out = join(folder, 'findings.csv')
    await handlers['quality.write-findings']({ out, of: { batch: 'last' } })
    expect(readFileSync(out, 'utf8').split('\r\n').slice(1, 4)).toEqual(
      [1, 2, 3].map((job) => `${job}.mp4,pass,,,,,,,,,,,`),
    )
    expect(asked).toMatchObject([
      { name: 'quality.videos', batch: 'b1', after: 0 },
      { batch: 'b1', after: 2 },
    ])
    for (const ask of [
      () => handlers['quality.findings']({ of: { job: 9 }, limit: 10 }),
      () => handlers['quality.inspection']({ job: 9 }),
    ])
      await expect(ask()).rejects.toMatchObject({ code: 'job.not-found' })
  }))
