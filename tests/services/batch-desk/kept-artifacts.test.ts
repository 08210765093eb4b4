import { join } from 'node:path'
import { expect, test } from 'vitest'
import { changeBatch } from '../../../src-main/core/job-lifecycle/batch-lifecycle.ts'
import { type Clock, systemClock } from '../../../src-main/outside/clock/clock.ts'
import { openStudioStore } from '../../../src-main/outside/database/studio-store.ts'
import { renderRequest } from '../../../src-shared/batches/batch.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { type FakeStudio, openFakeStudio, pause, withStudio } from './fake-studio.ts'

const closed = async (studio: FakeStudio) => {
  while (studio.closed.length === 0) await pause(5)
  return studio.closed
}

test.each([
  [undefined, { days: 7 }],
  ['keep', 'keep'],
  ['drop', 'drop'],
] as const)('when a batch asks for %s, its artifacts end as %j', (artifacts, expected) =>
  withStudio(async (studio) => {
    const data = studio.table('t.csv', [{ key: 'A' }])
    await studio.until(
      (await studio.start({ data, ...(artifacts === undefined ? {} : { artifacts }) })).batch,
    )
    expect(await closed(studio)).toEqual([expected])
  }),
)

test('a batch that can be gone on with keeps what it made on the way, whatever it was asked for; cancelled, it does as it was asked', () =>
  withStudio(async (studio) => {
    const data = studio.table('t.csv', [{ key: 'A', hangs: true }])
    const { batch } = await studio.start({ data, artifacts: 'drop' })
    await studio.until(batch, 'running')
    await studio.desk.interrupt(batch)
    expect(await closed(studio)).toEqual([{ days: 7 }])
    await studio.desk.queue.resume({ targets: [{ what: 'batch', batch }] })
    await studio.until(batch, 'running')
    await studio.desk.queue.cancel({ targets: [{ what: 'batch', batch }] })
    await studio.until(batch)
    expect(studio.closed).toEqual([{ days: 7 }, 'drop'])
  }))

test('a request that is refused leaves no artifacts behind', () =>
  withStudio(async (studio) => {
    const data = studio.table('t.csv', [{ key: 'A' }])
    await expect(studio.start({ data, name: '../{key}' })).rejects.toThrow()
    expect(studio.closed).toEqual(['drop'])
  }))

test('after each batch the kept artifacts are looked through, before the studio is closed', () =>
  withTempFolder(async (folder) => {
    const studio = openFakeStudio(folder)
    for (const key of ['A', 'B'])
      await studio.until((await studio.start({ data: studio.table('t.csv', [{ key }]) })).batch)
    await studio.close()
    expect(studio.artifacts.tidied).toBe(2)
  }))

test('a studio that only answers a question looks through nothing', () =>
  withTempFolder(async (folder) => {
    const studio = openFakeStudio(folder)
    expect(studio.store.newestBatch()).toBeNull()
    await studio.close()
    expect(studio.artifacts.tidied).toBe(0)
  }))

test('a studio that stays open looks through what is kept after some seconds, unless it is closed before', () =>
  withTempFolder(async (folder) => {
    const planned = new Map<() => void, number>()
    const clock: Clock = {
      ...systemClock,
      after(milliseconds, work) {
        planned.set(work, milliseconds)
        return () => planned.delete(work)
      },
    }
    const studio = openFakeStudio(folder, { clock })
    expect([...planned.values()]).toEqual([5_000])
    for (const work of planned.keys()) work()
    await studio.close()
    expect(studio.artifacts.tidied).toBe(1)
    expect(planned.size).toBe(0)
  }))

test('the artifacts of a batch are its own until it is left', () =>
  withStudio(async (studio) => {
    const { batch } = await studio.start({ data: studio.table('t.csv', [{ key: 'A', hangs: true }]) })
    expect(studio.desk.worksOn(batch)).toBe(true)
    await studio.until(batch, 'running')
    await studio.desk.interrupt(batch)
    await pause(5)
    expect(studio.artifacts.inHandAtClose).toEqual([true])
    expect(studio.desk.worksOn(batch)).toBe(false)
  }))

test('the artifacts of a batch whose studio was killed are kept for the next one', () =>
  withTempFolder(async (folder) => {
    const lost = openStudioStore({
      folder: join(folder, 'studio'),
      sqlFolder: join(projectRoot, 'src-main/outside/database'),
      studio: 'lost',
    })
    lost.addBatch({
      id: 'old',
      name: 't',
      template: { name: 'fake', version: '1.0.0', title: 'Fake', folder: '/fake', hash: 'h' },
      data: join(folder, 't.csv'),
      outputFolder: join(folder, 'out'),
      languages: ['en'],
      formats: ['square'],
      quality: 'standard',
      createdAt: '2026-11-21T10:00:00.000Z',
      request: renderRequest.parse({ template: 'fake', data: 't.csv', out: 'out' }),
      identity: null,
      reason: 'Reads.',
    })
    const prepared = changeBatch('preparing', lost.batch('old').counts, { kind: 'prepared' })
    lost.apply('old', { jobs: [], batch: prepared, at: '2026-11-21T10:00:01.000Z' })
    lost.close()

    const studio = openFakeStudio(folder)
    // Before any batch could be started.
    expect(studio.artifacts.kept).toEqual(['old'])
    await studio.close()
  }))
