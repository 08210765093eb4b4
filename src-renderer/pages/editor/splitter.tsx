import { type KeyboardEvent, type PointerEvent, useRef } from 'react'

/** A border between two panes that can be drawn, or moved by arrow keys. `grows`: towards which side the pane grows. */
export function Splitter({
  label,
  grows,
  value,
  min,
  max,
  onChange,
}: {
  label: string
  grows: 'right' | 'left' | 'up'
  /** Pixels of the pane. */
  value: number
  min: number
  max: number
  onChange(value: number): void
}) {
  const start = useRef<{ at: number; value: number } | null>(null)
  const isUpright = grows !== 'up'
  const sign = grows === 'right' ? 1 : -1
  const set = (next: number) => onChange(Math.round(Math.min(max, Math.max(min, next))))
  const at = (event: PointerEvent) => (isUpright ? event.clientX : event.clientY)
  const onKeys = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key]
    const fits = isUpright === (event.key === 'ArrowLeft' || event.key === 'ArrowRight')
    if (by === undefined || !fits || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    set(value + by * sign * (event.shiftKey ? 40 : 10))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> can't be drawn
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={isUpright ? 'vertical' : 'horizontal'}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      className="editor-splitter"
      data-grows={grows}
      onKeyDown={onKeys}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { at: at(event), value }
      }}
      onPointerMove={(event) => {
        if (start.current !== null) set(start.current.value + (at(event) - start.current.at) * sign)
      }}
      onPointerUp={() => {
        start.current = null
      }}
      onPointerCancel={() => {
        start.current = null
      }}
    />
  )
}
