import type { EditorProblem } from '../../src-shared/contract/editor.ts'
import { subjectAt } from '../view-math/editor-draft.ts'
import { type JsonPath, offsetOf } from '../view-math/editor-json.ts'
import { placeIn, readTarget } from '../view-math/editor-target.ts'
import { takeBrought } from './brought.ts'
import { chooseFormat, chooseLanguage, jumpTo, opened, showText, takeTable } from './editor.ts'
import { lay, useLayout } from './editor-layout.ts'
import { selectAndShow } from './editor-structure.ts'

/* Leading somebody to a place of the template: from the list of problems, or from another page. */

type View = { language: string | null; format: string | null }

/** Shows a place in the format and language that it is about: its property, or, where the panel has none, its JSON. */
export function lead(place: JsonPath, { language, format }: View): void {
  const open = opened()
  if (open === null) return
  if (format !== null && open.draft.formats.some(({ name }) => name === format)) chooseFormat(format)
  if (language !== null && open.draft.languages.some(({ tag }) => tag === language)) chooseLanguage(language)
  const { subject, rest } = subjectAt(place)
  selectAndShow(subject)
  const isListed = subject.kind !== 'template' || rest.length === 0
  if (useLayout.getState().rightTab !== 'json') lay({ rightTab: isListed ? 'properties' : 'json' })
  jumpTo(place, subject)
}

/** Leads to a problem. What is wrong with the text itself is shown in the text. */
export function leadToProblem({ place, at, language, format }: EditorProblem): void {
  const open = opened()
  if (open === null) return
  if (at !== null) showText(offsetOf(open.text, at))
  else if (place !== null) lead(place, { language, format })
}

/** Shows what was brought along, and the place that the address names. */
export async function arrive(template: string, at: string | undefined): Promise<void> {
  const own = takeBrought(template)
  const open = opened()
  if (open === null) return
  if (at !== undefined) {
    const target = readTarget(at)
    const place = placeIn(open.draft, target)
    if (place !== null) lead(place, target)
  }
  // A table that is gone by now keeps nobody from the place; and reading a long one may take a while.
  if (own !== null) await takeTable(own.table.path, own.table, own.row ?? 0)
}
