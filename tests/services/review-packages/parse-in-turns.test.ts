import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { parseInTurns } from '../../../src-main/services/review-packages/parse-in-turns.ts'

const parse = (text: string) => parseInTurns(text, ['said', 'more'])

test.each([
  '{}',
  '{"said":[],"more":[ ]}',
  '{ "a": [1, [2]], "said" : [ {"x":[1,2],"y":"],[{\\"\\\\"}, 3 , "," ], "b": {"said": [4]}, "more":[[],{}] }',
  '{"said":[1],"said":[2,3]}',
  '{"s\\u0061id":[1,2]}',
  '{"said":{"0":1}}',
])('what is read entry by entry is what JSON says: %s', async (text) => {
  expect(await parse(text)).toEqual(JSON.parse(text))
})

test.each([
  '',
  '{',
  '{"said":[1,]}',
  '{"said":[,1]}',
  '{"said":[1',
  '{"said":[1]',
  '{"said":[1}}',
  '{"said":[{"a":1]}',
  '{"said":[1 2]}',
  '{"said":["]}',
  '{"said":[1]}]',
])('what is no JSON is refused: %s', async (text) => {
  await expect(parse(text)).rejects.toThrow(SyntaxError)
})

test('an entry or a rest that no review has is refused, however it is built', async () => {
  const long = '['.repeat(100_000) + ']'.repeat(100_000)
  await expect(parse(`{"said":[${long}]}`)).rejects.toThrow(SyntaxError)
  await expect(parse(`{"other":${long}}`)).rejects.toThrow(SyntaxError)
})

test('others have their turn while a large file is read', async () => {
  const words = 'word '.repeat(200)
  const said = Array.from({ length: 20_000 }, (_, job) => ({ job, words }))
  let isRead = false
  const reading = parse(JSON.stringify({ said })).finally(() => {
    isRead = true
  })
  let turns = 0
  for (; !isRead; turns++) await turn()
  expect(turns).toBeGreaterThan(0)
  expect(await reading).toEqual({ said })
})
