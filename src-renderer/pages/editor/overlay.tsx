import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import type { Place } from '../../../src-shared/templates/box-place.ts'
import { tellFault } from '../../parts/tell.tsx'
import { edit, opened, select, setOpen, undo, useOpen } from '../../state/editor.ts'
import { useLayout } from '../../state/editor-layout.ts'
import { togglePlay } from '../../state/editor-play.ts'
import { useTimes } from '../../state/editor-times.ts'
import {
  boxAt,
  changedParts,
  type Handle,
  handles,
  holdsPoint,
  sized,
  turned,
  upright,
} from '../../view-math/editor-boxes.ts'
import { changesOf } from '../../view-math/editor-draft.ts'
import { allEdges, type Edges, type Guide, guidesOf, snapped } from '../../view-math/editor-guides.ts'
import { gesture } from '../../view-math/editor-history.ts'
import { isOf, type LyingLayer, lyingLayers } from '../../view-math/editor-overlay.ts'
import { words } from '../../words/words.ts'

/** How near a guide attracts, in pixels of the screen; and how far the hand goes before a click is a drag. */
const reach = 6
const slack = 3
/** From this size on, in pixels of the screen, a side has a handle of its own. */
const roomy = 44

/** Margins that broadcasters ask for, as shares of each side. */
export const titleSafe = 0.1
export const actionSafe = 0.05

type Drag = {
  kind: 'move' | Handle
  layer: LyingLayer
  x: number
  y: number
  moved: boolean
  merge: string
  guides: Guide[]
  /** What a click means when nothing was dragged: the layer below is meant. */
  below: LyingLayer | null
}

let gestures = 0

/** What can be taken hold of over the frame. `scale`: pixels of the screen for one of the format. */
export function Overlay({ scale }: { scale: number }) {
  const draft = useOpen((open) => open.draft)
  const frame = useOpen((open) => open.frame)
  const language = useOpen((open) => open.language)
  const subject = useOpen((open) => open.subject)
  const broken = useOpen(({ fault }) => fault !== null)
  const times = useTimes()
  const layout = useLayout()
  const [hovered, setHovered] = useState<LyingLayer | null>(null)
  const [standing, setStanding] = useState<readonly Guide[]>([])
  const drag = useRef<Drag | null>(null)
  const frameRequest = useRef(0)
  const layers = useMemo(
    () => lyingLayers(draft, times.scenes, frame, language, subject),
    [draft, times, frame, language, subject],
  )
  const selected = layers.find((layer) => isOf(layer, subject)) ?? null

  const at = (event: { clientX: number; clientY: number; currentTarget: Element }) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return { x: (event.clientX - left) / scale, y: (event.clientY - top) / scale }
  }
  const under = (x: number, y: number) =>
    layers.filter(({ place, rotation, seen }) => seen && holdsPoint(place, rotation, x, y)).toReversed()

  const begin = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || broken) return
    const { x, y } = at(event)
    const handle = handleAt(event.target)
    const found = under(x, y)
    const again = selected !== null && holdsPoint(selected.place, selected.rotation, x, y)
    const layer = handle !== null || again ? selected : (found[0] ?? null)
    if (layer === null) {
      const scene = times.scenes.findLast(({ from }) => from <= frame)
      select(scene === undefined ? { kind: 'template' } : { kind: 'scene', scene: scene.scene })
      return
    }
    event.currentTarget.setPointerCapture(event.pointerId)
    const next = again
      ? found[(found.findIndex((one) => isOf(one, subject)) + 1) % Math.max(1, found.length)]
      : null
    if (!again && handle === null) select(layer.subject)
    gestures += 1
    const others = layers
      .filter((one) => one !== layer && one.seen)
      .map((one) => upright(one.place, one.rotation))
    const margins = [
      draft.format.safeMargin,
      ...(layout.titleSafe ? [titleSafe] : []),
      ...(layout.actionSafe ? [actionSafe] : []),
    ]
    drag.current = {
      kind: handle ?? 'move',
      layer,
      x,
      y,
      moved: false,
      merge: `${gesture}${gestures}`,
      guides: guidesOf(draft.frame, margins, others),
      below: next ?? null,
    }
  }
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const point = at(event)
    const now = drag.current
    if (now === null) {
      setHovered(under(point.x, point.y)[0] ?? null)
      return
    }
    const [dx, dy] = [point.x - now.x, point.y - now.y]
    if (!now.moved && Math.hypot(dx, dy) * scale < slack) return
    if (!now.moved) {
      now.moved = true
      setHovered(null)
      setOpen({ gesture: true })
    }
    const keys = { shift: event.shiftKey, alt: event.altKey, free: event.ctrlKey || event.metaKey }
    cancelAnimationFrame(frameRequest.current)
    frameRequest.current = requestAnimationFrame(() => {
      if (drag.current !== now) return
      const { place, guides } = dragged(now, dx, dy, keys, layout.snapping ? reach / scale : 0)
      setStanding(guides)
      put(now.layer, place, now.merge)
    })
  }
  const end = () => {
    const now = drag.current
    drag.current = null
    setStanding([])
    if (now === null) return
    if (now.moved) setOpen({ gesture: false })
    else if (now.kind === 'move' && now.below !== null) select(now.below.subject)
  }
  const cancel = () => {
    const now = drag.current
    drag.current = null
    cancelAnimationFrame(frameRequest.current)
    setStanding([])
    if (!now?.moved) return
    if (opened()?.history.done.at(-1)?.merge === now.merge) undo()
    setOpen({ gesture: false })
  }
  const onKeys = (event: KeyboardEvent) => {
    if (event.key === ' ') {
      event.preventDefault()
      togglePlay().catch(tellFault)
      return
    }
    if (event.key === 'Escape' && drag.current !== null) {
      event.preventDefault()
      cancel()
      return
    }
    if (event.key === 'PageUp' || event.key === 'PageDown') {
      const index = layers.findIndex((layer) => isOf(layer, subject))
      const next =
        layers[(index + (event.key === 'PageUp' ? 1 : -1) + layers.length) % Math.max(1, layers.length)]
      if (next !== undefined) select(next.subject)
      event.preventDefault()
      return
    }
    const arrow = arrows[event.key]
    if (arrow === undefined || selected === null || event.altKey || broken) return
    event.preventDefault()
    event.stopPropagation()
    const far = (event.shiftKey ? 10 : 1) * Math.max(draft.frame.unit, 1)
    const [dx, dy] = [arrow[0] * far, arrow[1] * far]
    const place =
      event.ctrlKey || event.metaKey
        ? sized(selected.place, [1, 1], dx, dy)
        : { ...selected.place, x: selected.place.x + dx, y: selected.place.y + dy }
    put(selected, place, `nudge ${selected.subject.scene} ${selected.subject.layer}`)
  }
  return (
    <div
      className="editor-overlay"
      role="application"
      aria-label={words.editor.stage.overlay(selected?.layer.label ?? null)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: likewise
      tabIndex={0}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={cancel}
      onPointerLeave={() => setHovered(null)}
      onKeyDown={onKeys}
    >
      <Margins scale={scale} />
      {hovered !== null && !isOf(hovered, subject) && (
        <div className="editor-outline" style={styleOf(hovered, scale)} />
      )}
      {selected !== null && (
        <div
          className="editor-selected"
          data-unseen={!selected.seen || undefined}
          data-small={Math.min(selected.place.width, selected.place.height) * scale < roomy || undefined}
          style={styleOf(selected, scale)}
        >
          {handlesFor(selected.place, scale).map(([x, y]) => (
            <span
              key={`${x} ${y}`}
              className="editor-handle"
              data-handle={`${x} ${y}`}
              style={{
                left: `${(x + 1) * 50}%`,
                top: `${(y + 1) * 50}%`,
                cursor: cursorOf([x, y], selected.rotation),
              }}
            />
          ))}
        </div>
      )}
      {standing.map(({ axis, at }) => (
        <span
          key={`${axis} ${at}`}
          className="editor-guide"
          data-axis={axis}
          style={axis === 'x' ? { left: at * scale } : { top: at * scale }}
        />
      ))}
    </div>
  )
}

const arrows: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** On a small box the corners alone, so that its middle stays to be taken hold of. */
function handlesFor({ width, height }: Place, scale: number): Handle[] {
  return handles.filter(
    ([x, y]) => (x !== 0 || width * scale >= roomy) && (y !== 0 || height * scale >= roomy),
  )
}

function handleAt(target: EventTarget): Handle | null {
  const written = target instanceof HTMLElement ? target.dataset.handle : undefined
  return handles.find(([x, y]) => `${x} ${y}` === written) ?? null
}

/** Where the layer lies after the hand has gone so far, at the guides that are near. */
function dragged(
  { kind, layer, guides }: Drag,
  dx: number,
  dy: number,
  keys: { shift: boolean; alt: boolean; free: boolean },
  near: number,
): { place: Place; guides: Guide[] } {
  const { place, rotation } = layer
  const within = keys.free ? 0 : near
  if (kind === 'move') {
    // Shift keeps to one axis.
    const straight = keys.shift ? (Math.abs(dx) > Math.abs(dy) ? [dx, 0] : [0, dy]) : [dx, dy]
    const moved = { ...place, x: place.x + straight[0]!, y: place.y + straight[1]! }
    const to = snapped(upright(moved, rotation), guides, allEdges, within)
    return { place: { ...moved, x: moved.x + to.dx, y: moved.y + to.dy }, guides: within > 0 ? to.at : [] }
  }
  const how = { rotation, ratio: keys.shift, centre: keys.alt }
  const drawn = sized(place, kind, dx, dy, how)
  if (rotation !== 0 || keys.shift || within === 0) return { place: drawn, guides: [] }
  const edges: Edges = {
    x: kind[0] === 0 ? [] : [kind[0] === 1 ? 1 : 0],
    y: kind[1] === 0 ? [] : [kind[1] === 1 ? 1 : 0],
  }
  const to = snapped(drawn, guides, edges, within)
  return { place: sized(place, kind, dx + to.dx, dy + to.dy, how), guides: to.at }
}

/** Writes a place into the draft, in the units that the layer's box has. */
function put({ layer, mirrored, subject }: LyingLayer, place: Place, merge: string): void {
  const open = opened()
  if (open === null) return
  const now = open.draft.scenes[subject.scene]?.layers[subject.layer]
  if (now === undefined) return
  const parts = changedParts(now.box, boxAt(place, layer.box, open.draft.frame, mirrored))
  const changes = Object.entries(parts).flatMap(([part, value]) =>
    changesOf(open.draft, subject, ['box', part], value, open.scope),
  )
  edit(changes, { merge })
}

function styleOf({ place, rotation }: LyingLayer, scale: number) {
  return {
    left: place.x * scale,
    top: place.y * scale,
    width: place.width * scale,
    height: place.height * scale,
    transform: rotation === 0 ? undefined : `rotate(${rotation}deg)`,
  }
}

const cursors = ['ew-resize', 'nwse-resize', 'ns-resize', 'nesw-resize'] as const
function cursorOf([x, y]: Handle, rotation: number): string {
  const way = turned(x, y, rotation)
  const eighth = Math.round((Math.atan2(way.y, way.x) / Math.PI) * 4)
  return cursors[((eighth % 4) + 4) % 4]!
}

function Margins({ scale }: { scale: number }) {
  const frame = useOpen(({ draft }) => draft.frame)
  const { titleSafe: title, actionSafe: action, thirds } = useLayout()
  const inset = (share: number) => ({
    inset: `${frame.height * share * scale}px ${frame.width * share * scale}px`,
  })
  return (
    <>
      {action && <div className="editor-safe" data-of="action" style={inset(actionSafe)} />}
      {title && <div className="editor-safe" data-of="title" style={inset(titleSafe)} />}
      {thirds && (
        <div className="editor-thirds">
          <i />
          <i />
          <i />
          <i />
        </div>
      )}
    </>
  )
}
