import { describe, expect, test } from 'vitest'
import { diceOf } from '../../../src-shared/review/chance.ts'
import { type Drawing, drawSample, type Lot } from '../../../src-shared/review/draw-sample.ts'

/** Jobs 1001, 1002, ... */
const lotOf = (
  many: number,
  parts: { group?(place: number): number; risk?(place: number): number } = {},
): Lot => ({
  jobs: Float64Array.from({ length: many }, (_, place) => 1_001 + place),
  groups: Uint32Array.from({ length: many }, (_, place) => parts.group?.(place) ?? 0),
  risks: Float64Array.from({ length: many }, (_, place) => parts.risk?.(place) ?? 0),
})
const draw = (drawing: Drawing, lot: Lot, seed = 1) => [...drawSample(drawing, lot, seed)]

test('the same lot and seed give the same videos on every machine and in every version', () => {
  // Written down once: a sample that was drawn must be found again years later.
  expect(draw({ how: 'random', videos: 8 }, lotOf(1_000), 2_026)).toEqual([
    1_058, 1_235, 1_402, 1_524, 1_704, 1_721, 1_961, 1_982,
  ])
  expect(draw({ how: 'every', nth: 20 }, lotOf(100), 2_026)).toEqual([1_018, 1_038, 1_058, 1_078, 1_098])
  expect(draw({ how: 'per', each: 1 }, lotOf(9, { group: (place) => place % 3 }), 2_026)).toEqual([
    1_003, 1_004, 1_005,
  ])
})

test('another seed gives others', () => {
  const drawn = [1, 2, 3, 4].map((seed) => draw({ how: 'random', videos: 8 }, lotOf(1_000), seed).join())
  expect(new Set(drawn).size).toBe(4)
})

test('all are all, in the order of the table', () => {
  expect(draw({ how: 'all' }, lotOf(4))).toEqual([1_001, 1_002, 1_003, 1_004])
})

describe('by chance', () => {
  test('so many, none twice, in the order of the table', () => {
    const drawn = draw({ how: 'random', videos: 200 }, lotOf(1_000))
    expect(new Set(drawn).size).toBe(200)
    expect(drawn).toEqual(drawn.toSorted((one, other) => one - other))
    expect(draw({ how: 'random', videos: 50 }, lotOf(20))).toHaveLength(20)
  })
  test('every video is drawn as often as any other', () => {
    const lot = lotOf(20)
    const times = new Map<number, number>()
    for (let seed = 0; seed < 4_000; seed++)
      for (const job of drawSample({ how: 'random', videos: 5 }, lot, seed))
        times.set(job, (times.get(job) ?? 0) + 1)
    // 1,000 times each; six times the spread of chance (27) is allowed.
    expect([...times.values()].every((many) => Math.abs(many - 1_000) < 165)).toBe(true)
    expect(times.size).toBe(20)
  })
})

test('every nth begins somewhere among the first n, and misses none after that', () => {
  const drawn = draw({ how: 'every', nth: 20 }, lotOf(1_000))
  expect(drawn).toHaveLength(50)
  expect(drawn.every((job, place) => place === 0 || job - drawn[place - 1]! === 20)).toBe(true)
  const firsts = Array.from({ length: 200 }, (_, seed) => draw({ how: 'every', nth: 5 }, lotOf(50), seed)[0])
  expect([...new Set(firsts)].sort()).toEqual([1_001, 1_002, 1_003, 1_004, 1_005])
  expect(draw({ how: 'every', nth: 100 }, lotOf(3)), 'of a small lot one at least').toHaveLength(1)
})

test('of each group so many, or all where there are fewer', () => {
  const lot = lotOf(103, { group: (place) => (place < 100 ? place % 2 : 7) })
  const drawn = draw({ how: 'per', each: 5 }, lot)
  const groups = Map.groupBy(drawn, (job) => lot.groups[job - 1_001]!)
  expect([...groups].map(([group, jobs]) => [group, jobs.length]).sort()).toEqual([
    [0, 5],
    [1, 5],
    [7, 3],
  ])
})

test('by risk those that deserve it most, but not one row alone', () => {
  const lot = lotOf(100, {
    group: (place) => Math.floor(place / 10),
    risk: (place) => (place < 10 ? 0.9 : place / 200),
  })
  const drawn = draw({ how: 'risk', videos: 10 }, lot)
  expect(drawn).toHaveLength(10)
  expect(drawn).toContain(1_001)
  expect(drawn, 'the most of the others').toContain(1_100)
  const rows = new Set(drawn.map((job) => lot.groups[job - 1_001]))
  expect(rows.size).toBeGreaterThan(2)
  expect(draw({ how: 'risk', videos: 3 }, lotOf(5)), 'of equals the first').toEqual([1_001, 1_002, 1_003])
})

test('an empty lot gives an empty sample', () => {
  const drawings: Drawing[] = [
    { how: 'all' },
    { how: 'every', nth: 2 },
    { how: 'per', each: 1 },
    { how: 'risk', videos: 1 },
    { how: 'random', videos: 1 },
  ]
  for (const drawing of drawings) expect(draw(drawing, lotOf(0))).toEqual([])
})

test('dice are fair to every side', () => {
  const dice = diceOf(7)
  const times = new Array<number>(6).fill(0)
  for (let roll = 0; roll < 60_000; roll++) times[dice.roll(6)]! += 1
  expect(times.every((many) => Math.abs(many - 10_000) < 550)).toBe(true)
})
