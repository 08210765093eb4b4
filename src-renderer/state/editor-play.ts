import { create } from 'zustand'
import { toErrorShape } from '../../src-shared/contract/errors.ts'
import { ask } from '../bridge/bridge.ts'
import { type OpenEditor, opened, setOpen, useEditor } from './editor.ts'
import { listen } from './studio.ts'

/** All that a small video depends on. */
type Of = {
  editor: string
  text: string
  surroundings: number
  row: number
  language: string
  format: string
}

type Play = { volume: number; muted: boolean } & (
  | { is: 'still' }
  | { is: 'making'; share: number; of: Of }
  /** `stopping`: it stands, and stays until the exact picture of where it stands is there. */
  | { is: 'playing' | 'stopping'; address: string; of: Of }
)

/** Playing with sound: a small video is made first, of the very draft that is shown. */
export const usePlay = create<Play>()(() => ({ is: 'still', volume: 1, muted: false }))

/** The small video that was made last, and of what. */
let made: { of: Of; address: string } | null = null

const identity = ({ editor, text, surroundings, rowIndex, language, draft }: OpenEditor): Of => ({
  editor,
  text,
  surroundings,
  row: rowIndex,
  language,
  format: draft.format.name,
})
const sameOf = (a: Of, b: Of) =>
  a.editor === b.editor &&
  a.text === b.text &&
  a.surroundings === b.surroundings &&
  a.row === b.row &&
  a.language === b.language &&
  a.format === b.format

/** Counts what is asked for: what comes of a small video that was stopped says nothing about the next one. */
let wishes = 0

/** Rejects when the small video can't be made. */
export async function play(): Promise<void> {
  const open = opened()
  if (
    open === null ||
    !open.usable ||
    open.fault !== null ||
    ['making', 'playing'].includes(usePlay.getState().is)
  )
    return
  const of = identity(open)
  if (made !== null && sameOf(made.of, of))
    return usePlay.setState({ is: 'playing', address: made.address, of })
  usePlay.setState({ is: 'making', share: 0, of })
  wishes += 1
  const wish = wishes
  const isWanted = () => wish === wishes && usePlay.getState().is === 'making'
  try {
    if (open.saving !== 'saved') await ask('editor.change', { editor: open.editor, source: open.text })
    const { proxy } = await ask('editor.proxy', {
      editor: open.editor,
      row: open.rowIndex,
      language: open.language,
      format: open.draft.format.name,
    })
    made = { of, address: proxy }
    if (isWanted()) usePlay.setState({ is: 'playing', address: proxy, of })
  } catch (thrown) {
    const wasWanted = isWanted()
    if (wasWanted) usePlay.setState({ is: 'still' })
    if (
      wasWanted &&
      !['cancelled', 'editor.stopped', 'editor.superseded'].includes(toErrorShape(thrown).code)
    )
      throw thrown
  }
}

export function pause(): void {
  const now = usePlay.getState()
  if (now.is !== 'playing') return
  usePlay.setState({ ...now, is: 'stopping' })
  // Asks for the exact picture of where it stands.
  setOpen({})
  setTimeout(shownExactly, 2_000)
}

/** The exact picture is on show: the video makes room for it. */
export function shownExactly(): void {
  if (usePlay.getState().is === 'stopping') usePlay.setState({ is: 'still' })
}

export function stopMaking(): void {
  const open = opened()
  wishes += 1
  usePlay.setState({ is: 'still' })
  if (open !== null) void ask('editor.stop-proxy', { editor: open.editor }).catch(() => {})
}

export async function togglePlay(): Promise<void> {
  const { is } = usePlay.getState()
  if (is === 'playing') pause()
  else if (is === 'making') stopMaking()
  else await play()
}

// How far the small video is.
listen((events) => {
  for (const event of events)
    if (event.event === 'editor.progress' && event.editor === opened()?.editor)
      if (usePlay.getState().is === 'making') usePlay.setState({ share: event.share })
})

// What was made of another draft, row or format is not what would be seen now.
useEditor.subscribe(() => {
  const play = usePlay.getState()
  if (play.is === 'still') return
  const open = opened()
  if (open !== null && sameOf(play.of, identity(open))) return
  if (play.is === 'making') stopMaking()
  else usePlay.setState({ is: 'still' })
})
