import { expect, test } from 'vitest'
import { alone, stacked } from '../../src-renderer/view-math/insight.ts'

test('bars stand on one another, and what is missing has no height', () => {
  expect(
    stacked([
      [1, null, 3],
      [2, 2, null],
    ]),
  ).toEqual([
    [1, 0, 3],
    [3, 2, 3],
  ])
})

test('a figure with none before and after it is no line, and drawn as a dot', () => {
  expect(alone([1, null, 2, 3, null, 0, null, 4])).toEqual([0, 5, 7])
  expect(alone([5])).toEqual([0])
  expect(alone([null, null])).toEqual([])
})
