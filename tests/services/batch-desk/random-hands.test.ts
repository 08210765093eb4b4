import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { priorities } from '../../../src-shared/farm/priority.ts'
import type { Target } from '../../../src-shared/farm/targets.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { chanceFrom } from '../../survive/chance.ts'
import { type FakeRow, openFakeStudio, pause } from './fake-studio.ts'

const names = ['a', 'b', 'c']
const rowsOf = (count: number): FakeRow[] =>
  Array.from({ length: count }, (_, index) => ({ key: `K${index}`, takes: index % 7, unit: index % 3 === 0 }))

/*
 * People do whatever they like, the studio is closed and killed in between: no video is lost, none is made by two at a
 * time, counts add up, and what is left can always be brought to its end.
 */
test.each([1, 2, 3])(
  'whatever people do to the queue, in any order (seed %i), it can be brought to its end',
  (seed) =>
    withTempFolder(async (folder) => {
      const chance = chanceFrom(seed)
      const one = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!
      let studio = openFakeStudio(folder)
      const tables = () => names.map((name) => studio.table(`${name}.csv`, rowsOf(12)))
      const start = (name: string) =>
        studio.start({
          data: join(folder, `${name}.csv`),
          out: join(folder, name),
          languages: ['en'],
        })
      tables()
      const ids: string[] = []
      for (const name of names) ids.push((await start(name)).batch)
      const anyJob = (): number[] => studio.store.jobs(one(ids), undefined, 0, 100).jobs.map(({ id }) => id)

      for (let step = 0; step < 120; step += 1) {
        const { queue } = studio.desk
        const jobs = anyJob()
        const target: Target =
          chance() < 0.5 || jobs.length === 0
            ? { what: 'batch', batch: one(ids) }
            : { what: 'job', job: one(jobs) }
        const targets = [chance() < 0.05 ? ({ what: 'all' } as const) : target]
        const what = Math.floor(chance() * 10)
        if (what === 0) await queue.pause({ targets, now: chance() < 0.5 })
        else if (what < 4) await queue.resume({ targets })
        else if (what === 4) await queue.retry({ targets })
        else if (what === 5 && target.what === 'job') await queue.skip({ targets: [target] })
        else if (what === 6 && target.what === 'job') await queue.cancel({ targets: [target] })
        else if (what === 6 && chance() < 0.3) await queue.cancel({ targets })
        else if (what === 7) await queue.priority({ targets, priority: one(priorities) })
        else if (what === 8) await start(one(names)).catch(() => {})
        else if (chance() < 0.15) {
          if (chance() < 0.5) await studio.close()
          else await studio.kill()
          expect(studio.atOnce.now).toBe(0)
          studio = openFakeStudio(folder)
          tables()
          void studio.desk.queue.work()
        } else if (chance() < 0.2) await studio.desk.interrupt(one(ids))
        if (chance() < 0.5) await pause(chance() * 15)
      }

      const all = () => studio.store.batches(undefined, 500).batches
      const { queue } = studio.desk
      await queue.resume({ targets: [{ what: 'all' }] })
      await queue.resume({ targets: [{ what: 'all' }] })
      for (const batch of all()) {
        const held = ['paused', 'skipped', 'cancelled'] as const
        for (const status of held)
          for (const { id } of studio.store.jobs(batch.id, status, 0, 100).jobs)
            await queue.retry({ targets: [{ what: 'job', job: id }] })
        await queue.resume({ targets: [{ what: 'batch', batch: batch.id }] })
      }
      for (const { id } of all()) {
        const { status, counts, reason } = await studio.until(id)
        expect([status, counts], reason).toEqual([
          'finished',
          expect.objectContaining({ jobs: 12, done: 12 }),
        ])
      }
      const path = join(folder, 'log')
      const log = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
      // A kill is played by a store that refuses to write; what it held it lets go of a little late, for its process lives on.
      const ofKills = /killed|output\.in-use/
      const faults = log.filter((line) => line.includes('"fault"') && !ofKills.test(line))
      expect(faults).toEqual([])
      await studio.close()
    }),
)
