import { expect, test } from 'vitest'
import { batchHandlers } from '../../src-main/api/batches.ts'
import { createApi, type Handlers } from '../../src-main/api/create-api.ts'
import { farmHandlers } from '../../src-main/api/farm.ts'
import { jobHandlers } from '../../src-main/api/jobs.ts'
import { queueHandlers } from '../../src-main/api/queue.ts'
import { settingsHandlers } from '../../src-main/api/settings.ts'
import { takeSnapshot } from '../../src-main/api/snapshot.ts'
import { settings } from '../../src-shared/settings/settings.ts'

/** A desk that writes down what it is asked for; `newest` is the last batch of its store. */
function asking(newest: string | null) {
  const asked: [string, unknown][] = []
  const answer = { changed: 1, refused: [] }
  const queue = new Proxy(
    {},
    {
      get: (_, name: string) =>
        // Who has `then` is awaited.
        name === 'then'
          ? undefined
          : (payload: unknown) => {
              asked.push([name, payload])
              return answer
            },
    },
  )
  const desk = {
    queue,
    timeline: (batch: string) => asked.push(['timeline', batch]),
    interrupt: async (batch: string) => void asked.push(['interrupt', batch]),
    worksOn: () => false,
  }
  const store = {
    batches: () => ({ batches: newest === null ? [] : [{ id: newest }], next: null }),
    batch: (id: string) => ({ id }),
    rejected: (batch: string) => asked.push(['rejected', batch]),
  }
  const farm = {
    show: () => ({ works: true }),
    set: (settings: unknown) => asked.push(['set', settings]),
  }
  const reading = { ask: async (name: string, { batch }: { batch: string }) => asked.push([name, batch]) }
  const office = async () => ({ desk, store, farm, reading }) as never
  const api = createApi(
    {
      ...batchHandlers(office),
      ...jobHandlers(office),
      ...queueHandlers(office),
      ...farmHandlers(office, () => ({ run: () => Promise.reject(new Error('not needed')), stop() {} })),
      ...settingsHandlers(async () => ({
        show: async () => settings.parse({}),
        set: async () => settings.parse({}),
        assetRoots: async () => [],
      })),
    } as Handlers,
    () => 'log',
  )
  return { api, asked, answer }
}

test('whatever is done with the queue reaches the desk, with the newest batch in the place of "last"', async () => {
  const { api, asked, answer } = asking('b9')
  const last = [{ what: 'batch' as const, batch: 'last' }, { what: 'all' as const }]
  const named = [{ what: 'batch', batch: 'b9' }, { what: 'all' }]
  expect(await api.ask('queue.pause', { targets: last })).toEqual(answer)
  await api.ask('queue.resume', { targets: last })
  await api.ask('queue.cancel', { targets: last })
  await api.ask('queue.retry', { targets: last })
  await api.ask('queue.skip', { targets: last })
  await api.ask('queue.priority', { targets: last, priority: 'urgent' })
  await api.ask('queue.move', { targets: last, to: 'top' })
  expect(await api.ask('queue.deadline', { batch: 'last', deadline: null })).toBeNull()
  await api.ask('queue.after', { batch: 'b1', after: ['last'], afterApproval: ['b2'] })
  expect(await api.ask('queue.approve', { batch: 'last' })).toBeNull()
  expect(await api.ask('queue.work', {})).toBeNull()
  await api.ask('queue.show', {})
  expect(asked).toEqual([
    ['pause', { targets: named, now: false }],
    ['resume', { targets: named }],
    ['cancel', { targets: named }],
    ['retry', { targets: named }],
    ['skip', { targets: named }],
    ['priority', { targets: named, priority: 'urgent' }],
    ['move', { targets: named, to: 'top' }],
    ['deadline', { batch: 'b9', deadline: null }],
    ['after', { batch: 'b1', after: ['b9'], afterApproval: ['b2'] }],
    ['approve', { batch: 'b9' }],
    ['work', {}],
    ['show', {}],
  ])
})

test('"last" is the newest batch in every question about one, and a studio without any says so', async () => {
  const { api, asked } = asking('b9')
  expect(await api.ask('batch.show', { batch: 'last' })).toMatchObject({ id: 'b9' })
  await api.ask('batch.timeline', { batch: 'last' })
  await api.ask('batch.jobs', { batch: 'last' })
  await api.ask('batch.rejected', { batch: 'last' })
  await api.ask('batch.interrupt', { batch: 'last' })
  expect(asked.map(([, batch]) => batch)).toEqual(['b9', 'b9', 'b9', 'b9'])
  await expect(asking(null).api.ask('batch.show', { batch: 'last' })).rejects.toMatchObject({
    code: 'batch.not-found',
  })
})

test('setting one thing of the farm names no other', async () => {
  const { api, asked } = asking(null)
  await api.ask('farm.set', { hours: '22:00-06:00' })
  expect(asked).toEqual([['set', { hours: '22:00-06:00' }]])
  await expect(api.ask('farm.set', { hours: '25:00-06:00' })).rejects.toMatchObject({
    code: 'request.invalid',
  })
})

test('who begins to listen gets batches, queue and farm as they stand', async () => {
  const { api } = asking('b9')
  expect(await takeSnapshot(api)).toMatchObject({
    batches: [{ id: 'b9' }],
    farm: { works: true },
    settings: { theme: 'system' },
  })
})
