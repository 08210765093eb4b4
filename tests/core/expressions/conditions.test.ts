import { describe, expect, test } from 'vitest'
import { compileCondition } from '../../../src-main/core/expressions/compile.ts'
import { holds, money, names, scope, text } from './sample.ts'

describe('conditions compare values as what they are', () => {
  test.each([
    ['price > 10', true],
    ['price > 1299.5', false],
    ['price >= 1299.5', true],
    ['10 < price', true],
    ['change >= 0', false],
    ['change < -2', true],
    ['day > "2026-11-20"', true],
    ['day == "2026-11-21"', true],
    ['day < "2026-11-21"', false],
    ['trend == "up"', true],
    ['trend != "down"', true],
    ['name == "Oak lamp"', true],
    ['name contains "lamp"', true],
    ['name contains "Lamp"', false],
    ['features contains "Oak"', true],
    ['features contains "Oa"', false],
    ['features.size > 2', true],
    ['fresh', true],
    ['fresh == true', true],
    ['not fresh', false],
    ['offer', false],
    ['offer == blank', true],
    ['offer != blank', false],
    ['blank == offer', true],
    ['offer == nil', true],
    ['offer > 0', false],
    ['offer < 0', false],
    ['stock', true],
    ['price > 10 and stock > 10', false],
    ['price > 10 or stock > 10', true],
    ['not (fresh and offer)', true],
    ['(offer or fresh) and stock == 3', true],
    ['(name | size) > 3', true],
    ['language == "en"', true],
    ['language == "de"', false],
  ])('%s is %s', (source, expected) => {
    expect(holds(source)).toBe(expected)
  })

  test('zero is there, white space is blank', () => {
    expect(holds('stock', { stock: { type: 'number', number: 0 } })).toBe(true)
    expect(holds('name != blank', { name: text('  ') })).toBe(false)
    expect(holds('features == blank', { features: { type: 'list', items: [] } })).toBe(true)
    expect(holds('fresh', { fresh: { type: 'boolean', yes: false } })).toBe(false)
  })

  test('amounts of two currencies are not put in order', () => {
    const cheaper = compileCondition('price < shipping', names)
    expect(() => cheaper.test(scope())).toThrow(/compares USD with EUR/)
    expect(holds('price == shipping', { shipping: money(1299.5, 'EUR') })).toBe(false)
  })

  test('braces have no place in a condition', () => {
    expect(() => compileCondition('{{ offer }}', names)).toThrow(/without braces/)
  })

  test('a condition says what it depends on', () => {
    expect(compileCondition('price > 10 and trend == "up"', names).uses).toEqual({
      variables: ['price', 'trend'],
      strings: [],
      item: false,
      language: false,
    })
    expect(compileCondition('language == "en"', names).uses.language).toBe(true)
  })
})
