import { rmSync } from 'node:fs'
import { expect } from 'vitest'
import type { BridgePayload } from '../../src-shared/contract/bridge.ts'
import { askPage, ended } from './ask.ts'
import { type OpenWindow, writeTable, writeTemplate } from './open-window.ts'

type Studio = Pick<OpenWindow, 'page' | 'at'>

/** Begins a batch of the small template and the three products, in one language and format where nothing else is asked. */
export async function startProducts(
  { page, at }: Studio,
  more: Partial<BridgePayload<'batch.start'>> = {},
): Promise<string> {
  const { batch } = await askPage(page, 'batch.start', {
    template: more.template ?? writeTemplate(at('template')),
    data: await writeTable(at('data')),
    map: { image: 'Picture' },
    languages: ['en'],
    formats: ['wide'],
    out: at('videos'),
    ...more,
  })
  return batch
}

/** A batch of two rows in one language and format, which pauses after its first row. */
export const startPilot = (studio: Studio) => startProducts(studio, { key: 'sku', queue: { pilot: 1 } })

/**
 * A batch of three rows in one language and format: one video is done, one failed, and one row was set aside. Answers its
 * id, and the numbers of the two videos.
 */
export async function makeMixedBatch({ page, at }: OpenWindow) {
  const batch = await startPilot({ page, at })
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
