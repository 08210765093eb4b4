import { useEffect } from 'react'
import { ask } from '../../bridge/bridge.ts'
import { choose } from '../../parts/confirm.tsx'
import { copyText } from '../../parts/copy-text.ts'
import { tell, tellFault, tellNotes } from '../../parts/tell.tsx'
import { opened } from '../../state/editor.ts'
import { copied, paste } from '../../state/editor-clipboard.ts'
import { remove } from '../../state/editor-structure.ts'
import type { CarriedKind, CarryNote } from '../../view-math/editor-carrying.ts'
import type { Subject } from '../../view-math/editor-draft.ts'
import { words } from '../../words/words.ts'

/** Copies what is selected, or a row of the list with what is chosen with it; `cut`: and takes it away. */
export async function copySubject(subject?: Subject, { cut = false } = {}): Promise<void> {
  const taken = copied(subject)
  if (taken === null) return
  await copyText(taken.text)
  wasCopied(taken, subject, cut)
}

function wasCopied(
  taken: NonNullable<ReturnType<typeof copied>>,
  subject: Subject | undefined,
  cut: boolean,
) {
  const { clipboard } = words.editor
  const of = subject ?? opened()?.subject
  if (cut && of !== undefined) remove(of)
  tell((cut ? clipboard.cut : clipboard.copied)(taken.layers, taken.scenes))
}

/** Pastes what the system's clipboard holds: for menus; keys bring it along. */
export async function pasteFromSystem(): Promise<void> {
  const text = await ask('desktop.copied-layers', {})
  await pasteText(text ?? '')
}

async function pasteText(text: string): Promise<void> {
  const { clipboard } = words.editor
  const pasted = await paste(text, async (names) => {
    const answer = await choose({
      title: clipboard.conflict.title,
      text: clipboard.conflict.text(names),
      yes: clipboard.conflict.here,
      instead: clipboard.conflict.both,
    })
    return answer === 'yes' ? 'here' : answer === 'instead' ? 'both' : null
  })
  switch (pasted.is) {
    case 'foreign':
      return tell(clipboard.foreign)
    case 'damaged':
      return tell(clipboard.damaged)
    case 'refused':
      return tell(clipboard.refused)
    case 'cancelled':
      return
    case 'done': {
      const kinds = Object.entries(pasted.brought) as [CarriedKind, number][]
      const brought = kinds.map(([kind, count]) => clipboard.brought[kind](count))
      tell(clipboard.pasted(pasted.layers, pasted.scenes, brought))
      if (pasted.notes.length > 0) tellNotes(clipboard.notesTitle, pasted.notes.map(noteText))
      return
    }
    default:
      return pasted satisfies never
  }
}

function noteText(note: CarryNote): string {
  const { notes, kinds } = words.editor.clipboard
  switch (note.note) {
    case 'renamed':
      return notes.renamed(kinds[note.kind], note.from, note.to)
    case 'file-missing':
      return notes.fileMissing(note.file)
    case 'formats-left':
      return notes.formatsLeft(note.formats)
    case 'language-missing':
      return notes.languageMissing(note.language, note.instead)
    default:
      return note satisfies never
  }
}

/** Where somebody writes, the clipboard is that of the text. */
function isWriting(event: ClipboardEvent): boolean {
  const field =
    'textarea, select, [contenteditable="true"], [role="dialog"], input:not([type="radio"], [type="checkbox"], [type="range"])'
  if (event.target instanceof Element && event.target.closest(field) !== null) return true
  return event.type !== 'paste' && document.getSelection()?.isCollapsed === false
}

/** Copying, cutting and pasting by the system's own keys and menu, as long as the editor is open. */
export function useClipboard(): void {
  useEffect(() => {
    const take = (event: ClipboardEvent) => {
      if (isWriting(event)) return
      const taken = copied()
      if (taken === null || event.clipboardData === null) return
      event.clipboardData.setData('text/plain', taken.text)
      event.preventDefault()
      wasCopied(taken, undefined, event.type === 'cut')
    }
    const put = (event: ClipboardEvent) => {
      if (isWriting(event)) return
      event.preventDefault()
      pasteText(event.clipboardData?.getData('text/plain') ?? '').catch(tellFault)
    }
    document.addEventListener('copy', take)
    document.addEventListener('cut', take)
    document.addEventListener('paste', put)
    return () => {
      document.removeEventListener('copy', take)
      document.removeEventListener('cut', take)
      document.removeEventListener('paste', put)
    }
  }, [])
}
