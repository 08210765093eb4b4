import { rmSync } from 'node:fs'
import { expect } from 'vitest'
import { askPage, ended } from './ask.ts'
import { type OpenWindow, writeTable, writeTemplate } from './open-window.ts'

/**
 * A batch of three rows in one language and format: one video is done, one failed, and one row was set aside. Answers its
 * id, and the numbers of the two videos.
 */
export async function makeMixedBatch({ page, at }: OpenWindow) {
  const { batch } = await askPage(page, 'batch.start', {
    template: writeTemplate(at('template')),
    data: await writeTable(at('data')),
    map: { image: 'Picture' },
    languages: ['en'],
    formats: ['wide'],
    key: 'sku',
    out: at('videos'),
    queue: { pilot: 1 },
  })
  await expect
    .poll(async () => (await askPage(page, 'batch.show', { batch })).status, { timeout: 60_000 })
    .toBe('paused')
  // What was checked is gone when its video is made.
  rmSync(at('data', 'lamp.png'))
  await askPage(page, 'queue.resume', { targets: [{ what: 'batch', batch }] })
  const { counts } = await ended(page, batch)
  expect(counts).toMatchObject({ done: 1, failed: 1, rejectedRows: 1 })
  const { jobs } = await askPage(page, 'batch.jobs', { batch })
  const of = (status: string) => jobs.find((job) => job.status === status)!.id
  return { batch, done: of('done'), failed: of('failed') }
}
