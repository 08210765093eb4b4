import { expect, test } from 'vitest'
import { framesToShow, stepLines } from '../../src-renderer/view-math/steps.ts'
import type { TriedUnit, UnitAttempt } from '../../src-shared/farm/units.ts'

const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 10, 0, second)).toISOString()
const attempt = (number: number, from: number, to: number | null, end: UnitAttempt['end']) =>
  ({ number, begunAt: at(from), endedAt: to === null ? null : at(to), end }) as UnitAttempt
const unit = (number: number, attempts: UnitAttempt[]) => ({ number, attempts }) as TriedUnit

test('tries stand where they were in time; what still runs reaches to now', () => {
  const drawn = stepLines(
    [unit(1, [attempt(1, 0, 2, 'failed'), attempt(2, 5, 10, 'done')]), unit(2, [attempt(1, 10, null, null)])],
    Date.parse(at(20)),
  )!
  expect(drawn.milliseconds).toBe(20_000)
  expect(drawn.lines.map(({ bars }) => bars.map(({ from, share, end }) => [from, share, end]))).toEqual([
    [
      [0, 0.1, 'failed'],
      [0.25, 0.25, 'done'],
    ],
    [[0.5, 0.5, 'running']],
  ])
  expect(stepLines([unit(1, [])], 0)).toBeNull()
})

test('a long time in which nothing was done is drawn short, and said', () => {
  const drawn = stepLines(
    [
      unit(1, [attempt(1, 0, 4, 'done')]),
      unit(2, [attempt(1, 4, 8, 'done')]),
      unit(3, [attempt(1, 3_608, 3_610, 'done')]),
    ],
    0,
  )!
  expect(drawn.milliseconds).toBe(3_610_000)
  expect(drawn.breaks).toHaveLength(1)
  expect(drawn.breaks[0]).toMatchObject({ milliseconds: 3_600_000 })
  const [first, second, third] = drawn.lines.map(({ bars }) => bars[0]!)
  expect(first!.share).toBeGreaterThan(0.3)
  expect(second!.from).toBeCloseTo(first!.share)
  expect(drawn.breaks[0]!.from).toBeCloseTo(second!.from + second!.share)
  expect(third!.from).toBeCloseTo(drawn.breaks[0]!.from + drawn.breaks[0]!.share)
  expect(third!.from + third!.share).toBeCloseTo(1)
})

test('tries that took no time, or ended before they began, are drawn where they were', () => {
  const drawn = stepLines(
    [unit(1, [attempt(1, 5, 5, 'failed')]), unit(2, [attempt(1, 65, 5, 'done')])],
    Date.parse(at(65)),
  )!
  expect(drawn.lines.map(({ bars }) => bars.map(({ from, share }) => [from, share]))).toEqual([
    [[0, 0]],
    [[1, 0]],
  ])
  expect(drawn.breaks).toEqual([{ from: 0, share: expect.closeTo(1), milliseconds: 60_000 }])
})

test('frames are spread over the video, and a short one shows each once', () => {
  expect(framesToShow(60, 3)).toEqual([10, 30, 50])
  expect(framesToShow(2, 6)).toEqual([0, 1])
})
