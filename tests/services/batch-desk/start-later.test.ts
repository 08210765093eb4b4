import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Clock, systemClock } from '../../../src-main/outside/clock/clock.ts'
import type { RenderRequestSource } from '../../../src-shared/batches/batch.ts'
import { type FakeStudio, withStudio } from './fake-studio.ts'

/** The system's clock, set ahead by hand: what waits for a time that has come is called. */
function movableClock(): Clock & { setAhead(milliseconds: number): void } {
  let ahead = 0
  const waiting = new Set<{ at: number; work(): void; callOff(): void }>()
  const now = () => performance.now() + ahead
  return {
    iso: () => new Date(Date.now() + ahead).toISOString(),
    milliseconds: now,
    after(milliseconds, work) {
      const one = { at: now() + milliseconds, work, callOff: () => {} }
      one.callOff = systemClock.after(milliseconds, () => {
        waiting.delete(one)
        work()
      })
      waiting.add(one)
      return () => {
        waiting.delete(one)
        one.callOff()
      }
    },
    setAhead(milliseconds) {
      ahead += milliseconds
      for (const one of [...waiting])
        if (one.at <= now()) {
          waiting.delete(one)
          one.callOff()
          one.work()
        }
    },
  }
}

const hour = 3_600_000
const later = (clock: Clock, milliseconds: number) =>
  new Date(Date.parse(clock.iso()) + milliseconds).toISOString()

async function start(studio: FakeStudio, name: string, queue: RenderRequestSource['queue']): Promise<string> {
  const data = studio.table(`${name}.csv`, [{ key: 'A' }, { key: 'B' }])
  const out = join(studio.folder, name)
  return (await studio.start({ data, out, queue, languages: ['en'] })).batch
}
const why = (studio: FakeStudio, batch: string) =>
  studio.desk.queue.show().entries.find((entry) => entry.batch.id === batch)?.why

test('a batch for tonight waits until then, says so, and then begins by itself', () => {
  const clock = movableClock()
  return withStudio(
    async (studio) => {
      const startAt = later(clock, 5 * hour)
      const night = await start(studio, 'night', { startAt })
      const now = await start(studio, 'now', {})
      await studio.until(now)
      expect(studio.store.batch(night)).toMatchObject({ status: 'waiting', startAt })
      expect(studio.store.batch(night).reason).toMatch(/^Waits until \d{4}-\d\d-\d\d \d\d:\d\d\.$/)
      expect(why(studio, night)).toBe(studio.store.batch(night).reason)

      clock.setAhead(4 * hour)
      expect(studio.store.batch(night).status).toBe('waiting')
      clock.setAhead(hour + 1_000)
      await studio.until(night)
      expect(studio.store.batch(night)).toMatchObject({ status: 'finished', counts: { done: 2 } })
    },
    { clock },
  )
})

test('who works on the queue stays for what begins later', () => {
  const clock = movableClock()
  return withStudio(
    async (studio) => {
      const night = await start(studio, 'night', { startAt: later(clock, 5 * hour) })
      let isOver = false
      const over = studio.desk.queue.work().then(() => {
        isOver = true
      })
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(isOver).toBe(false)
      clock.setAhead(6 * hour)
      await over
      expect(studio.store.batch(night).status).toBe('finished')
    },
    { clock },
  )
})

test('the time can be changed, and a batch be begun at once, as long as it has not begun', () => {
  const clock = movableClock()
  return withStudio(
    async (studio) => {
      const one = await start(studio, 'one', { startAt: later(clock, 5 * hour) })
      studio.desk.queue.begin({ batch: one, startAt: later(clock, 2 * hour) })
      clock.setAhead(2 * hour + 1_000)
      await studio.until(one)

      const two = await start(studio, 'two', { startAt: later(clock, 5 * hour) })
      const targets = [{ what: 'batch' as const, batch: two }]
      expect(await studio.desk.queue.resume({ targets })).toEqual({ changed: 1, refused: [] })
      await studio.until(two)
      expect(() => studio.desk.queue.begin({ batch: two, startAt: null })).toThrow(
        expect.objectContaining({ code: 'queue.over' }),
      )
    },
    { clock },
  )
})
