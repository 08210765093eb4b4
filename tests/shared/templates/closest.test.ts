import { expect, test } from 'vitest'
import { closest } from '../../../src-shared/templates/closest.ts'

test.each([
  ['hight', ['width', 'height', 'weight'], 'height'],
  ['pirce', ['price', 'piece'], 'price'],
  ['NAME', ['name'], 'name'],
  ['rect', ['ellipse', 'rectangle'], 'rectangle'],
  ['zebra', ['name', 'price'], null],
  ['', ['a'], null],
  ['x', [], null],
])('"%s" among %j is %s', (name, candidates, expected) => {
  expect(closest(name, candidates)).toBe(expected)
})

test('names of any length are compared quickly', () => {
  const long = 'x'.repeat(1_000_000)
  expect(
    closest(
      long,
      Array.from({ length: 500 }, (_, index) => `${long}${index}`),
    ),
  ).not.toBeNull()
})
