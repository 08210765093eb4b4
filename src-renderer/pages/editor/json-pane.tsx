import {
  autocompletion,
  type CompletionContext,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, indentWithTab } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language'
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Annotation, EditorState } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { useEffect, useRef } from 'react'
import type { EditorProblem } from '../../../src-shared/contract/editor.ts'
import { Told } from '../../parts/told.tsx'
import { opened, replaceText, select, showFault, useEditor, useOpen } from '../../state/editor.ts'
import { leadToProblem } from '../../state/editor-lead.ts'
import { existing, pathOf, sameSubject, subjectAt } from '../../view-math/editor-draft.ts'
import { patchBetween } from '../../view-math/editor-history.ts'
import { type JsonFault, offsetOf, pathAt, rangeOf } from '../../view-math/editor-json.ts'
import { offersAt, wordAt } from '../../view-math/editor-offers.ts'
import { withoutPlace } from '../../view-math/editor-problems.ts'
import { schemaAt } from '../../view-math/editor-schema.ts'
import { told, words } from '../../words/words.ts'
import { jsonColours } from './json-colours.ts'

/** A change that comes from the rest of the page, and so must not be told to it again. */
const fromOutside = Annotation.define<boolean>()

/** The template's JSON itself. What is typed changes everything else as soon as it can be read, and the other way round. */
export function JsonPane() {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  useEffect(() => {
    const open = opened()
    if (place.current === null || open === null) return
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({ doc: open.text, extensions: extensions() }),
    })
    view.current = editor
    showDiagnostics(editor, open.fault, open.problems)
    showPlace(editor, open.jump?.path ?? pathOf(open.subject), open.jump?.offset ?? null)
    let last = open
    const stop = useEditor.subscribe(() => {
      const now = opened()
      if (now === null) return
      const before = last
      last = now
      const patch = patchBetween(editor.state.doc.toString(), now.text)
      if (now.text !== before.text && patch !== null)
        editor.dispatch({
          changes: { from: patch.at, to: patch.at + patch.before.length, insert: patch.after },
          annotations: fromOutside.of(true),
        })
      if (now.text !== before.text || now.problems !== before.problems)
        showDiagnostics(editor, now.fault, now.problems)
      if (now.jump !== before.jump && now.jump !== null)
        showPlace(editor, now.jump.path, now.jump.offset, true)
      else if (!editor.hasFocus && !sameSubject(now.subject, before.subject))
        showPlace(editor, pathOf(now.subject), null)
    })
    return () => {
      stop()
      editor.destroy()
      view.current = null
    }
  }, [])
  return (
    <div className="editor-json">
      <div className="editor-json-place" ref={place} />
      <JsonState />
    </div>
  )
}

function JsonState() {
  const fault = useOpen((open) => open.fault)
  const problem = useOpen(({ problems }) => problems.find(({ at }) => at !== null) ?? null)
  const at = problem?.at ?? fault
  return (
    <div className="editor-json-state" role="status" data-bad={at !== null || undefined}>
      {at === null ? (
        words.editor.json.fine
      ) : (
        <button type="button" onClick={() => (problem === null ? showFault() : leadToProblem(problem))}>
          <strong>{words.editor.problems.at(at.line, at.column)}</strong>{' '}
          {problem === null ? words.editor.broken.title : <Told text={withoutPlace(problem.message)} />}
        </button>
      )}
    </div>
  )
}

function extensions() {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''
  return [
    EditorView.cspNonce.of(nonce),
    EditorView.contentAttributes.of({ 'aria-label': words.editor.json.label, tabindex: '0' }),
    EditorState.tabSize.of(2),
    EditorState.phrases.of(words.editor.json.phrases),
    lineNumbers(),
    foldGutter(),
    lintGutter(),
    drawSelection(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    search({ top: true }),
    json(),
    jsonColours,
    autocompletion({ override: [complete], icons: false }),
    hoverTooltip(explain),
    // Undo is the page's own: it holds for whatever was changed wherever.
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...searchKeymap,
      ...foldKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
    EditorView.updateListener.of((update) => {
      const isOwn = !update.transactions.some((one) => one.annotation(fromOutside))
      if (update.docChanged && isOwn) replaceText(update.state.doc.toString(), { merge: 'json' })
      if (isOwn && (update.selectionSet || update.docChanged) && update.view.hasFocus)
        selectAtCursor(update.view)
    }),
  ]
}

/** What the cursor stands in is selected everywhere. */
function selectAtCursor(view: EditorView): void {
  const open = opened()
  if (open === null || open.fault !== null) return
  const { subject } = subjectAt(pathAt(view.state.doc.toString(), view.state.selection.main.head))
  const real = existing(open.draft, subject)
  if (!sameSubject(real, open.subject)) select(real)
}

function showPlace(view: EditorView, path: (string | number)[], offset: number | null, focus = false): void {
  const text = view.state.doc.toString()
  const from = Math.min(text.length, offset ?? rangeOf(text, path).from)
  view.dispatch({
    selection: { anchor: from },
    effects: EditorView.scrollIntoView(from, { y: 'center' }),
    annotations: fromOutside.of(true),
  })
  if (focus) view.focus()
}

function spanAt(text: string, at: NonNullable<EditorProblem['at']>): { from: number; to: number } {
  const from = offsetOf(text, at)
  return { from, to: Math.min(text.length, from + 1) }
}

function showDiagnostics(
  view: EditorView,
  fault: JsonFault | null,
  problems: readonly EditorProblem[],
): void {
  const text = view.state.doc.toString()
  const found: Diagnostic[] =
    fault !== null
      ? [
          {
            from: Math.min(fault.from, text.length),
            to: Math.min(fault.to, text.length),
            severity: 'error',
            message: words.editor.broken.text(fault.line, fault.column),
          },
        ]
      : problems.flatMap(({ place, at, severity, message, whatToDo }) =>
          place === null
            ? []
            : [
                {
                  ...(at === null ? rangeOf(text, place) : spanAt(text, at)),
                  severity,
                  message: [withoutPlace(message), whatToDo].filter(Boolean).map(told).join('\n'),
                },
              ],
        )
  view.dispatch(setDiagnostics(view.state, found))
}

/** Names and values that can stand at the cursor, from the template's schema and from what the template names itself. */
function complete(context: CompletionContext) {
  const open = opened()
  if (open === null) return null
  const text = context.state.doc.toString()
  const { from, to, typed } = wordAt(text, context.pos)
  if (!context.explicit && typed === '') return null
  const offers = offersAt(text, context.pos, open.draft, {
    fonts: open.fonts,
    assets: open.assets.map(({ path }) => path),
  })
  if (offers.length === 0) return null
  return {
    from,
    to,
    filter: true,
    options: offers.map(({ label, detail, info, apply }) => ({
      label,
      detail,
      apply,
      ...(info === '' ? {} : { info }),
    })),
  }
}

/** What a property means, when it is pointed at. */
function explain(view: EditorView, position: number) {
  const open = opened()
  if (open === null) return null
  const text = view.state.doc.toString()
  const path = pathAt(text, position)
  const schema = schemaAt(open.draft.json, path)
  const name = path.at(-1)
  if (schema?.description === undefined || typeof name !== 'string') return null
  const { description } = schema
  return {
    pos: position,
    create() {
      const dom = document.createElement('div')
      dom.className = 'json-help'
      const title = dom.appendChild(document.createElement('strong'))
      title.textContent = name
      dom.append(` ${told(description)}`)
      return { dom }
    },
  }
}
