import { Button } from '@mantine/core'
import { type KeyboardEvent, memo, useCallback, useMemo, useRef, useState } from 'react'
import type { Place } from '../../../src-shared/templates/box-place.ts'
import { opened, select, selectThese, useOpen } from '../../state/editor.ts'
import { concerned, type LayerSpan, moveLayers, setLayerTimes } from '../../state/editor-layers.ts'
import { addLayer, selectAndShow } from '../../state/editor-structure.ts'
import type { DraftLayer } from '../../view-math/editor-draft.ts'
import { between, takes } from '../../view-math/editor-marquee.ts'
import {
  chosenLayers,
  isChosen,
  type LayerSubject,
  only,
  selectionOf,
  withAdded,
  withRange,
  withToggled,
} from '../../view-math/editor-selection.ts'
import {
  drawnLayer,
  layerTime,
  type SceneTime,
  secondsOf,
  snappedFrame,
} from '../../view-math/editor-time.ts'
import { number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { SubjectIcon } from './icons.tsx'
import { labelWidth } from './timeline.tsx'
import { useDrag } from './use-drag.ts'

type Part = 'whole' | 'start' | 'end'
type Span = { from: number; to: number }
type Held = {
  subject: LayerSubject
  part: Part
  span: Span
  /** All that are dragged along, with when they were seen; itself among them. */
  all: readonly { subject: LayerSubject; span: Span }[]
  attractors: number[]
}

const rowHeight = 26

/** The layers of one turn of a scene, the front one first: dragged in time by their bars, in order by their names. */
export function LayerRows({ time, ppf }: { time: SceneTime; ppf: number }) {
  const scene = useOpen(({ draft }) => draft.scenes[time.scene])
  const rate = useOpen(({ draft }) => draft.format.rate)
  const subject = useOpen((open) => open.subject)
  const also = useOpen((open) => open.also)
  const selection = useMemo(() => ({ subject, also }), [subject, also])
  const frames = time.to - time.from
  const [slot, setSlot] = useState<number | null>(null)
  const slotNow = useRef<number | null>(null)
  const rows = useMemo(() => scene?.layers.toReversed() ?? [], [scene])

  const dragBar = useDrag<Held>({
    move({ part, span, all, attractors }, { dx, merge, free }) {
      const by = Math.round(dx / ppf)
      const reach = free ? 0 : 6 / ppf
      const raw = drawnLayer(span, frames, by, part)
      const edge = part === 'end' ? raw.to : raw.from
      const shift = free ? 0 : snappedFrame(edge, attractors, reach) - edge
      const end =
        part === 'whole' && shift === 0 && !free ? snappedFrame(raw.to, attractors, reach) - raw.to : 0
      setLayerTimes(drawnTogether(all, frames, by + shift + end, part), merge)
    },
    end({ subject }) {
      if (!isChosen(selection, subject)) select(subject)
    },
    click: ({ subject }, { event }) => choose(subject, event),
  })
  const order = useMemo(
    () => rows.map(({ index }): LayerSubject => ({ kind: 'layer', scene: time.scene, layer: index })),
    [rows, time.scene],
  )
  const choose = (to: LayerSubject, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => {
    if (event.shiftKey) selectThese(withRange(selection, order, to))
    else if (event.ctrlKey || event.metaKey) selectThese(withToggled(selection, to))
    else selectAndShow(to)
  }
  const dragName = useDrag<{ layer: number; row: number }>({
    move({ row }, { dy }) {
      const to = Math.min(rows.length, Math.max(0, Math.round(row + 0.5 + dy / rowHeight)))
      slotNow.current = to
      setSlot(to)
    },
    end({ layer, row }) {
      const to = slotNow.current ?? row
      setSlot(null)
      slotNow.current = null
      const open = opened()
      if (open === null) return
      const own: LayerSubject = { kind: 'layer', scene: time.scene, layer }
      moveLayers(concerned(open, own), { scene: time.scene, slot: rows.length - to })
    },
    click: ({ layer }, { event }) => choose({ kind: 'layer', scene: time.scene, layer }, event),
    cancel() {
      setSlot(null)
      slotNow.current = null
    },
  })
  /** The chosen layers of this scene, when this one is among them; else itself. */
  const together = (layer: DraftLayer): { subject: LayerSubject; span: Span }[] => {
    const own: LayerSubject = { kind: 'layer', scene: time.scene, layer: layer.index }
    const all = isChosen(selection, own) ? chosenLayers(selection) : [own]
    return all.flatMap((subject) => {
      const found = subject.scene === time.scene ? scene?.layers[subject.layer] : undefined
      return found === undefined ? [] : [{ subject, span: layerTime(found, frames, rate) }]
    })
  }
  const latest = useRef({ choose, dragBar, dragName, frames, rate, rows, time, together })
  latest.current = { choose, dragBar, dragName, frames, rate, rows, time, together }

  const onBar = useCallback((event: React.PointerEvent<HTMLElement>, layer: DraftLayer, part: Part) => {
    event.stopPropagation()
    const { frames, rate, rows, time, dragBar, together } = latest.current
    const all = together(layer)
    const others = rows.flatMap((other) => {
      if (all.some(({ subject }) => subject.layer === other.index)) return []
      const { from, to } = layerTime(other, frames, rate)
      return [from, to]
    })
    const playhead = (opened()?.frame ?? 0) - time.from
    dragBar(event, {
      subject: { kind: 'layer', scene: time.scene, layer: layer.index },
      part,
      span: layerTime(layer, frames, rate),
      all,
      attractors: [0, frames, playhead, ...others],
    })
  }, [])
  const onName = useCallback((event: React.PointerEvent<HTMLElement>, layer: DraftLayer) => {
    const { rows, dragName } = latest.current
    dragName(event, { layer: layer.index, row: rows.length - 1 - layer.index })
  }, [])
  const onKeys = useCallback((event: KeyboardEvent, layer: DraftLayer) => {
    const { choose, frames, time, rows, together } = latest.current
    const subject = { kind: 'layer', scene: time.scene, layer: layer.index } as const
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !event.ctrlKey && !event.metaKey) {
      const next = rows[rows.length - 1 - layer.index + (event.key === 'ArrowDown' ? 1 : -1)]
      if (next === undefined) return
      event.preventDefault()
      const list = event.currentTarget.closest('.editor-layer-rows')
      if (event.shiftKey) choose({ ...subject, layer: next.index }, event)
      else selectAndShow({ ...subject, layer: next.index })
      list?.querySelectorAll<HTMLElement>('.editor-layer-bar')[rows.indexOf(next)]?.focus()
      return
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      choose(subject, event)
      return
    }
    const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (direction === 0 || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    const by = direction * (event.shiftKey ? 10 : 1)
    const part = event.ctrlKey || event.metaKey ? 'end' : 'whole'
    const all = together(layer)
    setLayerTimes(
      drawnTogether(all, frames, by, part),
      `time ${all.map(({ subject }) => subject.layer).join(' ')}`,
    )
  }, [])
  const list = useRef<HTMLDivElement>(null)
  const [marquee, setMarquee] = useState<Place | null>(null)
  const dragAround = useDrag<{ x: number; y: number }>({
    move: (from, { dx, dy }) => setMarquee(between(from, { x: from.x + dx, y: from.y + dy })),
    end(from, { dx, dy, event }) {
      setMarquee(null)
      const drawn = between(from, { x: from.x + dx, y: from.y + dy })
      const bars = [...(list.current?.querySelectorAll('.editor-layer-bar') ?? [])]
      const origin = list.current?.getBoundingClientRect()
      const taken = order.filter((_, row) => {
        const box = bars[row]?.getBoundingClientRect()
        if (box === undefined || origin === undefined) return false
        const { left, top, width, height } = box
        return takes(drawn, { x: left - origin.left, y: top - origin.top, width, height })
      })
      const next = event.shiftKey ? withAdded(selection, taken) : selectionOf(taken)
      selectThese(next ?? only({ kind: 'scene', scene: time.scene }))
    },
    click: (_, { event }) => !event.shiftKey && select({ kind: 'scene', scene: time.scene }),
    cancel: () => setMarquee(null),
  })
  if (scene === undefined) return null
  return (
    <div
      className="editor-layer-rows"
      ref={list}
      onPointerDown={(event) => {
        if ((event.target as Element).closest('.editor-layer-bar, .editor-time-label')) return
        const { left, top } = event.currentTarget.getBoundingClientRect()
        dragAround(event, { x: event.clientX - left, y: event.clientY - top })
      }}
    >
      {marquee !== null && (
        <div
          className="editor-marquee"
          style={{ left: marquee.x, top: marquee.y, width: marquee.width, height: marquee.height }}
        />
      )}
      {rows.map((layer, row) => (
        <LayerRow
          key={layer.index}
          layer={layer}
          // The row is drawn again when one of these changed, and not else.
          look={JSON.stringify([
            layer.label,
            layer.type,
            layer.hidden,
            layer.start,
            layer.duration,
            stepOf(layer, 'enter'),
            stepOf(layer, 'exit'),
          ])}
          sceneFrom={time.from}
          sceneFrames={frames}
          num={rate.num}
          den={rate.den}
          ppf={ppf}
          selected={isChosen(selection, { kind: 'layer', scene: time.scene, layer: layer.index })}
          drop={slot === row ? 'before' : slot === rows.length && row === rows.length - 1 ? 'after' : null}
          onBar={onBar}
          onName={onName}
          onKeys={onKeys}
        />
      ))}
      {rows.length === 0 && (
        <div className="editor-no-layers" style={{ paddingLeft: labelWidth }}>
          <p>{words.editor.time.noLayers}</p>
          <FirstLayer />
        </div>
      )}
    </div>
  )
}

/** Where a scene has no layer yet: one of each type at a click. */
function FirstLayer() {
  const { addText, addImage, addVideo, addShape } = words.editor.actions
  const types = { text: addText, image: addImage, video: addVideo, shape: addShape } as const
  return (Object.keys(types) as (keyof typeof types)[]).map((type) => (
    <Button
      key={type}
      size="compact-sm"
      variant="default"
      leftSection={<SubjectIcon kind="layer" type={type} />}
      onClick={() => addLayer({ type })}
    >
      {types[type]}
    </Button>
  ))
}

/** All of them drawn by the same frames: by no more than the one that has the least room. */
function drawnTogether(all: Held['all'], frames: number, by: number, part: Part): LayerSpan[] {
  const edge = (span: Span) => (part === 'end' ? span.to : span.from)
  const least = all
    .map(({ span }) => edge(drawnLayer(span, frames, by, part)) - edge(span))
    .reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a), by)
  return all.map(({ subject, span }) => ({
    subject,
    sceneFrames: frames,
    ...drawnLayer(span, frames, least, part),
  }))
}

function stepOf(layer: DraftLayer, name: 'enter' | 'exit'): number {
  const step = layer.all[name]
  if (typeof step !== 'object' || step === null) return 0
  const duration = 'duration' in step ? step.duration : undefined
  return typeof duration === 'number' ? duration : 0.5
}

const LayerRow = memo(
  function LayerRow({
    layer,
    sceneFrom,
    sceneFrames,
    num,
    den,
    ppf,
    selected,
    drop,
    onBar,
    onName,
    onKeys,
  }: {
    layer: DraftLayer
    look: string
    sceneFrom: number
    sceneFrames: number
    num: number
    den: number
    ppf: number
    selected: boolean
    drop: 'before' | 'after' | null
    onBar(event: React.PointerEvent<HTMLElement>, layer: DraftLayer, part: Part): void
    onName(event: React.PointerEvent<HTMLElement>, layer: DraftLayer): void
    onKeys(event: KeyboardEvent, layer: DraftLayer): void
  }) {
    const rate = { num, den }
    const { from, to } = layerTime(layer, sceneFrames, rate)
    const seconds = (frames: number) => number(secondsOf(frames, rate), 2)
    const enter = Math.min(to - from, (stepOf(layer, 'enter') * num) / den)
    const exit = Math.min(to - from, (stepOf(layer, 'exit') * num) / den)
    const label = words.editor.time.layer(layer.label, seconds(from), seconds(to))
    return (
      <div className="editor-time-row" data-selected={selected || undefined} data-drop={drop ?? undefined}>
        <div
          className="editor-time-label"
          style={{ width: labelWidth }}
          data-hidden={layer.hidden || undefined}
          onPointerDown={(event) => onName(event, layer)}
        >
          <SubjectIcon kind="layer" type={layer.type} size={14} />
          <span>{layer.label}</span>
        </div>
        <div className="editor-track">
          <button
            type="button"
            className="editor-layer-bar"
            data-type={layer.type ?? 'unknown'}
            data-hidden={layer.hidden || undefined}
            aria-pressed={selected}
            aria-label={label}
            title={label}
            style={{ left: (sceneFrom + from) * ppf, width: Math.max(3, (to - from) * ppf) }}
            onPointerDown={(event) => onBar(event, layer, 'whole')}
            onKeyDown={(event) => onKeys(event, layer)}
          >
            {enter > 0 && <span className="editor-enter" style={{ width: enter * ppf }} />}
            {exit > 0 && <span className="editor-exit" style={{ width: exit * ppf }} />}
            <span
              className="editor-edge"
              data-side="start"
              onPointerDown={(event) => onBar(event, layer, 'start')}
            />
            <span
              className="editor-edge"
              data-side="end"
              onPointerDown={(event) => onBar(event, layer, 'end')}
            />
          </button>
        </div>
      </div>
    )
  },
  (a, b) =>
    a.look === b.look &&
    a.layer.index === b.layer.index &&
    a.sceneFrom === b.sceneFrom &&
    a.sceneFrames === b.sceneFrames &&
    a.num === b.num &&
    a.den === b.den &&
    a.ppf === b.ppf &&
    a.selected === b.selected &&
    a.drop === b.drop,
)
