import { describe, expect, test } from 'vitest'
import { acceptancePlanOf, planOfLetter } from '../../../src-main/core/acceptance-sampling/acceptance-plan.ts'
import { chanceOfAcceptance } from '../../../src-main/core/acceptance-sampling/chance.ts'
import { type CodeLetter, codeLetterOf } from '../../../src-main/core/acceptance-sampling/master-tables.ts'
import { qualityLimits, severitiesOfInspection } from '../../../src-shared/review/sampling.ts'
import { printed, printedLetters, printedLevels } from './published-tables.ts'

test('the code letter is that of table 1, for every level at both ends of every range', () => {
  for (const [from, to, letters] of printedLetters)
    for (const [place, letter] of letters.split(' ').entries())
      for (const lot of [from, to])
        expect([lot, codeLetterOf(lot, printedLevels[place]!)]).toEqual([lot, letter])
})

describe.each(severitiesOfInspection)('under %s inspection', (severity) => {
  const lines = printed[severity].map((line) => {
    const [letter, size, ...cells] = line.split(/\s+/)
    return { letter: letter as CodeLetter, size: Number(size), cells }
  })
  test('every cell of the printed table is what is used, its arrow followed from cell to cell', () => {
    let looked = 0
    for (const [start, { letter, cells }] of lines.entries()) {
      expect(cells).toHaveLength(qualityLimits.length)
      if (letter === 'S') continue
      for (const [column, aql] of qualityLimits.entries()) {
        let at = start
        while (!/^\d+$/.test(lines[at]!.cells[column]!)) at += lines[at]!.cells[column] === 'v' ? 1 : -1
        const { letter: used, size, cells: found } = lines[at]!
        const accept = Number(found[column])
        expect([letter, aql, planOfLetter(letter, aql, severity)]).toEqual([
          letter,
          aql,
          { letter: used, size, accept, reject: accept + 1 },
        ])
        looked += 1
      }
    }
    expect(looked).toBe(16 * 16)
  })
})

test.each([
  // Examples as textbooks and guides of inspectors give them.
  ['2,000 videos at level II and AQL 1.0: 125, 3 are allowed', 2_000, 'II', 1, 'normal', 'K', 125, 3],
  ['1,000 at II and 2.5: 80, 5 are allowed', 1_000, 'II', 2.5, 'normal', 'J', 80, 5],
  ['the same tightened: 80, 3 are allowed', 1_000, 'II', 2.5, 'tightened', 'J', 80, 3],
  ['the same reduced: 32, 3 are allowed', 1_000, 'II', 2.5, 'reduced', 'J', 32, 3],
  ['1,000 at II and 0.25: up to the 50 of H, none is allowed', 1_000, 'II', 0.25, 'normal', 'H', 50, 0],
  ['1,000 at II and 0.40: down to the 125 of K, one is allowed', 1_000, 'II', 0.4, 'normal', 'K', 125, 1],
  ['120,000 at I and 0.65', 120_000, 'I', 0.65, 'normal', 'L', 200, 3],
  ['120,000 at III and 0.025, tightened', 120_000, 'III', 0.025, 'tightened', 'P', 800, 0],
  [
    'a million at III and 0.025, tightened: the one cell of S',
    1_000_000,
    'III',
    0.025,
    'tightened',
    'S',
    3_150,
    1,
  ],
] as const)('%s', (_says, lot, level, aql, severity, letter, size, accept) => {
  const plan = acceptancePlanOf(lot, level, aql, severity)
  expect(plan).toEqual({ letter, size, accept, reject: accept + 1, whole: false })
})

test('where a plan asks for as many as there are, every video is looked at', () => {
  expect(acceptancePlanOf(100, 'II', 0.1, 'normal')).toMatchObject({ size: 100, whole: true, accept: 0 })
  expect(acceptancePlanOf(125, 'II', 0.1, 'normal')).toMatchObject({ size: 125, whole: true })
  expect(acceptancePlanOf(126, 'II', 0.1, 'normal')).toMatchObject({ size: 125, whole: false })
})

test('one video that is bad is never a lot that is accepted', () => {
  for (const level of printedLevels)
    for (const aql of qualityLimits)
      for (const severity of severitiesOfInspection)
        expect(acceptancePlanOf(1, level, aql, severity)).toMatchObject({ size: 1, accept: 0, whole: true })
})

test('what stands in no table is refused', () => {
  expect(() => acceptancePlanOf(100, 'II', 3, 'normal')).toThrow('3 is no quality limit')
})

describe('how likely a lot is accepted', () => {
  // Percent bad at which a lot is accepted with this chance: table X-J-2 and X-K-2 of MIL-STD-105E, two digits after the comma.
  test.each([
    [80, 2, 0.99, 0.545],
    [80, 2, 0.95, 1.03],
    [80, 2, 0.5, 3.33],
    [80, 2, 0.1, 6.52],
    [125, 3, 0.95, 1.09],
    [125, 3, 0.5, 2.94],
    [20, 0, 0.1, 10.9],
  ])('%i videos, of which %i may be bad: %d at the printed share', (size, accept, chance, percent) => {
    const lot = 10_000_000
    expect(chanceOfAcceptance({ size, accept }, lot, (percent * lot) / 100)).toBeCloseTo(chance, 2)
  })
  test('a small lot is counted exactly', () => {
    // Of 10 videos 2 are bad, 3 are looked at: none is found in 56 of 120 cases, one in 56.
    expect(chanceOfAcceptance({ size: 3, accept: 0 }, 10, 2)).toBeCloseTo(56 / 120, 12)
    expect(chanceOfAcceptance({ size: 3, accept: 1 }, 10, 2)).toBeCloseTo(112 / 120, 12)
    expect(chanceOfAcceptance({ size: 10, accept: 1 }, 10, 2)).toBe(0)
    expect(chanceOfAcceptance({ size: 10, accept: 2 }, 10, 2)).toBeCloseTo(1, 12)
    expect(chanceOfAcceptance({ size: 3, accept: 0 }, 10, 0)).toBe(1)
  })
  test('the more is bad, the less likely it is', () => {
    const chances = Array.from({ length: 60 }, (_, bad) =>
      chanceOfAcceptance({ size: 80, accept: 2 }, 900, bad),
    )
    expect(chances.every((one, place) => place === 0 || one <= chances[place - 1]! + 1e-12)).toBe(true)
  })
})
