import { describe, expect, test } from 'vitest'
import { readJson } from '../../../src-main/core/template-rules/json-text.ts'
import fc from '../../helpers/at-random.ts'

describe('a slip in template.json is shown by line and column', () => {
  test.each([
    ['a comma at the end of an object', '{\n  "a": 1,\n}', 3, 1, /comma/],
    ['a comma at the end of a list', '[1, 2,\n]', 2, 1, /comma/],
    ['a missing comma', '{"a": 1\n "b": 2}', 2, 2, /comma or "}" is missing after the entry "a"/],
    ['single quotes', "{'a': 1}", 1, 2, /double quotes/],
    ['a name without quotes', '{a: 1}', 1, 2, /double quotes/],
    ['a name that comes twice', '{"a": 1,\n "a": 2}', 2, 2, /"a" comes twice/],
    ['a comment', '{\n // hi\n "a": 1}', 2, 2, /comments/],
    ['a line break in a text', '{"a": "x\ny"}', 1, 7, /not closed on its line/],
    ['a backslash', '{"a": "C:\\temp\\x"}', 1, 7, /backslash/],
    ['a word', '{"a": yes}', 1, 7, /"yes" is not a value/],
    ['a number with a comma', '{"a": 1,5}', 1, 9, /double quotes/],
    ['a number without its zero', '{"a": .5}', 1, 7, /not a number/],
    ['an end too early', '{"a": [1, 2', 1, 12, /ends too early/],
    ['an empty file', '', 1, 1, /ends too early/],
    ['a brace too many', '{}\n}', 2, 1, /after the end/],
    ['a dangerous name', '{"__proto__": {}}', 1, 2, /__proto__/],
    ['nesting without end', '['.repeat(5_000), 1, 62, /nested/],
  ])('%s', (_, text, line, column, message) => {
    const read = readJson(text)
    expect('fault' in read && read.fault).toMatchObject({
      line,
      column,
      message: expect.stringMatching(message),
    })
  })
})

test('whatever JSON.parse reads is read alike', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 2), (text, indent) => {
      fc.pre(!text.includes('__proto__'))
      const value: unknown = JSON.parse(text)
      expect(readJson(JSON.stringify(value, null, indent))).toMatchObject({ ok: value })
    }),
  )
})

test('what JSON.parse refuses is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:0 1-e.truefalsn\\') }), (text) => {
      let valid = true
      try {
        JSON.parse(text)
      } catch {
        valid = false
      }
      if (!valid) expect(readJson(text)).toHaveProperty('fault')
    }),
    { numRuns: 2_000 },
  )
})

test('each part knows its line', () => {
  const read = readJson('{\n "scenes": [\n  {},\n  {\n   "id": "a"\n  }\n ]\n}')
  if ('fault' in read) throw new Error(read.fault.message)
  expect(read.lineOf(['scenes', 1, 'id'])).toBe(5)
  expect(read.lineOf('scenes[1]')).toBe(4)
  expect(read.lineOf('scenes[1].layers[3].box')).toBe(4)
  expect(read.lineOf([])).toBe(1)
})

test('two megabytes of brackets and commas end quickly', () => {
  const start = performance.now()
  expect(readJson(`[${'0,'.repeat(1_000_000)}0]`)).toHaveProperty('fault')
  expect(performance.now() - start).toBeLessThan(20_000)
})
