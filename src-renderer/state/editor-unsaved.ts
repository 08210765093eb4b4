import type { EditorSession } from '../../src-shared/contract/editor.ts'
import type { OpenEditor } from './editor.ts'

/*
 * A draft's text that the engine has not confirmed when its page is left. It is told on the way out, but a browser may drop what a page
 * asks for as it goes: so it stays there until the template is opened again.
 */
const keyOf = (template: string) => `draft ${template}`

/** null: this browser is set to keep nothing. */
function storage(): Storage | null {
  try {
    return window.localStorage ?? null
  } catch {
    return null
  }
}

/** `over`: texts of which one lies in the draft, unless somebody else changes it. */
export function keepUnsaved({ template, text }: OpenEditor, over: readonly string[]): void {
  try {
    storage()?.setItem(keyOf(template), JSON.stringify({ text, over }))
  } catch {
    // There is no room for it: it is told all the same.
  }
}

export const forgetUnsaved = (template: string): void => storage()?.removeItem(keyOf(template))

/** The text that was kept, for once; null: there is none, or the draft was changed by somebody else since. */
export function takeUnsaved({ template, source }: EditorSession): string | null {
  const kept = storage()?.getItem(keyOf(template)) ?? null
  if (kept === null) return null
  forgetUnsaved(template)
  const { text, over } = JSON.parse(kept) as { text: string; over: string[] }
  return over.includes(source) ? text : null
}
