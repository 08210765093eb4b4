import { expect, test } from 'vitest'
import { type DecidedLot, switchingAfter } from '../../../src-main/core/acceptance-sampling/switching.ts'
import type { Severity } from '../../../src-shared/review/sampling.ts'

const plan = { level: 'II', aql: 1, mayReduce: false } as const

/** n, t, r: a lot of 1,000 under normal, tightened, reduced inspection that was accepted without a fault; N, T, R: that was not. */
const lots = (text: string, lot = 1_000): DecidedLot[] =>
  [...text.replaceAll(' ', '')].map((sign) => {
    const accepted = sign === sign.toLowerCase()
    const severity = ({ n: 'normal', t: 'tightened', r: 'reduced' } as const)[sign.toLowerCase()] as Severity
    return { severity, accepted, rejected: accepted ? 0 : 9, lot }
  })
const stateAfter = (text: string, mayReduce = false) =>
  switchingAfter(lots(text), { ...plan, mayReduce }).state

test.each([
  ['the first lot is inspected normally', '', 'normal'],
  ['one that is not accepted changes nothing yet', 'nnnN', 'normal'],
  ['two of five that are not are followed by tightened inspection', 'NnnnN', 'tightened'],
  ['two in a row, too', 'NN', 'tightened'],
  ['two of six are not', 'NnnnnN', 'normal'],
  ['four accepted ones under tightened inspection are not enough', 'NN tttt', 'tightened'],
  ['five in a row lead back to normal', 'NN ttttt', 'normal'],
  ['five that are not in a row do not', 'NN tttTttt', 'tightened'],
  ['what was before tightened inspection no longer counts after it', 'NN ttttt N', 'normal'],
  ['five that are not accepted under tightened inspection end it', 'NN TtTtTtTtT', 'stopped'],
  ['four do not', 'NN TtTtTtT', 'tightened'],
  ['a lot that a person lets in after that is tightened, and counts anew', 'NN TTTTT t', 'tightened'],
  ['and the way back to normal begins with it', 'NN TTTTT ttttt', 'normal'],
] as const)('%s', (_says, text, state) => {
  expect(stateAfter(text)).toBe(state)
})

test('reduced inspection takes a score of 30 and the word of whoever is responsible', () => {
  // J at AQL 1.0 allows two: each lot that AQL 0.65 would have accepted, too, gives 3.
  expect(switchingAfter(lots('nnnnnnnnn'), plan)).toMatchObject({ state: 'normal', score: 27 })
  expect(switchingAfter(lots('nnnnnnnnnn'), plan)).toMatchObject({ state: 'normal', score: 30 })
  expect(stateAfter('nnnnnnnnn', true)).toBe('normal')
  expect(stateAfter('nnnnnnnnnn', true)).toBe('reduced')
})

test('plans that allow none or one give 2 a lot: fifteen of them', () => {
  // 20 videos of F at AQL 0.65: none may be bad.
  const small = (many: number) =>
    switchingAfter(lots('n'.repeat(many), 140), { level: 'II', aql: 0.65, mayReduce: true })
  expect(small(14)).toMatchObject({ state: 'normal', score: 28 })
  expect(small(15)).toMatchObject({ state: 'reduced', score: 30 })
})

test('a lot that one step tighter would not have accepted begins the score anew', () => {
  const before = lots('nnnnnnnnn')
  // AQL 1.0 allows two of 80, AQL 0.65 one.
  const with2 = { severity: 'normal', accepted: true, rejected: 2, lot: 1_000 } as const
  expect(switchingAfter([...before, { ...with2, rejected: 1 }], plan).score).toBe(30)
  expect(switchingAfter([...before, with2], plan).score).toBe(0)
  expect(switchingAfter([...before, ...lots('N')], plan).score).toBe(0)
})

test('one that is not accepted under reduced inspection leads back to normal, and so does the word that is taken back', () => {
  const good = 'n'.repeat(10)
  expect(stateAfter(`${good} rrr`, true)).toBe('reduced')
  expect(switchingAfter(lots(`${good} rrR`), { ...plan, mayReduce: true })).toMatchObject({
    state: 'normal',
    score: 0,
  })
  expect(stateAfter(`${good} rrr`, false)).toBe('normal')
})

test('inspected otherwise than the rules said, a person switched: they go on from there', () => {
  expect(stateAfter('nnn t')).toBe('tightened')
  expect(stateAfter('nnn ttttt')).toBe('normal')
  expect(stateAfter('NN n')).toBe('normal')
})
