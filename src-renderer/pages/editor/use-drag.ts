import { type PointerEvent, useRef } from 'react'
import { opened, setOpen, undo } from '../../state/editor.ts'
import { gesture } from '../../view-math/editor-history.ts'

let count = 0

type Dragging = {
  /** Pixels from where it began. */
  dx: number
  dy: number
  /** Of all its edits: they are one step. */
  merge: string
  /** Ctrl: nothing attracts. */
  free: boolean
  event: globalThis.PointerEvent
}

/** Dragging something by the pointer: a click is no drag, Escape takes everything back, and at most one move a frame is drawn. */
export function useDrag<T>(how: {
  move(what: T, dragging: Dragging): void
  end?(what: T, dragging: Dragging): void
  click?(what: T, dragging: Dragging): void
  cancel?(what: T): void
}) {
  const state = useRef<{ what: T; x: number; y: number; moved: boolean; merge: string } | null>(null)
  const request = useRef(0)
  const latest = useRef(how)
  latest.current = how
  return (event: PointerEvent<HTMLElement>, what: T): void => {
    if (event.button !== 0 || opened()?.fault !== null) return
    count += 1
    const now = { what, x: event.clientX, y: event.clientY, moved: false, merge: `${gesture}time ${count}` }
    state.current = now
    const dragging = (of: globalThis.PointerEvent): Dragging => ({
      dx: of.clientX - now.x,
      dy: of.clientY - now.y,
      merge: now.merge,
      free: of.ctrlKey || of.metaKey,
      event: of,
    })
    const move = (of: globalThis.PointerEvent) => {
      if (!now.moved && Math.hypot(of.clientX - now.x, of.clientY - now.y) < 3) return
      if (!now.moved) setOpen({ gesture: true })
      now.moved = true
      cancelAnimationFrame(request.current)
      request.current = requestAnimationFrame(
        () => state.current === now && latest.current.move(what, dragging(of)),
      )
    }
    const stop = () => {
      state.current = null
      cancelAnimationFrame(request.current)
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', end)
      window.removeEventListener('pointercancel', cancel)
      window.removeEventListener('keydown', onKey, true)
      if (now.moved) setOpen({ gesture: false })
    }
    const end = (of: globalThis.PointerEvent) => {
      stop()
      if (now.moved) latest.current.end?.(what, dragging(of))
      else latest.current.click?.(what, dragging(of))
    }
    const cancel = () => {
      stop()
      latest.current.cancel?.(what)
      if (opened()?.history.done.at(-1)?.merge === now.merge) undo()
    }
    const onKey = (of: KeyboardEvent) => {
      if (of.key !== 'Escape') return
      of.preventDefault()
      of.stopPropagation()
      cancel()
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', end)
    window.addEventListener('pointercancel', cancel)
    window.addEventListener('keydown', onKey, true)
  }
}
