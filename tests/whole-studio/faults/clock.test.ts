import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Clock } from '../../../src-main/outside/clock/clock.ts'
import { systemClock } from '../../../src-main/outside/clock/clock.ts'
import { startStudio } from '../../../src-main/start-studio.ts'
import { type Batch, isUnderWay } from '../../../src-shared/batches/batch.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { writeSmallBatch } from '../../survive/small-batch.ts'

/** The system's clock, whose hands somebody moves. */
function movedClock(): Clock & { move(milliseconds: number): void } {
  let by = 0
  return {
    ...systemClock,
    iso: () => new Date(Date.now() + by).toISOString(),
    move(milliseconds) {
      by += milliseconds
    },
  }
}

test.each([
  ['back by a day', -86_400_000],
  ['forward by a year', 31_536_000_000],
])('a clock that is set %s in the middle of a batch costs nothing', (_, by) =>
  withTempFolder(async (folder) => {
    const { template, data } = await writeSmallBatch(folder, 10)
    const clock = movedClock()
    const studio = await startStudio({ studioFolder: join(folder, 'studio'), projectRoot, clock })
    const { promise: ended, resolve } = Promise.withResolvers<Batch>()
    let moved = false
    studio.listen((events) => {
      for (const event of events) {
        if (event.event === 'jobs.changed' && !moved && event.jobs.some(({ status }) => status === 'done')) {
          moved = true
          clock.move(by)
        }
        if (event.event === 'batch.changed' && !isUnderWay(event.batch.status)) resolve(event.batch)
      }
    })
    try {
      const request = { template, data, key: 'sku', name: '{key}', quality: 'draft' as const }
      await studio.api.ask('batch.start', { ...request, out: join(folder, 'out') })
      expect(await ended).toMatchObject({ status: 'finished', counts: { done: 10, failed: 0 } })
      expect(moved).toBe(true)
      const { changes, stretches } = await studio.api.ask('batch.timeline', { batch: 'last' })
      expect(changes.map(({ status }) => status)).toEqual(['preparing', 'running', 'finished'])
      expect(stretches.reduce((sum, { done }) => sum + done, 0)).toBe(10)
    } finally {
      await studio.stop()
    }
  }),
)
