/** What is wrong with one cell, in words; `rule` is stable. */
export type CellProblem = { rule: string; message: string; whatToDo: string }

/** Something that was decided for the reader and that a person should know of. */
export type CellNote = { rule: 'number.assumed' | 'date.assumed' | 'currency.assumed'; message: string }

export function problem(rule: string, message: string, whatToDo: string): { problem: CellProblem } {
  return { problem: { rule, message, whatToDo } }
}
