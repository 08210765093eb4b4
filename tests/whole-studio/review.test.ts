import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isUnderWay } from '../../src-shared/batches/batch.ts'
import type { RejectionScope } from '../../src-shared/review/review.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { type OpenStudio, withOpenStudio } from './open-studio.ts'
import { tinyTemplate } from './small-studio.ts'

const scene = (id: string, text: string, duration: number) => ({
  id,
  duration,
  layers: [
    {
      id: 'plate',
      type: 'shape' as const,
      shape: 'rectangle' as const,
      fill: 'paper',
      box: { width: '80%' },
    },
    { id: 'words', type: 'text' as const, text, look: { font: 'main', size: 12, colour: 'ink' } },
  ],
})

/** A title that the videos of a language show, and the row's name. */
const template = tinyTemplate({
  formats: { wide: { width: 96, height: 54 } },
  canvas: { width: 96, height: 54 },
  fps: 10,
  variables: { name: { type: 'text' } },
  scenes: [scene('title', '{{ t.only }}', 6), scene('name', '{{ name }}', 1)],
})

/** How often each segment was rendered, and each job's file joined. */
type Made = { segments: Map<string, number>; joined: Map<number, number> }

async function madeSoFar({ api }: OpenStudio, batch: string): Promise<Made> {
  const { jobs } = await api.ask('batch.jobs', { batch, limit: 1_000 })
  const made: Made = { segments: new Map(), joined: new Map() }
  for (const job of jobs) {
    const { units } = await api.ask('job.units', { job: job.id })
    for (const { kind, hash, attempts } of units) {
      const tries = attempts.filter(({ end }) => end === 'done').length
      if (kind === 'segment') made.segments.set(hash, (made.segments.get(hash) ?? 0) + tries)
      if (kind === 'output') made.joined.set(job.id, (made.joined.get(job.id) ?? 0) + tries)
    }
  }
  return made
}

/** What was rendered and joined since. */
const since = (before: Made, after: Made) => ({
  segments: [...after.segments]
    .filter(([hash, times]) => times > (before.segments.get(hash) ?? 0))
    .map(([hash]) => hash)
    .sort(),
  times: [...after.segments].reduce(
    (sum, [hash, times]) => sum + times - (before.segments.get(hash) ?? 0),
    0,
  ),
  joined: [...after.joined]
    .filter(([job, times]) => times > (before.joined.get(job) ?? 0))
    .map(([job]) => job)
    .sort((one, other) => one - other),
})

async function untilOver({ api }: OpenStudio, batch: string): Promise<void> {
  await expect
    .poll(async () => isUnderWay((await api.ask('batch.show', { batch })).status), {
      timeout: 120_000,
      interval: 50,
    })
    .toBe(false)
}

test('what a rejection touches is made again, and nothing else: of 100 videos a shared segment, a row, a video', async () => {
  await withTempFolder(async (folder) => {
    mkdirSync(join(folder, 'template'))
    writeFileSync(join(folder, 'template', 'template.json'), JSON.stringify(template))
    const rows = Array.from({ length: 50 }, (_, place) => `K${place},Thing ${place}`)
    writeFileSync(join(folder, 't.csv'), ['sku,name', ...rows, ''].join('\n'))
    await withOpenStudio(join(folder, 'studio'), async (studio) => {
      const { api } = studio
      const { id: batch } = await studio.render({
        template: join(folder, 'template'),
        data: join(folder, 't.csv'),
        key: 'sku',
        out: join(folder, 'out'),
        quality: 'draft',
      })
      const numbers = (await api.ask('review.numbers', { of: { batch } })).numbers
      expect(numbers).toHaveLength(100)
      const details = new Map(
        await Promise.all(numbers.map(async (job) => [job, await api.ask('review.item', { job })] as const)),
      )
      const own = (job: number) => details.get(job)!.segments.map(({ hash }) => hash)
      const rejectAnd = async (job: number, scope: RejectionScope) => {
        const before = await madeSoFar(studio, batch)
        const told = await api.ask('review.scope', { jobs: [job], scope })
        const said = await api.ask('review.decide', { jobs: [job], kind: 'rejected', reviewer: 'Ada', scope })
        expect({ videos: said.again.videos, segments: said.again.segments }).toEqual(told)
        await untilOver(studio, batch)
        const { counts } = await api.ask('batch.show', { batch })
        expect([counts.done, counts.failed]).toEqual([100, 0])
        return since(before, await madeSoFar(studio, batch))
      }

      const [first = 0, second = 0] = numbers
      const showing = (hash: string) => numbers.filter((job) => own(job).includes(hash))
      const [shared = '', alone = ''] = own(first)
      expect([showing(shared).length, showing(alone).length]).toEqual([50, 1])
      expect(details.get(first)!.segments.map(({ videos }) => videos)).toEqual([50, 1])

      expect(await rejectAnd(first, { what: 'segment', segment: shared })).toEqual({
        segments: [shared],
        times: 1,
        joined: showing(shared),
      })
      // The row's two videos, each with what no other row shows.
      expect(await rejectAnd(first, { what: 'row' })).toEqual({
        segments: [alone, own(second).at(-1)!].sort(),
        times: 2,
        joined: [first, second],
      })
      expect(await rejectAnd(first, { what: 'video' })).toEqual({
        segments: [alone],
        times: 1,
        joined: [first],
      })

      // Made of the same plan it is the same file: what was said of it still counts.
      const states = await api.ask('review.items', { of: { batch }, filter: { state: ['rejected'] } })
      expect(states.items.map(({ job }) => job.id)).toEqual([first])
      const { status } = await api.ask('review.status', { batch }).then(({ counts }) => ({ status: counts }))
      expect(status).toEqual({ videos: 100, coming: 0, open: 99, approved: 0, rejected: 1, flagged: 0 })
      await expect
        .poll(() => readFileSync(join(folder, 'out', 'manifest.csv'), 'utf8').match(/,rejected,/g)?.length, {
          timeout: 30_000,
        })
        .toBe(1)
    })
  })
}, 400_000)
