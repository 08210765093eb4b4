import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { Place } from '../../../src-shared/templates/box-place.ts'
import { tellFault } from '../../parts/tell.tsx'
import {
  type OpenEditor,
  opened,
  select,
  selected,
  selectThese,
  setOpen,
  undo,
  useOpen,
} from '../../state/editor.ts'
import { nudge, putPlaces, turnTo } from '../../state/editor-layers.ts'
import { useLayout } from '../../state/editor-layout.ts'
import { togglePlay } from '../../state/editor-play.ts'
import { putSizes, sizeBy } from '../../state/editor-sizing.ts'
import { useTimes } from '../../state/editor-times.ts'
import { type Handle, holdsPoint, upright } from '../../view-math/editor-boxes.ts'
import { commonBox, drawnByHandle, drawnTogether, movedTogether } from '../../view-math/editor-drags.ts'
import { type Guide, guidesOf } from '../../view-math/editor-guides.ts'
import { gesture } from '../../view-math/editor-history.ts'
import { between, liesIn, takes } from '../../view-math/editor-marquee.ts'
import { isOf, type LyingLayer, lyingLayers } from '../../view-math/editor-overlay.ts'
import { isChosen, only, selectionOf, withAdded, withToggled } from '../../view-math/editor-selection.ts'
import { turnedBy } from '../../view-math/editor-turning.ts'
import { words } from '../../words/words.ts'
import {
  actionSafe,
  ChosenMark,
  CommonMark,
  handleAt,
  Margins,
  Readout,
  styleOf,
  titleSafe,
} from './overlay-marks.tsx'

/** How near a guide attracts, in pixels of the screen; and how far the hand goes before a click is a drag. */
const reach = 6
const slack = 3

type Point = { x: number; y: number }

type Drag = {
  kind: 'move' | 'turn' | 'marquee' | Handle
  /** What moves with the hand; of a marquee: nothing. */
  layers: readonly LyingLayer[]
  from: Point
  moved: boolean
  merge: string
  guides: Guide[]
  /** What a click means when nothing was dragged. */
  click(): void
}

let gestures = 0

/** What can be taken hold of over the frame. `scale`: pixels of the screen for one of the format. */
export function Overlay({ scale }: { scale: number }) {
  const draft = useOpen((open) => open.draft)
  const frame = useOpen((open) => open.frame)
  const language = useOpen((open) => open.language)
  const subject = useOpen((open) => open.subject)
  const also = useOpen((open) => open.also)
  const broken = useOpen(({ fault }) => fault !== null)
  const times = useTimes()
  const layout = useLayout()
  const [hovered, setHovered] = useState<LyingLayer | null>(null)
  const [standing, setStanding] = useState<readonly Guide[]>([])
  const [marquee, setMarquee] = useState<Place | null>(null)
  const [doing, setDoing] = useState<'move' | 'size' | 'turn' | null>(null)
  const drag = useRef<Drag | null>(null)
  const frameRequest = useRef(0)
  // It goes while somebody drags, when a film begins to play, say.
  useEffect(
    () => () => {
      cancelAnimationFrame(frameRequest.current)
      if (drag.current?.moved) setOpen({ gesture: false })
      drag.current = null
    },
    [],
  )
  const selection = useMemo(() => ({ subject, also }), [subject, also])
  const layers = useMemo(
    () => lyingLayers(draft, times.scenes, frame, language, selection),
    [draft, times, frame, language, selection],
  )
  const chosen = layers.filter((layer) => isChosen(selection, layer.subject))
  const single = chosen.length === 1 ? chosen[0]! : null
  const together = chosen.length > 1 ? commonBox(chosen) : null
  const around = single ?? (together && { place: together, rotation: 0 })

  const at = (event: { clientX: number; clientY: number; currentTarget: Element }): Point => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return { x: (event.clientX - left) / scale, y: (event.clientY - top) / scale }
  }
  const holds =
    ({ x, y }: Point) =>
    ({ place, rotation }: LyingLayer) =>
      holdsPoint(place, rotation, x, y)
  const under = (point: Point) => layers.filter((layer) => layer.seen && holds(point)(layer)).toReversed()
  /** A background: nobody means to drag it about who has not chosen it. */
  const fillsFrame = ({ place, rotation }: LyingLayer) =>
    rotation % 180 === 0 &&
    liesIn({ x: 0.5, y: 0.5, width: draft.frame.width - 1, height: draft.frame.height - 1 }, place)

  const selectScene = () => {
    const scene = times.scenes.findLast(({ from }) => from <= frame)
    select(scene === undefined ? { kind: 'template' } : { kind: 'scene', scene: scene.scene })
  }

  const begin = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || broken) return
    // A field of the panel takes what was typed when it is left: before another layer's field stands there.
    event.currentTarget.focus({ preventScroll: true })
    const from = at(event)
    const handle = handleAt(event.target)
    const found = under(from)
    const top = found[0] ?? null
    const held = chosen.find((layer) => holds(from)(layer) && (layer === top || !fillsFrame(layer))) ?? null
    const adds = event.shiftKey || event.ctrlKey || event.metaKey
    event.currentTarget.setPointerCapture(event.pointerId)
    gestures += 1
    const start = (kind: Drag['kind'], moving: readonly LyingLayer[], click: () => void) => {
      const others = layers
        .filter((one) => !moving.includes(one) && one.seen)
        .map((one) => upright(one.place, one.rotation))
      const margins = [
        draft.format.safeMargin,
        ...(layout.titleSafe ? [titleSafe] : []),
        ...(layout.actionSafe ? [actionSafe] : []),
      ]
      const guides = guidesOf(draft.frame, margins, others)
      drag.current = {
        kind,
        layers: moving,
        from,
        moved: false,
        merge: `${gesture}${gestures}`,
        guides,
        click,
      }
    }
    if (handle !== null && chosen.length > 0) return start(handle, chosen, () => {})
    const toggle = (layer: LyingLayer) => () => selectThese(withToggled(selection, layer.subject))
    if (held !== null) {
      // A click on what is chosen already means the layer below, or of several this one.
      const index = found.findIndex((one) => isOf(one, held.subject))
      const next = single === null ? top : found[(index + 1) % Math.max(1, found.length)]
      return start('move', chosen, adds ? toggle(held) : () => next && select(next.subject))
    }
    if (top === null) return start('marquee', [], () => !adds && selectScene())
    if (adds) return start('marquee', [], toggle(top))
    if (fillsFrame(top)) return start('marquee', [], () => select(top.subject))
    select(top.subject)
    start('move', [top], () => {})
  }

  const apply = (now: Drag, to: Point, event: { shiftKey: boolean; altKey: boolean; free: boolean }) => {
    const keys = { shift: event.shiftKey, alt: event.altKey, free: event.free }
    const [dx, dy] = [to.x - now.from.x, to.y - now.from.y]
    const near = layout.snapping ? reach / scale : 0
    const [first] = now.layers
    if (now.kind === 'marquee') return setMarquee(between(now.from, to))
    if (now.kind === 'move') {
      const { places, guides } = movedTogether(now.layers, dx, dy, keys, now.guides, near)
      setStanding(guides)
      return putPlaces(
        now.layers.map((layer, index) => ({ layer, place: places[index]! })),
        now.merge,
      )
    }
    if (first === undefined) return
    if (now.kind === 'turn') {
      const { x, y, width, height } = first.place
      const centre = { x: x + width / 2, y: y + height / 2 }
      const how = { stepped: keys.shift, free: keys.free }
      return turnTo(first.subject, turnedBy(first.rotation, centre, now.from, to, how), now.merge)
    }
    if (now.layers.length > 1) {
      const drawn = drawnTogether(now.layers, now.kind, dx, dy, keys, now.guides, near)
      setStanding(drawn.guides)
      return putSizes(drawn.layers, now.merge)
    }
    const { place, guides } = drawnByHandle(first, now.kind, dx, dy, keys, now.guides, near)
    setStanding(guides)
    putPlaces([{ layer: first, place }], now.merge)
  }
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const point = at(event)
    const now = drag.current
    if (now === null) {
      setHovered(under(point)[0] ?? null)
      return
    }
    if (!now.moved && Math.hypot(point.x - now.from.x, point.y - now.from.y) * scale < slack) return
    if (!now.moved) {
      now.moved = true
      setHovered(null)
      if (now.kind !== 'marquee') setOpen({ gesture: true })
      setDoing(now.kind === 'marquee' ? null : now.kind === 'move' || now.kind === 'turn' ? now.kind : 'size')
    }
    const keys = {
      shiftKey: event.shiftKey,
      altKey: event.altKey,
      free: event.ctrlKey || event.metaKey,
    }
    cancelAnimationFrame(frameRequest.current)
    frameRequest.current = requestAnimationFrame(() => {
      if (drag.current === now) apply(now, point, keys)
    })
  }
  const letGo = () => {
    const now = drag.current
    drag.current = null
    cancelAnimationFrame(frameRequest.current)
    setStanding([])
    setMarquee(null)
    setDoing(null)
    if (now?.moved && now.kind !== 'marquee') setOpen({ gesture: false })
    return now
  }
  const end = (event: PointerEvent<HTMLDivElement>) => {
    const now = letGo()
    if (now === null) return
    if (!now.moved) return now.click()
    const to = at(event)
    if (now.kind !== 'marquee') {
      // The last move may still have waited for its frame.
      apply(now, to, {
        shiftKey: event.shiftKey,
        altKey: event.altKey,
        free: event.ctrlKey || event.metaKey,
      })
      setStanding([])
      return
    }
    const drawn = between(now.from, to)
    const taken = layers.filter((layer) => {
      const place = upright(layer.place, layer.rotation)
      return layer.seen && (fillsFrame(layer) ? liesIn(place, drawn) : takes(drawn, place))
    })
    const subjects = taken.map((layer) => layer.subject)
    const open = opened()
    if (event.shiftKey && open !== null) return selectThese(withAdded(selected(open), subjects))
    const found = selectionOf(subjects)
    if (found === null) selectScene()
    else selectThese(found)
  }
  const cancel = () => {
    const now = letGo()
    if (now?.moved && opened()?.history.done.at(-1)?.merge === now.merge) undo()
  }

  const onKeys = (event: KeyboardEvent) => {
    const step = stepOf(event, layers, selection)
    if (event.key === ' ') togglePlay().catch(tellFault)
    else if (event.key === 'Escape' && drag.current !== null) cancel()
    else if (event.key === 'Escape' && also.length > 0) select(subject)
    else if (event.key === 'Escape' && subject.kind === 'layer')
      select({ kind: 'scene', scene: subject.scene })
    else if (step !== null) selectThese(only(step))
    else {
      const arrow = arrows[event.key]
      if (arrow === undefined || chosen.length === 0 || event.altKey || broken) return
      const far = (event.shiftKey ? 10 : 1) * Math.max(draft.frame.unit, 1)
      const [dx, dy] = [arrow[0] * far, arrow[1] * far]
      if (event.ctrlKey || event.metaKey) sizeBy(dx, dy)
      else nudge(dx, dy)
      event.stopPropagation()
    }
    event.preventDefault()
  }
  return (
    <div
      className="editor-overlay"
      role="application"
      aria-label={
        chosen.length > 1
          ? words.editor.stage.overlaySeveral(chosen.length)
          : words.editor.stage.overlay(single?.layer.label ?? null)
      }
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes arrow keys, as a drawing does
      tabIndex={0}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={cancel}
      onPointerLeave={() => setHovered(null)}
      onKeyDown={onKeys}
    >
      <Margins scale={scale} />
      {hovered !== null && !isChosen(selection, hovered.subject) && (
        <div className="editor-outline" style={styleOf(hovered, scale)} />
      )}
      {chosen.map((layer) => (
        <ChosenMark
          key={`${layer.subject.scene} ${layer.subject.layer}`}
          layer={layer}
          scale={scale}
          withHandles={layer === single}
        />
      ))}
      {together !== null && <CommonMark place={together} scale={scale} />}
      {doing !== null && around !== null && <Readout {...around} scale={scale} kind={doing} />}
      {marquee !== null && (
        <div className="editor-marquee" style={styleOf({ place: marquee, rotation: 0 }, scale)} />
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

/** The layer that Page up and Page down lead to; null: another key was pressed, or there are none. */
function stepOf(
  { key, shiftKey, ctrlKey }: KeyboardEvent,
  layers: readonly LyingLayer[],
  { subject }: Pick<OpenEditor, 'subject'>,
) {
  if ((key !== 'PageUp' && key !== 'PageDown') || shiftKey || ctrlKey || layers.length === 0) return null
  const index = layers.findIndex((layer) => isOf(layer, subject))
  const by = key === 'PageUp' ? 1 : -1
  const next = index === -1 ? (by === 1 ? 0 : layers.length - 1) : index + by
  return layers[(next + layers.length) % layers.length]?.subject ?? null
}

const arrows: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
