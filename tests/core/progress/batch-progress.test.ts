import { expect, test } from 'vitest'
import { look, settle, startProgress } from '../../../src-main/core/progress/batch-progress.ts'

/** Ten jobs of 100 at a steady speed of `perSecond`, looked at once a second; comes back with what was said each time. */
function run(perSecond: number, seconds: number, speedFrom?: (second: number) => number) {
  let progress = startProgress(1_000, 0)
  let work = 0
  const said: (number | null)[] = []
  for (let second = 1; second <= seconds; second += 1) {
    work = Math.min(1_000, work + (speedFrom?.(second) ?? perSecond))
    while (progress.settled + 100 <= work) progress = settle(progress, 100)
    const seen = look(progress, work - progress.settled, second * 1_000)
    progress = seen.progress
    said.push(seen.secondsLeft)
  }
  return { progress, said }
}

test('nothing is foretold in the first seconds', () => {
  expect(run(10, 2).said).toEqual([null, null])
})

test('at a steady speed the time left is right and counts down', () => {
  const { said } = run(10, 50)
  expect(said[9]).toBeCloseTo(90, 0)
  expect(said[49]).toBeCloseTo(50, 0)
})

test('a first job that is slow, because it makes what the others share, is forgotten after a while', () => {
  const { said } = run(0, 60, (second) => (second <= 10 ? 2 : 16))
  expect(said[59]!).toBeLessThan(20)
})

test('the time left does not jump when the speed does', () => {
  const { said } = run(0, 40, (second) => (second <= 20 ? 10 : 20))
  for (let second = 5; second < 40; second += 1)
    expect(Math.abs(said[second]! - said[second - 1]!)).toBeLessThan(12)
})

test('a batch with nothing to do is all done, and a finished one has no time left', () => {
  expect(look(startProgress(0, 0), 0, 10_000)).toMatchObject({ share: 1, secondsLeft: 0 })
  expect(look(settle(startProgress(10, 0), 10), 0, 10_000)).toMatchObject({ share: 1, secondsLeft: 0 })
})

test('days of looking keep two minutes in mind', () => {
  let progress = startProgress(1e9, 0)
  for (let second = 1; second < 2_000; second += 1) progress = look(progress, second, second * 1_000).progress
  expect(progress.points.length).toBeLessThan(130)
})
