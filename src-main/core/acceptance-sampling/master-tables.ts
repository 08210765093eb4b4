import type { InspectionLevel, Severity } from '../../../src-shared/review/sampling.ts'

/** Code letters of ISO 2859-1; S stands in one cell of the tightened table alone. */
export const codeLetters = [...'ABCDEFGHJKLMNPQRS'] as const
export type CodeLetter = (typeof codeLetters)[number]

/** Table 1: the largest lot of each line; the last one is open. */
const lotsUpTo = [
  8,
  15,
  25,
  50,
  90,
  150,
  280,
  500,
  1_200,
  3_200,
  10_000,
  35_000,
  150_000,
  500_000,
  Number.POSITIVE_INFINITY,
]

const lettersOfLots: Record<InspectionLevel, string> = {
  'S-1': 'AAAABBBBCCCCDDD',
  'S-2': 'AAABBBCCCDDDEEE',
  'S-3': 'AABBCCDDEEFFGGH',
  'S-4': 'AABCCDEEFGGHJJK',
  I: 'AABCCDEFGHJKLMN',
  II: 'ABCDEFGHJKLMNPQ',
  III: 'BCDEFGHJKLMNPQR',
}

export function codeLetterOf(lot: number, level: InspectionLevel): CodeLetter {
  return lettersOfLots[level][lotsUpTo.findIndex((most) => lot <= most)]!
}

export type MasterTable = {
  /** Sample sizes of the letters, in order. */
  sizes: readonly number[]
  /** The column of the first letter's cell with acceptance number 0; each next letter has its own one column to the left. */
  zero: number
  /** What stands to the right of that cell: acceptance numbers, or an arrow to the first plan above (^) or below (v). */
  onwards: readonly (number | '^' | 'v')[]
}

/**
 * Tables 2-A, 2-B and 2-C. Every line of them is the one above it, moved one column to the left: all plans of a diagonal have
 * the same acceptance number, for sizes and quality limits grow by the same steps. Left of the 0 arrows point down, right of
 * the last number up. An arrow towards a side where there is no plan is printed the other way round.
 */
export const masterTables: Record<Severity, MasterTable> = {
  normal: {
    sizes: [2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1_250, 2_000],
    zero: 14,
    onwards: ['^', 'v', 1, 2, 3, 5, 7, 10, 14, 21],
  },
  tightened: {
    sizes: [2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1_250, 2_000, 3_150],
    zero: 15,
    onwards: ['v', 'v', 1, 2, 3, 5, 8, 12, 18],
  },
  reduced: {
    sizes: [2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800],
    zero: 14,
    onwards: ['^', 'v', 'v', 1, 2, 3, 5, 6, 8, 10],
  },
}
