import { expect, test } from 'vitest'
import {
  everything,
  isSelected,
  nothingSelected,
  onlyOne,
  rowAfterKey,
  selectedCount,
  stretched,
  stretchOf,
  toggled,
} from '../../src-renderer/view-math/selection.ts'

test('one, one more, a stretch from where it began, in either direction', () => {
  const one = onlyOne(30, 3)
  expect(stretchOf(one, 6)).toEqual({ first: 3, count: 4 })
  expect(stretchOf(one, 1)).toEqual({ first: 1, count: 3 })
  const stretch = stretched(one, [30, 40, 50], 5)
  expect([stretch.anchor, stretch.active, selectedCount(stretch, 100)]).toEqual([3, 5, 3])
  const more = toggled(stretch, 90, 9)
  expect(isSelected(more, 90)).toBe(true)
  expect(isSelected(toggled(more, 40, 4), 40)).toBe(false)
})

test('all of 120,000 are selected without knowing one of them, and single ones can be taken out', () => {
  const all = everything(nothingSelected)
  expect(selectedCount(all, 120_000)).toBe(120_000)
  const but = toggled(all, 7, 0)
  expect(selectedCount(but, 120_000)).toBe(119_999)
  expect(isSelected(but, 7)).toBe(false)
  expect(isSelected(but, 8)).toBe(true)
})

test('keys stay inside of the table', () => {
  expect(rowAfterKey('ArrowDown', -1, 10, 4)).toBe(0)
  expect(rowAfterKey('ArrowDown', 9, 10, 4)).toBe(9)
  expect(rowAfterKey('PageUp', 2, 10, 4)).toBe(0)
  expect(rowAfterKey('End', 2, 10, 4)).toBe(9)
  expect(rowAfterKey('q', 2, 10, 4)).toBeNull()
})
