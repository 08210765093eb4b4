import { expect, test } from 'vitest'
import {
  changeWork,
  type Forecasting,
  goOn,
  look,
  type PastBatch,
  pause,
  settle,
  settleUnchanged,
  startForecast,
  tookOf,
} from '../../../src-main/core/estimates/forecast.ts'
import type { Forecast } from '../../../src-shared/farm/forecast.ts'

const idle = { work: 0, jobs: 0 }
const begin = (changes: Partial<Parameters<typeof startForecast>[0]> = {}) =>
  startForecast({ work: 1_000, jobs: 10, past: [], planned: null, at: 0, ...changes })
const done = (work: number) => ({ work, outputBytes: work * 50, artifactBytes: work * 20 })

/** Ten jobs of 100 at a speed of so much a second, looked at once a second; comes back with what was said each time. */
function run(seconds: number, speed: (second: number) => number, first = begin()) {
  let forecasting = first
  let work = 0
  const said: (Forecast | null)[] = []
  for (let second = 1; second <= seconds; second += 1) {
    work = Math.min(1_000, work + speed(second))
    while (forecasting.settled.work + 100 <= work) forecasting = settle(forecasting, done(100))
    const seen = look(forecasting, { work: work - forecasting.settled.work, jobs: 1 }, second * 1_000)
    forecasting = seen.forecasting
    said.push(seen.forecast)
  }
  return { forecasting, said }
}

const likely = (forecast: Forecast | null | undefined) => forecast!.secondsLeft.likely

test('nothing is foretold in the first seconds, when nothing is known of earlier batches', () => {
  expect(run(2, () => 10).said).toEqual([null, null])
})

test('at a steady speed the time left is right, counts down, and the range closes in on it', () => {
  const { said } = run(95, () => 10)
  expect(likely(said[29])).toBeGreaterThan(55)
  expect(likely(said[29])).toBeLessThan(75)
  expect(likely(said[79])).toBeGreaterThan(17)
  expect(likely(said[79])).toBeLessThan(23)
  const width = (at: number) => said[at]!.secondsLeft.high - said[at]!.secondsLeft.low
  expect(width(89)).toBeLessThan(width(49))
  expect(width(49)).toBeLessThan(width(9))
  for (const forecast of said.slice(3)) {
    const { low, likely, high } = forecast!.secondsLeft
    expect(low).toBeLessThanOrEqual(likely)
    expect(likely).toBeLessThanOrEqual(high)
  }
})

test('a first job that is dear, because it makes what the others share, does not foretell that all will be', () => {
  const { said } = run(60, (second) => (second <= 30 ? 100 / 30 : 10))
  // After the first job, which took three times as long: the right answer, 90 s, is in the range.
  expect(said[29]!.secondsLeft.low).toBeLessThan(90)
  expect(said[29]!.secondsLeft.high).toBeGreaterThan(90)
  // Three jobs later the opening is left out.
  expect(likely(said[59])).toBeGreaterThan(50)
  expect(likely(said[59])).toBeLessThan(80)
})

test('the time left does not jump when the speed does', () => {
  const { said } = run(70, (second) => (second <= 20 ? 10 : 15))
  for (let second = 5; second < 70; second += 1)
    expect(Math.abs(likely(said[second]) - likely(said[second - 1]))).toBeLessThan(10)
})

test('a batch with nothing to do is all done, and a finished one has nothing left', () => {
  expect(look(begin({ work: 0, jobs: 0 }), idle, 10_000)).toMatchObject({ share: 1 })
  const finished = look(settle(begin({ work: 10, jobs: 1 }), done(10)), idle, 10_000)
  expect(finished).toMatchObject({
    share: 1,
    forecast: { secondsLeft: { high: 0 }, outputBytes: { high: 0 } },
  })
})

test('files that were there already do not make the rest look quickly done', () => {
  let forecasting = begin({ work: 10_000, jobs: 100 })
  for (let job = 0; job < 50; job += 1) forecasting = settleUnchanged(forecasting, 100)
  expect(forecasting).toMatchObject({ jobs: 50, work: 5_100, settled: { work: 100 } })
  let seen = look(forecasting, idle, 250)
  // Ten seconds a job from here on.
  for (let second = 1; second <= 100; second += 1) {
    if (second % 10 === 0) forecasting = settle(seen.forecasting, done(100))
    seen = look(forecasting, { work: (second % 10) * 10, jobs: 1 }, second * 1_000)
    forecasting = seen.forecasting
  }
  expect(likely(seen.forecast)).toBeGreaterThan(250)
  expect(likely(seen.forecast)).toBeLessThan(520)
})

test('a pause, a hold or the sleep of the machine is no work', () => {
  const through = run(50, () => 10).forecasting
  const paused = goOn(pause(through, 50_000), 5_050_000)
  const after = look(paused, idle, 5_050_000)
  expect(likely(after.forecast)).toBeCloseTo(likely(look(through, idle, 50_000).forecast), 3)
  expect(look(pause(through, 50_000), idle, 9_000_000).forecasting.active).toBe(50_000)
  // Nobody looked for an hour: the machine slept.
  expect(look(through, idle, 3_650_000).forecasting.active).toBe(50_000)
})

test('days of looking keep little in mind', () => {
  let forecasting = begin({ work: 1e9, jobs: 120_000 })
  for (let second = 1; second < 20_000; second += 1) {
    if (second % 5 === 0) forecasting = settle(forecasting, done(8_000))
    forecasting = look(forecasting, { work: 100, jobs: 2 }, second * 1_000).forecasting
  }
  expect(JSON.stringify(forecasting).length).toBeLessThan(12_000)
})

const past = (millisecondsPerWork: number): PastBatch => ({
  millisecondsPerWork,
  outputBytesPerWork: 40,
  artifactBytesPerWork: 10,
})

test('earlier batches foretell a new one before its first video', () => {
  const { forecast } = look(begin({ past: [past(95), past(105), past(100)] }), idle, 0)
  expect(forecast!.from).toBe('past')
  expect(likely(forecast)).toBeCloseTo(100, -1)
  expect(forecast!.secondsLeft.low).toBeGreaterThan(50)
  expect(forecast!.secondsLeft.high).toBeLessThan(200)
  expect(forecast!.outputBytes.likely).toBeCloseTo(40_000, -2)
  expect(forecast!.artifactBytes.likely).toBeCloseTo(10_000, -2)
})

test('the less earlier batches agree, the wider is the range', () => {
  const width = (...each: number[]) => {
    const { low, high } = look(begin({ past: each.map(past) }), idle, 0).forecast!.secondsLeft
    return high / low
  }
  expect(width(40, 100, 250)).toBeGreaterThan(width(95, 100, 105))
  expect(width(100)).toBeGreaterThan(width(95, 100, 105))
})

test('what is seen outweighs what earlier batches took, with every video more', () => {
  const { said } = run(90, () => 10, begin({ past: [past(300), past(320)] }))
  expect(said[0]!.from).toBe('past')
  expect(likely(said[1])).toBeGreaterThan(200)
  expect(said[79]!.from).toBe('seen')
  expect(likely(said[79])).toBeLessThan(32)
})

test('a plan alone foretells with a wide range', () => {
  const planned = { milliseconds: 100_000, outputBytes: 5_000, artifactBytes: 3_000 }
  const { forecast } = look(begin({ planned }), idle, 0)
  expect(forecast).toMatchObject({ from: 'plan' })
  expect(likely(forecast)).toBeCloseTo(100, 0)
  expect(forecast!.secondsLeft.high / forecast!.secondsLeft.low).toBeGreaterThan(4)
  expect(forecast!.outputBytes.likely).toBeCloseTo(5_000, 0)
})

test('bytes to come are foretold from those that were written', () => {
  const { said } = run(50, () => 10)
  const { outputBytes, artifactBytes } = said[49]!
  expect(outputBytes.likely).toBeCloseTo(25_000, -3)
  expect(artifactBytes.likely).toBeGreaterThan(7_000)
  expect(artifactBytes.likely).toBeLessThan(10_001)
})

test('when somebody has more made, room and time are foretold from what was seen so far, not from the plan again', () => {
  const planned = { milliseconds: 200_000, outputBytes: 25_000, artifactBytes: 10_000 }
  const { forecasting } = run(45, () => 10, begin({ planned }))
  const more = changeWork(forecasting, { work: 2_000, jobs: 20 })
  // Half a job is in hand.
  const { forecast, share } = look(more, { work: 60, jobs: 1 }, 46_000)
  expect(share).toBeLessThan(0.05)
  expect(forecast!.from).toBe('seen')
  const { low, likely: bytes, high } = forecast!.outputBytes
  expect([low < 100_000, high > 100_000]).toEqual([true, true])
  expect(bytes).toBeGreaterThan(70_000)
  expect(bytes).toBeLessThan(130_000)
  expect(likely(forecast)).toBeGreaterThan(140)
  expect(likely(forecast)).toBeLessThan(260)
})

test('what a batch took is kept for later ones, without what its opening cost', () => {
  expect(tookOf(begin())).toBeNull()
  const took: PastBatch | null = tookOf(
    run(120, (second) => (second <= 20 ? 2 : 10)).forecasting as Forecasting,
  )
  expect(took!.millisecondsPerWork).toBeGreaterThan(95)
  expect(took!.millisecondsPerWork).toBeLessThan(120)
  expect(took!.outputBytesPerWork).toBeCloseTo(50, 5)
})
