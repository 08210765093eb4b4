import { expect, test } from 'vitest'
import { parsePayload } from '../../src-main/api/parse-payload.ts'
import { commands } from '../../src-shared/contract/commands.ts'
import { countingTurns } from '../helpers/turns.ts'

const many = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [index + 1, { cells: { price: `${index}` } }]),
  )
const asked = (corrections: object) => ({ template: 't', data: 'a.csv', out: 'videos', corrections })

test('a request with a hundred thousand mended records is looked at in slices, and comes out whole', async () => {
  const schema = commands['batch.start']
  const corrections = many(100_000)
  const { made: whole, turns } = await countingTurns(() => parsePayload(schema, asked(corrections)))
  expect(turns).toBeGreaterThan(20)
  expect(whole).toEqual(schema.safeParse(asked(corrections)))
  expect(Object.keys((whole.data as { corrections: object }).corrections)).toHaveLength(100_000)
})

test('the same of a request that lies within a payload; one wrong record among very many is named', async () => {
  const inside = await parsePayload(commands['check.run'], { id: 'a', request: asked(many(5_000)) })
  expect(Object.keys((inside.data as { request: { corrections: object } }).request.corrections)).toHaveLength(
    5_000,
  )
  const wrong = await parsePayload(commands['batch.start'], asked({ ...many(5_000), 4321: { cells: 7 } }))
  expect(wrong.error?.issues.map(({ path }) => path.join('.'))).toEqual(['corrections.4321.cells'])
  const foreign = await parsePayload(commands['batch.list'], { corrections: many(5_000) })
  expect(foreign.success).toBe(false)
})

test('what is no request at all is refused as ever', async () => {
  for (const payload of [null, 7, 'x', [], { corrections: [] }, { request: null }])
    expect((await parsePayload(commands['batch.start'], payload)).success).toBe(false)
})
