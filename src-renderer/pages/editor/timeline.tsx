import { useElementSize, useMergedRef } from '@mantine/hooks'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { tellFault } from '../../parts/tell.tsx'
import { opened, seek, select, useOpen } from '../../state/editor.ts'
import { lay, useLayout } from '../../state/editor-layout.ts'
import { togglePlay } from '../../state/editor-play.ts'
import { useTimes } from '../../state/editor-times.ts'
import { clock, layOutTime, sceneAtFrame, ticksOf } from '../../view-math/editor-time.ts'
import { timecode } from '../../view-math/frames.ts'
import { words } from '../../words/words.ts'
import { LayerRows } from './timeline-layers.tsx'
import { SceneStrip } from './timeline-scenes.tsx'
import { Transport } from './transport.tsx'
import { useDrag } from './use-drag.ts'

export const labelWidth = 168
/** Pixels a second, at the least and at the most. */
const zooms = { least: 2, most: 800 }

/** Scenes and layers over time, and the playhead. */
export function Timeline() {
  const { ref: sizeRef, width } = useElementSize()
  const scroller = useRef<HTMLDivElement>(null)
  const scrollRef = useMergedRef<HTMLDivElement>(sizeRef, scroller)
  const times = useTimes()
  const rate = useOpen(({ draft }) => draft.format.rate)
  const subject = useOpen((open) => open.subject)
  const frame = useOpen((open) => open.frame)
  const broken = useOpen(({ fault }) => fault !== null)
  const zoom = useLayout((layout) => layout.zoom)
  const [scrolled, setScrolled] = useState(0)
  const perSecond = rate.num / rate.den
  const room = Math.max(100, width - labelWidth - 48)
  const gesture = useOpen((open) => open.gesture)
  const held = useRef(0)
  // Under the hand the scale stays, however long the video becomes.
  if (!gesture || held.current === 0) held.current = (room / Math.max(1, times.frames)) * perSecond
  const fitting = held.current
  const pixelsPerSecond = zoom ?? fitting
  const ppf = pixelsPerSecond / perSecond
  const length = times.frames * ppf

  // The turn whose layers are shown: of the selected scene the one at the playhead, or its first.
  const shown = useMemo(() => {
    const at = sceneAtFrame(times.scenes, frame)
    if (subject.kind === 'template') return at
    const turns = times.scenes.filter(({ scene }) => scene === subject.scene)
    return turns.find(({ from, to }) => from <= frame && frame < to) ?? turns[0] ?? null
  }, [times, frame, subject])

  const zoomBy = (factor: number, at?: number) => {
    const box = scroller.current
    const next = Math.min(zooms.most, Math.max(Math.min(zooms.least, fitting), pixelsPerSecond * factor))
    const pointer = at ?? room / 2
    const second = ((box?.scrollLeft ?? 0) + pointer) / pixelsPerSecond
    lay({ zoom: next <= fitting * 1.01 ? null : next })
    requestAnimationFrame(() => {
      if (box !== null) box.scrollLeft = second * next - pointer
    })
  }
  const latest = useRef(zoomBy)
  latest.current = zoomBy
  useEffect(() => {
    const box = scroller.current
    if (box === null) return
    // React listens to wheels passively: the page could not be kept from zooming.
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      const at = event.clientX - box.getBoundingClientRect().left - labelWidth
      latest.current(event.deltaY < 0 ? 1.25 : 0.8, Math.max(0, at))
    }
    box.addEventListener('wheel', onWheel, { passive: false })
    return () => box.removeEventListener('wheel', onWheel)
  }, [])
  // The playhead stays in sight while it plays or is stepped.
  useEffect(() => {
    const box = scroller.current
    if (box === null || zoom === null) return
    const x = frame * ppf
    const seen = box.clientWidth - labelWidth
    if (x < box.scrollLeft || x > box.scrollLeft + seen - 20) box.scrollLeft = Math.max(0, x - seen * 0.2)
  }, [frame, ppf, zoom])

  const onKeys = (event: KeyboardEvent) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
    if (event.key === ' ' && !(event.target instanceof HTMLButtonElement)) togglePlay().catch(tellFault)
    else if (isPlain && (event.key === '+' || event.key === '=')) zoomBy(1.25)
    else if (isPlain && event.key === '-') zoomBy(0.8)
    else if (isPlain && event.key === '0') lay({ zoom: null })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <section className="editor-timeline" aria-label={words.editor.time.label} onKeyDown={onKeys}>
      <Transport frames={times.frames} rate={rate} onZoom={zoomBy} isFit={zoom === null} />
      <div
        className="editor-time-scroll"
        ref={scrollRef}
        onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
      >
        <div className="editor-time-inner" style={{ width: labelWidth + length + 32 }} inert={broken}>
          <div className="editor-time-top">
            <div className="editor-time-corner" style={{ width: labelWidth }} />
            <Ruler
              frames={times.frames}
              rate={perSecond}
              ppf={ppf}
              from={Math.max(0, scrolled - 100) / pixelsPerSecond}
              to={Math.min(times.frames / perSecond, (scrolled + width) / pixelsPerSecond)}
              scroller={scroller.current}
            />
          </div>
          <SceneStrip times={times.scenes} ppf={ppf} />
          {shown !== null && <LayerRows time={shown} ppf={ppf} />}
          <div
            className="editor-playhead"
            // Behind the names when the timeline is scrolled beyond it.
            hidden={frame * ppf < scrolled - 1}
            style={{ transform: `translateX(${labelWidth + frame * ppf}px)` }}
            aria-hidden="true"
          />
        </div>
      </div>
    </section>
  )
}

function Ruler({
  frames,
  rate,
  ppf,
  from,
  to,
  scroller,
}: {
  frames: number
  rate: number
  ppf: number
  /** Seconds in sight. */
  from: number
  to: number
  scroller: HTMLDivElement | null
}) {
  const frame = useOpen((open) => open.frame)
  const bar = useRef<HTMLDivElement>(null)
  const frameAt = (clientX: number) =>
    Math.min(
      frames - 1,
      Math.max(0, Math.floor((clientX - (bar.current?.getBoundingClientRect().left ?? 0)) / ppf)),
    )
  const drag = useDrag<null>({
    move: (_, { event }) => {
      const edge = scroller?.getBoundingClientRect()
      if (scroller && edge && event.clientX > edge.right - 12) scroller.scrollLeft += 16
      if (scroller && edge && event.clientX < edge.left + labelWidth) scroller.scrollLeft -= 16
      seek(frameAt(event.clientX))
    },
    end: followScene,
    click: followScene,
  })
  const onKeys = (event: KeyboardEvent) => {
    const far = event.shiftKey ? 10 : 1
    const next =
      event.key === 'ArrowRight'
        ? frame + far
        : event.key === 'ArrowLeft'
          ? frame - far
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? frames - 1
              : event.key === 'PageDown'
                ? frame + Math.round(rate)
                : event.key === 'PageUp'
                  ? frame - Math.round(rate)
                  : null
    if (next === null || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    seek(next)
    followScene()
  }
  const ticks = ticksOf(from, to, ppf * rate)
  return (
    <div
      ref={bar}
      className="editor-ruler"
      role="slider"
      tabIndex={0}
      aria-label={words.editor.time.playhead}
      aria-valuemin={1}
      aria-valuemax={Math.max(1, frames)}
      aria-valuenow={frame + 1}
      aria-valuetext={timecode(frame, rate)}
      style={{ width: frames * ppf }}
      onKeyDown={onKeys}
      onPointerDown={(event) => {
        seek(frameAt(event.clientX))
        drag(event, null)
      }}
    >
      {ticks.map(({ at, large }) => (
        <span key={at} data-large={large || undefined} style={{ left: at * rate * ppf }}>
          {large && <em>{clock(at)}</em>}
        </span>
      ))}
    </div>
  )
}

/** What is shown in the panel goes with the playhead into another scene. */
function followScene(): void {
  const open = opened()
  if (open === null) return
  const { subject, draft, frame, timeline } = open
  if (subject.kind === 'template') return
  const times = layOutTime(draft.scenes, draft.format.rate, timeline).scenes
  const at = sceneAtFrame(times, frame)
  if (at !== null && at.scene !== subject.scene) select({ kind: 'scene', scene: at.scene })
}
