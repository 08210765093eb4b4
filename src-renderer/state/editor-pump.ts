import type { EditorProblem } from '../../src-shared/contract/editor.ts'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import { ask } from '../bridge/bridge.ts'
import { middleOf } from '../view-math/editor-time.ts'
import { type OpenEditor, opened, setOpen, useEditor } from './editor.ts'
import { useLayout } from './editor-layout.ts'
import { usePlay } from './editor-play.ts'
import { forgetUnsaved, keepUnsaved } from './editor-unsaved.ts'
import { onLeaving } from './leaving.ts'

/*
 * Everything that an open draft wants of the engine goes through here, one thing after the other, each time for what is
 * wanted by then: the text, then the picture, then the times. So no picture of an older text stays, and a drag of a
 * hundred moves asks for as many pictures as can be made. The text alone doesn't wait for a picture that is being made:
 * until it is told, it stands nowhere but here, and goes with the window.
 */

/** Width of pictures while something is dragged, in pixels. */
const fastWidth = 640
/** An exact picture that took longer than this (milliseconds) is preceded by a fast one. */
const slow = 280

/** What was told and shown last; begins anew with each session. */
type Done = {
  editor: string
  text: string
  /** Texts that were told, the last confirmed one first: one of them lies in the draft. */
  lying: readonly string[]
  usable: boolean
  still: string
  fastStill: string
  timeline: string
  /** The text, and what stands behind it, that no row could be shown of. */
  noRow: string | null
  lastExact: number
}
let done: Done | null = null
let running = false
let telling = false

/** Looks whether something is wanted; after every change of the store. */
function pump(): void {
  const open = opened()
  if (open === null) {
    done = null
    return
  }
  if (done?.editor !== open.editor)
    done = {
      editor: open.editor,
      text: open.text,
      lying: [open.text],
      usable: open.usable,
      still: '',
      fastStill: '',
      timeline: '',
      noRow: null,
      lastExact: 0,
    }
  if (open.text !== done.text && !telling) {
    telling = true
    void tell(open, done).finally(() => {
      telling = false
      pump()
    })
  }
  if (running || telling) return
  const job = next(open, done)
  if (job === null) {
    if (open.drawing) setOpen({ drawing: false })
    return
  }
  running = true
  void job().finally(() => {
    running = false
    pump()
  })
}
useEditor.subscribe(pump)
useLayout.subscribe(pump)

function next(open: OpenEditor, state: Done): (() => Promise<void>) | null {
  if (open.row === null)
    return state.usable && state.noRow !== rowless(open, state.text) ? () => askRow(open, state) : null
  if (!state.usable || usePlay.getState().is === 'playing') return null
  const { num, den } = open.draft.format.rate
  const view = { row: open.rowIndex, language: open.language, format: open.draft.format.name }
  const times = JSON.stringify([state.text, open.surroundings, view])
  const picture = JSON.stringify([state.text, open.surroundings, view, open.frame, num, den])
  // All formats side by side ask for their own pictures.
  if (picture !== state.still && useLayout.getState().stage === 'one') {
    const wantsFast = open.gesture || state.lastExact > slow
    if (wantsFast && picture !== state.fastStill) return () => draw(open, state, view, picture, true)
    if (!open.gesture) return () => draw(open, state, view, picture, false)
  }
  if (times !== state.timeline && !open.gesture) return () => time(open, state, view, times)
  return null
}

const rowless = ({ surroundings }: OpenEditor, text: string) => `${surroundings} ${text}`

/** Why no picture can be made of a draft: its first error. */
function hindrance(problems: readonly EditorProblem[]): ErrorShape | null {
  const first = problems.find(({ severity }) => severity === 'error')
  return first === undefined ? null : { code: first.rule, message: first.message, whatToDo: first.whatToDo }
}

async function tell(open: OpenEditor, state: Done): Promise<void> {
  const { text } = open
  state.lying = [...state.lying, text]
  try {
    const { problems, usable } = await ask('editor.change', { editor: open.editor, source: text })
    state.text = text
    state.lying = [text]
    state.usable = usable
    forgetUnsaved(open.template)
    if (same(open))
      setOpen({
        problems,
        usable,
        saving: opened()?.text === text ? 'saved' : 'saving',
        ...(usable ? {} : { stillFault: hindrance(problems) }),
      })
  } catch (thrown) {
    // Not told again by itself: the next change, or the person, tries anew.
    state.text = text
    state.usable = false
    if (same(open)) setOpen({ saving: toErrorShape(thrown) })
  }
}

/** The sample row, when there is none yet: after opening, after another table, after what hindered it was mended. */
async function askRow(open: OpenEditor, state: Done): Promise<void> {
  const { rowIndex } = open
  const without = rowless(open, open.text)
  try {
    const row = await ask('editor.row', { editor: open.editor, row: rowIndex })
    state.noRow = null
    if (same(open)) setOpen({ row, rowIndex: row.index, stillFault: null })
  } catch (thrown) {
    state.noRow = without
    if (same(open)) setOpen({ stillFault: toErrorShape(thrown) })
  }
}

type View = { row: number; language: string; format: string }

async function draw(open: OpenEditor, state: Done, view: View, key: string, fast: boolean): Promise<void> {
  const { rate } = open.draft.format
  setOpen({ drawing: true })
  const at = middleOf(open.frame, rate)
  let fault: ErrorShape | null = null
  try {
    const began = performance.now()
    const still = await ask('editor.still', {
      editor: open.editor,
      ...view,
      at,
      ...(fast ? { width: fastWidth } : {}),
    })
    if (!fast) state.lastExact = performance.now() - began
    if (same(open))
      setOpen({
        still: {
          address: still.still,
          width: still.width,
          height: still.height,
          milliseconds: performance.now() - began,
        },
      })
  } catch (thrown) {
    fault = toErrorShape(thrown)
  }
  state.fastStill = key
  // What can't be drawn small can't be drawn large either.
  if (!fast || fault !== null) state.still = key
  if (same(open)) setOpen({ stillFault: fault })
}

async function time(open: OpenEditor, state: Done, view: View, key: string): Promise<void> {
  state.timeline = key
  try {
    const timeline = await ask('editor.timeline', { editor: open.editor, ...view })
    const now = opened()
    if (same(open) && now?.draft.format.name === view.format)
      setOpen({ timeline, frame: Math.min(now.frame, Math.max(0, timeline.frames - 1)) })
  } catch {
    // The row can't be shown, which the picture says; the draft's own times stand.
    if (same(open)) setOpen({ timeline: null })
  }
}

/** Whether the session is still the one that something was asked for. */
const same = (open: OpenEditor) => opened()?.editor === open.editor

// What waits for an answer to the text before it would go with the page.
onLeaving(() => {
  const open = opened()
  if (open === null || done?.editor !== open.editor || open.saving === 'saved') return
  keepUnsaved(open, done.lying)
  void ask('editor.change', { editor: open.editor, source: open.text }).catch(() => {})
})

/** Tries again what failed: keeping the draft, and the picture. */
export function tryAgain(): void {
  if (done === null) return
  done.still = ''
  done.fastStill = ''
  done.timeline = ''
  done.noRow = null
  if (typeof opened()?.saving === 'object') {
    done.text = ''
    setOpen({ saving: 'saving' })
  }
  pump()
}
