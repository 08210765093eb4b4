import { expect, test } from 'vitest'
import { tidyRecords } from '../../../src-main/services/storage-desk/tidy-records.ts'

/** A clock that goes on when it is told to, and a store in which each batch takes some steps. */
function studio(steps: Record<number, number>) {
  const due: { work: () => void; milliseconds: number }[] = []
  const faults: unknown[] = []
  const of: (number | null)[] = []
  const done: number[] = []
  let looks = 0
  const end = tidyRecords({
    clock: {
      iso: () => '2026-11-21T10:00:00.000Z',
      after(milliseconds, work) {
        const one = { work, milliseconds }
        due.push(one)
        return () => void due.splice(due.indexOf(one), 1)
      },
    },
    store: {
      tidy(batch) {
        done.push(batch)
        steps[batch] = steps[batch]! - 1
        if (steps[batch] < 0) throw new Error('no such batch')
        return steps[batch] > 0
      },
    },
    async find(before) {
      expect(before).toBe('2026-10-22T10:00:00.000Z')
      looks += 1
      return Object.keys(steps)
        .map(Number)
        .filter((batch) => steps[batch]! > 0)
    },
    onFault(error, batch) {
      faults.push(error)
      of.push(batch)
    },
  })
  return {
    due,
    faults,
    of,
    done,
    end,
    looks: () => looks,
    async goOn() {
      due.shift()!.work()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

test('records of long ago are looked for once, and then tidied one small step after the other', async () => {
  const { due, done, looks, goOn } = studio({ 3: 2, 7: 1 })
  for (let turn = 0; turn < 4; turn += 1) await goOn()
  expect(done).toEqual([3, 3, 7])
  expect(looks()).toBe(1)
  // Nothing is left: it is looked for again in some hours.
  expect(due.map(({ milliseconds }) => milliseconds)).toEqual([6 * 3_600_000])
})

test('a step that goes wrong is written down, and tried again with the next look', async () => {
  const { due, faults, goOn, done } = studio({ 3: 1 })
  await goOn()
  await goOn()
  const broken = studio({ 3: 0.5 })
  await broken.goOn()
  await broken.goOn()
  expect([faults, broken.faults.map(String)]).toEqual([[], ['Error: no such batch']])
  expect(done).toEqual([3])
  expect(due).toHaveLength(1)
  expect(broken.due).toHaveLength(1)
})

test('records that can never be tidied keep nobody else’s: it is said once of which batch, and the others follow', async () => {
  const { due, faults, of, done, goOn } = studio({ 3: 0.5, 5: 0.5, 7: 2 })
  for (let turn = 0; turn < 5; turn += 1) await goOn()
  expect(done).toEqual([3, 5, 7, 7])
  expect(faults.map(String)).toEqual(['Error: no such batch'])
  expect(of).toEqual([3])
  expect(due.map(({ milliseconds }) => milliseconds)).toEqual([6 * 3_600_000])
})

test('nothing is tidied once the studio is closed', async () => {
  const { due, end, done } = studio({ 3: 5 })
  const { work } = due[0]!
  work()
  end()
  await new Promise((resolve) => setImmediate(resolve))
  expect(due).toHaveLength(0)
  expect(done).toEqual([])
})
