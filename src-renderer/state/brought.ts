import type { Reading } from '../view-math/draft.ts'

/** What another page shows in the editor: the table that somebody works with there, and the row that is meant, from 0. */
type Brought = {
  template: string
  table: { path: string; reading: Reading; map: Readonly<Record<string, string>>; key: string | null }
  row: number | null
}

let brought: Brought | null = null

/** To be shown with the template when its editor is opened next. */
export function bringToEditor(what: Brought): void {
  brought = what
}

/** What was brought for a template; it is shown once. */
export function takeBrought(template: string): Brought | null {
  const own = brought
  brought = null
  return own?.template === template ? own : null
}
