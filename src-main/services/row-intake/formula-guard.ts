/*
 * A rejected-rows file is made to be opened in a spreadsheet. A cell that begins like a formula would be run there, or
 * come back as its result. An apostrophe before it keeps it text; reading the file takes that one apostrophe off
 * again, so that the cell is what it was. Numbers like -5 or +3.5 % are left as they are.
 */

/** What a formula may begin with: spreadsheets of East Asia take the wide signs for the narrow ones. */
const formulaSigns = '=+\\-@＝＋－＠'

/** A cell as it is written into a rejected-rows file. */
export function guarded(cell: string): string {
  return startsLikeFormula(cell) ? `'${cell}` : cell
}

/** The cell as it was before `guarded`. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && startsLikeFormula(cell.slice(1)) ? cell.slice(1) : cell
}

/** Taken whole before the sign is looked for: begun anew at each of very many line breaks, it would take minutes. */
const gaps = /[;\s]+/g
const divides = /[;\t\r\n]/
const sign = new RegExp(`[${formulaSigns}]`)

/**
 * A cell as it is written where nobody reads it back. A spreadsheet of a land that separates cells by semicolons divides our
 * lines there, and sees no quotes further in: what follows is the beginning of a cell, too.
 */
export const guardedWithin = (text: string): string =>
  guarded(text).replace(gaps, (gap, at: number, whole: string) =>
    divides.test(gap) && sign.test(whole.charAt(at + gap.length)) ? `${gap}'` : gap,
  )

// A cell that had apostrophes of its own gets one more, so that taking one off is always right.
const formulaLike = new RegExp(`^'*[${formulaSigns}\\t\\r\\n]`)

function startsLikeFormula(cell: string) {
  return formulaLike.test(cell) && !/^[-+]\s?[\d.,][\d.,'\s]*\s?[%€$£]?$/.test(cell)
}
