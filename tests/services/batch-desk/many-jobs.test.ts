import { expect, test } from 'vitest'
import type { Target } from '../../../src-shared/farm/targets.ts'
import { pause, withStudio } from './fake-studio.ts'
import { lots } from './lots.ts'

const batch = (id: string): { targets: Target[] } => ({ targets: [{ what: 'batch', batch: id }] })

test('a thousand videos are left out and taken in again while others get their turn', () =>
  withStudio(async (studio) => {
    const { batch: id } = await studio.start({ data: studio.table('t.csv', [{ key: 'Slow', hangs: true }]) })
    while (studio.atOnce.now < 2) await pause(5)
    lots(studio.store, id, 2_000)
    const { queue } = studio.desk
    await queue.pause({ ...batch(id), now: true })
    await studio.until(id)
    const numbers = studio.store.jobs(id, 'waiting', 0, 1_000).jobs.map((job) => job.id)

    let turns = 0
    let isOver = false
    const watch = () => {
      turns += 1
      if (!isOver) setImmediate(watch)
    }
    setImmediate(watch)
    expect(await queue.actOnJobs(id, numbers, { do: 'skip' })).toEqual({ changed: 1_000, refused: [] })
    isOver = true
    expect(studio.store.batch(id).counts.skipped).toBe(1_000)
    // Fifty at a time.
    expect(turns).toBeGreaterThanOrEqual(19)

    const again = await queue.actOnJobs(id, numbers.slice(0, 3), { do: 'resume' })
    expect(again).toEqual({ changed: 3, refused: [] })
    expect(studio.store.batch(id)).toMatchObject({ status: 'paused', counts: { skipped: 997 } })
  }))

test('of many videos those that can not be changed say why, and the others are changed all the same', () =>
  withStudio(async (studio) => {
    const { batch: id } = await studio.start({ data: studio.table('t.csv', [{ key: 'A' }, { key: 'B' }]) })
    await studio.until(id)
    const [first, second] = studio.store.jobs(id, undefined, 0, 10).jobs.map((job) => job.id)
    const { queue } = studio.desk
    expect(await queue.actOnJobs(id, [first!, second!], { do: 'pause' })).toEqual({
      changed: 0,
      refused: [
        { job: first, why: 'It is made already; retry it to make it once more.' },
        { job: second, why: 'It is made already; retry it to make it once more.' },
      ],
    })
    expect(await queue.actOnJobs(id, [first!], { do: 'move', to: 'top' })).toMatchObject({
      changed: 0,
      refused: [{ why: 'It is done: only videos that wait can be moved.' }],
    })
    expect(await queue.actOnJobs(id, [first!], { do: 'retry' })).toEqual({ changed: 1, refused: [] })
    expect(await studio.until(id)).toMatchObject({ status: 'finished', counts: { done: 4 } })
    await expect(queue.actOnJobs('none', [first!], { do: 'retry' })).rejects.toMatchObject({
      code: 'batch.not-found',
    })
  }))
