import { StudioError } from '../../../src-shared/contract/errors.ts'

/** Which records are wanted, by number. */
export type RowRanges = {
  has(number: number): boolean
  /** No record beyond this one is wanted. */
  last: number
}

/** Reads `1-20,35,100-`. Throws `rows.invalid`. */
export function readRowRanges(text: string): RowRanges {
  const ranges = text.split(',').map((part): [number, number] => {
    const match = /^\s*(\d{1,10})\s*(?:(-)\s*(\d{1,10})?)?\s*$/.exec(part)
    const first = Number(match?.[1])
    const last =
      match?.[2] === undefined ? first : match[3] === undefined ? Number.POSITIVE_INFINITY : Number(match[3])
    if (!match || first < 1 || last < first) {
      throw new StudioError({
        code: 'rows.invalid',
        message: `${JSON.stringify(part.trim())} in the choice of rows "${text}" is no number and no range.`,
        whatToDo:
          'Write numbers and ranges with commas between them, like 1-20,35,100-; the first record is 1.',
      })
    }
    return [first, last]
  })
  return {
    has: (number) => ranges.some(([first, last]) => number >= first && number <= last),
    last: Math.max(...ranges.map(([, last]) => last)),
  }
}
