import { expect, test } from 'vitest'
import { figureOf, limitAsSet } from '../../src-renderer/view-math/check-figures.ts'

test('a limit is shown with every digit that was set, what was measured with two', () => {
  expect(limitAsSet(0.045, 'seconds')).toBe('0.045 s')
  expect(limitAsSet(0.985, 'index')).toBe('0.985')
  expect(limitAsSet(0.98125, 'share')).toBe('98.125 %')
  expect(limitAsSet(-14, 'LUFS')).toBe('-14 LUFS')
  expect(figureOf(0.046_783, 'seconds')).toBe('0.05 s')
})
