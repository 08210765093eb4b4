import type { InspectionLevel, Severity } from '../../../src-shared/review/sampling.ts'

/**
 * Printed values, typed in from publications of the tables, each letter with its sample size and its line as it stands in print
 * (v, ^: the arrows). Columns: AQL 0.010 0.015 0.025 0.040 0.065 0.10 0.15 0.25 0.40 0.65 1.0 1.5 2.5 4.0 6.5 10.
 *
 * Tables 1, 2-A and 2-B: MIL-STD-105E (1989), tables I, II-A and II-B, which ANSI/ASQ Z1.4 and ISO 2859-1:1989 and 1999 share;
 * compared with a transcription of ISO 2859-1:1999 and with the MIL-STD-105E tables of a statistics package.
 *
 * Table 2-C: GB/T 2828.1-2012, which is ISO 2859-1:1999. MIL-STD-105E and ANSI/ASQ Z1.4 differ here: they leave a gap between
 * acceptance and rejection number (50 of K at AQL 1.0: 1 and 4 there, 2 and 3 here), and have plans 0/2 where the edition of 1999 has a third arrow. Transcriptions
 * of the 1999 table differ in one diagonal, at the fourth acceptance number above 0: 5 in those that were proofread against
 * the print, 4 in one other. It is 5 here.
 */
export const printed: Record<Severity, readonly string[]> = {
  normal: [
    'A    2  v v v v v v v v v v v v v v 0 v',
    'B    3  v v v v v v v v v v v v v 0 ^ v',
    'C    5  v v v v v v v v v v v v 0 ^ v 1',
    'D    8  v v v v v v v v v v v 0 ^ v 1 2',
    'E   13  v v v v v v v v v v 0 ^ v 1 2 3',
    'F   20  v v v v v v v v v 0 ^ v 1 2 3 5',
    'G   32  v v v v v v v v 0 ^ v 1 2 3 5 7',
    'H   50  v v v v v v v 0 ^ v 1 2 3 5 7 10',
    'J   80  v v v v v v 0 ^ v 1 2 3 5 7 10 14',
    'K  125  v v v v v 0 ^ v 1 2 3 5 7 10 14 21',
    'L  200  v v v v 0 ^ v 1 2 3 5 7 10 14 21 ^',
    'M  315  v v v 0 ^ v 1 2 3 5 7 10 14 21 ^ ^',
    'N  500  v v 0 ^ v 1 2 3 5 7 10 14 21 ^ ^ ^',
    'P  800  v 0 ^ v 1 2 3 5 7 10 14 21 ^ ^ ^ ^',
    'Q 1250  0 ^ v 1 2 3 5 7 10 14 21 ^ ^ ^ ^ ^',
    'R 2000  ^ ^ 1 2 3 5 7 10 14 21 ^ ^ ^ ^ ^ ^',
  ],
  tightened: [
    'A    2  v v v v v v v v v v v v v v v v',
    'B    3  v v v v v v v v v v v v v v 0 v',
    'C    5  v v v v v v v v v v v v v 0 v v',
    'D    8  v v v v v v v v v v v v 0 v v 1',
    'E   13  v v v v v v v v v v v 0 v v 1 2',
    'F   20  v v v v v v v v v v 0 v v 1 2 3',
    'G   32  v v v v v v v v v 0 v v 1 2 3 5',
    'H   50  v v v v v v v v 0 v v 1 2 3 5 8',
    'J   80  v v v v v v v 0 v v 1 2 3 5 8 12',
    'K  125  v v v v v v 0 v v 1 2 3 5 8 12 18',
    'L  200  v v v v v 0 v v 1 2 3 5 8 12 18 ^',
    'M  315  v v v v 0 v v 1 2 3 5 8 12 18 ^ ^',
    'N  500  v v v 0 v v 1 2 3 5 8 12 18 ^ ^ ^',
    'P  800  v v 0 v v 1 2 3 5 8 12 18 ^ ^ ^ ^',
    'Q 1250  v 0 v v 1 2 3 5 8 12 18 ^ ^ ^ ^ ^',
    'R 2000  0 ^ v 1 2 3 5 8 12 18 ^ ^ ^ ^ ^ ^',
    'S 3150  - - 1 - - - - - - - - - - - - -',
  ],
  reduced: [
    'A    2  v v v v v v v v v v v v v v 0 v',
    'B    2  v v v v v v v v v v v v v 0 ^ v',
    'C    2  v v v v v v v v v v v v 0 ^ v v',
    'D    3  v v v v v v v v v v v 0 ^ v v 1',
    'E    5  v v v v v v v v v v 0 ^ v v 1 2',
    'F    8  v v v v v v v v v 0 ^ v v 1 2 3',
    'G   13  v v v v v v v v 0 ^ v v 1 2 3 5',
    'H   20  v v v v v v v 0 ^ v v 1 2 3 5 6',
    'J   32  v v v v v v 0 ^ v v 1 2 3 5 6 8',
    'K   50  v v v v v 0 ^ v v 1 2 3 5 6 8 10',
    'L   80  v v v v 0 ^ v v 1 2 3 5 6 8 10 ^',
    'M  125  v v v 0 ^ v v 1 2 3 5 6 8 10 ^ ^',
    'N  200  v v 0 ^ v v 1 2 3 5 6 8 10 ^ ^ ^',
    'P  315  v 0 ^ v v 1 2 3 5 6 8 10 ^ ^ ^ ^',
    'Q  500  0 ^ ^ v 1 2 3 5 6 8 10 ^ ^ ^ ^ ^',
    'R  800  ^ ^ ^ 1 2 3 5 6 8 10 ^ ^ ^ ^ ^ ^',
  ],
}

/** Table 1, a line each as it is printed: S-1 S-2 S-3 S-4 I II III. */
export const printedLevels: readonly InspectionLevel[] = ['S-1', 'S-2', 'S-3', 'S-4', 'I', 'II', 'III']
export const printedLetters: readonly (readonly [from: number, to: number, letters: string])[] = [
  [2, 8, 'A A A A A A B'],
  [9, 15, 'A A A A A B C'],
  [16, 25, 'A A B B B C D'],
  [26, 50, 'A B B C C D E'],
  [51, 90, 'B B C C C E F'],
  [91, 150, 'B B C D D F G'],
  [151, 280, 'B C D E E G H'],
  [281, 500, 'B C D E F H J'],
  [501, 1_200, 'C C E F G J K'],
  [1_201, 3_200, 'C D E G H K L'],
  [3_201, 10_000, 'C D F G J L M'],
  [10_001, 35_000, 'C D F H K M N'],
  [35_001, 150_000, 'D E G J L N P'],
  [150_001, 500_000, 'D E G J M P Q'],
  [500_001, 9_000_000, 'D E H K N Q R'],
]
