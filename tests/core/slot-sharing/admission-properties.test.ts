import { expect, test } from 'vitest'
import { admit } from '../../../src-main/core/slot-sharing/admission.ts'
import { priorities } from '../../../src-shared/farm/priority.ts'
import fc from '../../helpers/at-random.ts'
import { type Ask, ask, MB, room } from './made-asks.ts'

const budget = 2_000 * MB

const someAsks = fc.array(
  fc.record({
    batch: fc.constantFrom('b1', 'b2', 'b3'),
    served: fc.constantFrom(...priorities),
    rank: fc.integer({ min: 0, max: 2 }),
    light: fc.boolean(),
    // Some of them need more than the whole budget.
    bytes: fc.integer({ min: 1, max: 2_600 }),
    rounds: fc.integer({ min: 1, max: 20 }),
    beside: fc.constantFrom('any', 'any', 'any', 'any', 'few', 'none'),
  }),
  { minLength: 1, maxLength: 30 },
)

type Unit = Ask & { rounds: number }

function unitsOf(made: typeof someAsks extends fc.Arbitrary<infer T> ? T : never): Unit[] {
  return made.map(({ bytes, light, rounds, beside, ...each }, at) => ({
    ...ask(`a${at}`, {
      ...each,
      batchOrder: Number(each.batch.slice(1)),
      bytes: bytes * MB,
      slots: [light ? 'light' : 'encode'],
      beside: beside as Ask['beside'],
      milliseconds: null,
    }),
    rounds,
  }))
}

/** Works through all units as a farm would, a second a round. `look` sees every round. Comes back with the rounds it took. */
function work(
  units: Unit[],
  total: number,
  look: (running: Unit[], started: Unit[], waiting: Unit[]) => void,
): number {
  let waiting = [...units]
  const running: { unit: Unit; left: number }[] = []
  const used = new Map<string, number>()
  for (let round = 0; ; round += 1) {
    if (waiting.length === 0 && running.length === 0) return round
    if (round > 20_000) throw new Error(`${waiting.length} units never start`)
    const inUse = (kind: 'light' | 'encode') => running.filter(({ unit }) => unit.slots.includes(kind)).length
    const given = admit(
      waiting.map((each) => ({ ...each, used: used.get(each.batch) ?? 0 })),
      room(total, [], {
        clock: round * 1_000,
        slots: [
          { kind: 'encode', total, used: inUse('encode') },
          { kind: 'light', total: 2, used: inUse('light') },
        ],
        memory: { budget, free: null },
        running: running.map(({ unit }) => ({
          bytes: unit.bytes,
          heldBytes: 0,
          writes: [],
          beside: unit.beside,
        })),
      }),
    )
    if (given.start.length + given.waiting.length !== waiting.length) throw new Error('an ask was lost')
    for (const { why } of given.waiting) if (!/^Waits .*\.$/.test(why)) throw new Error(`no reason: ${why}`)
    for (const unit of given.start) running.push({ unit, left: unit.rounds })
    waiting = given.waiting.map((each) => ({ ...each.ask, passedSince: each.passedSince }))
    look(
      running.map(({ unit }) => unit),
      given.start,
      waiting,
    )
    for (const each of [...running]) {
      each.left -= 1
      used.set(each.unit.batch, (used.get(each.unit.batch) ?? 0) + 1_000)
      if (each.left === 0) running.splice(running.indexOf(each), 1)
    }
  }
}

const bytesOf = (units: Unit[]) => units.reduce((sum, { bytes }) => sum + bytes, 0)

test('there are never more units than slots, never two that together exceed memory, and those that run alone do', () => {
  fc.assert(
    fc.property(someAsks, fc.integer({ min: 1, max: 8 }), (made, total) => {
      work(unitsOf(made), total, (running) => {
        const encode = running.filter(({ slots }) => slots.includes('encode'))
        expect(encode.length).toBeLessThanOrEqual(total)
        expect(running.length - encode.length).toBeLessThanOrEqual(2)
        if (running.length > 1) expect(bytesOf(running)).toBeLessThanOrEqual(budget)
        if (running.some(({ beside }) => beside === 'none')) expect(running.length).toBe(1)
        if (encode.some(({ beside }) => beside === 'few'))
          expect(encode.length).toBeLessThanOrEqual(Math.max(1, Math.floor(total / 2)))
      })
    }),
    { numRuns: 60 },
  )
})

test('every unit starts in the end, and no later than if all ran one after the other, with what is waited for room', () => {
  fc.assert(
    fc.property(someAsks, fc.integer({ min: 1, max: 8 }), (made, total) => {
      const units = unitsOf(made)
      const one = units.reduce((sum, { rounds }) => sum + rounds, 0)
      expect(work(units, total, () => {})).toBeLessThanOrEqual(one)
    }),
    { numRuns: 60 },
  )
})

test('a free slot is never given to a lower priority while a higher one that fits waits for it', () => {
  fc.assert(
    fc.property(someAsks, fc.integer({ min: 1, max: 8 }), (made, total) => {
      const units = unitsOf(made).map((unit): Unit => ({ ...unit, bytes: MB, beside: 'any' }))
      work(units, total, (_, started, waiting) => {
        for (const kind of ['encode', 'light'] as const) {
          const ranks = (of: Unit[]) =>
            of.filter(({ slots }) => slots[0] === kind).map(({ served }) => priorities.indexOf(served))
          expect(Math.max(0, ...ranks(started))).toBeLessThanOrEqual(Math.min(9, ...ranks(waiting)))
        }
      })
    }),
    { numRuns: 40 },
  )
})

test('a big unit starts within bounded time though small ones keep coming', () => {
  const sizes = fc.record({
    total: fc.integer({ min: 2, max: 8 }),
    small: fc.integer({ min: 50, max: 400 }),
    rounds: fc.integer({ min: 1, max: 20 }),
  })
  fc.assert(
    fc.property(sizes, ({ total, small, rounds }) => {
      // More small ones than can be worked off in 100 rounds; the big one comes first in the table.
      const made = Array.from({ length: Math.ceil((100 * total) / rounds) }, (_, at) => ({
        ...ask(`a${at + 1}`, { bytes: small * MB }),
        // Never all at an end at once.
        rounds: rounds + (at % total),
      }))
      const first = made.slice(0, total)
      const big = { ...ask('a0', { bytes: budget, job: total + 1 }), rounds }
      const rest = made.slice(total).map((unit) => ({ ...unit, job: unit.job + 2 }))
      let round = 0
      let startedIn: number | null = null
      work([...first, big, ...rest], total, (_, started) => {
        if (started.some(({ id }) => id === 'a0')) startedIn = round
        round += 1
      })
      // 30 s in which it may be passed, then what runs has to end.
      expect(startedIn).not.toBeNull()
      expect(startedIn!).toBeLessThanOrEqual(30 + 2 * (rounds + total) + 1)
    }),
    { numRuns: 25 },
  )
})

test('shares of slot time of batches of one priority come near each other', () => {
  const lengths = fc.tuple(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 15 }))
  fc.assert(
    fc.property(lengths, fc.integer({ min: 2, max: 6 }), ([one, other], total) => {
      const units = Array.from({ length: 200 }, (_, at) => {
        const batch = at % 2 === 0 ? 'b1' : 'b2'
        return {
          ...ask(`a${at}`, { batch, batchOrder: at % 2, bytes: MB, milliseconds: null }),
          rounds: at % 2 === 0 ? one : other,
        }
      })
      const time = { b1: 0, b2: 0 }
      let even = true
      let rounds = 0
      work(units, total, (running, _, waiting) => {
        rounds += 1
        if (!waiting.some(({ batch }) => batch === 'b1') || !waiting.some(({ batch }) => batch === 'b2'))
          even = false
        if (!even) return
        for (const { batch } of running) time[batch as 'b1' | 'b2'] += 1
        if (rounds > 40) {
          const share = time.b1 / (time.b1 + time.b2)
          expect(Math.abs(share - 0.5)).toBeLessThan(0.2)
        }
      })
    }),
    { numRuns: 40 },
  )
})
