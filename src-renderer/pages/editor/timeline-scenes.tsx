import { type KeyboardEvent, useState } from 'react'
import { opened, seek, useOpen } from '../../state/editor.ts'
import { moveScene, selectAndShow, setProperty } from '../../state/editor-structure.ts'
import { type SceneTime, secondsOf, snappedFrame } from '../../view-math/editor-time.ts'
import { shortDuration } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { labelWidth } from './timeline.tsx'
import { useDrag } from './use-drag.ts'

type Held = { time: SceneTime; part: 'whole' | 'end' | 'transition'; frames: number; over: number }

/** The scenes one after the other: dragged to another place, or by their end to another length. */
export function SceneStrip({ times, ppf }: { times: readonly SceneTime[]; ppf: number }) {
  const scenes = useOpen(({ draft }) => draft.scenes)
  const rate = useOpen(({ draft }) => draft.format.rate)
  const subject = useOpen((open) => open.subject)
  const [slot, setSlot] = useState<number | null>(null)
  const left = (x: number) => {
    // The border between turns that is nearest to where the scene is held.
    const borders = times.filter(({ turn }) => turn === 0)
    const before = borders.filter(({ from, to }) => ((from + to) / 2) * ppf < x).length
    return before >= borders.length ? scenes.length : (borders[before]?.scene ?? 0)
  }
  const drag = useDrag<Held>({
    move({ time, part, frames, over }, { dx, merge, free }) {
      const open = opened()
      if (open === null) return
      const subject = { kind: 'scene', scene: time.scene } as const
      const by = Math.round(dx / ppf)
      if (part === 'end') {
        const end = snappedFrame(time.from + Math.max(1, frames + by), free ? [] : [open.frame], 6 / ppf)
        setProperty(subject, ['duration'], secondsOf(Math.max(1, end - time.from), rate), merge)
      } else if (part === 'transition')
        setProperty(
          subject,
          ['transition', 'duration'],
          secondsOf(Math.min(frames, Math.max(1, over - by)), rate),
          merge,
        )
      else setSlot(left(((time.from + time.to) / 2) * ppf + dx))
    },
    end({ time, part }) {
      if (part === 'whole' && slot !== null)
        moveScene(time.scene, slot > time.scene ? Math.min(slot, scenes.length) - 1 : slot)
      setSlot(null)
    },
    click: ({ time }) => {
      selectAndShow({ kind: 'scene', scene: time.scene })
      const open = opened()
      if (open && (open.frame < time.from || open.frame >= time.to)) seek(time.from)
    },
    cancel: () => setSlot(null),
  })
  const onKeys = (event: KeyboardEvent, time: SceneTime) => {
    const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (direction === 0 || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    if (event.ctrlKey || event.metaKey) {
      const frames = Math.max(1, time.to - time.from + direction * (event.shiftKey ? 10 : 1))
      setProperty({ kind: 'scene', scene: time.scene }, ['duration'], secondsOf(frames, rate))
      return
    }
    const strip = event.currentTarget.parentElement
    const next = times[times.indexOf(time) + direction]
    if (next === undefined) return
    selectAndShow({ kind: 'scene', scene: next.scene })
    strip?.querySelectorAll<HTMLElement>('.editor-scene')[times.indexOf(next)]?.focus()
  }
  const border =
    slot === null ? undefined : (times.find(({ scene }) => scene === slot)?.from ?? times.at(-1)?.to)
  const absent = scenes.filter(({ index }) => !times.some(({ scene }) => scene === index))
  return (
    <div className="editor-time-row editor-scenes">
      <div className="editor-time-label" style={{ width: labelWidth }}>
        {words.editor.time.scenes}
        {absent.length > 0 && (
          <small title={absent.map(({ label }) => label).join(', ')}>
            {words.editor.time.absent(absent.length)}
          </small>
        )}
      </div>
      <div className="editor-track">
        {times.map((time) => {
          const scene = scenes[time.scene]
          if (scene === undefined) return null
          const frames = time.to - time.from
          const begin = (part: Held['part']) => (event: React.PointerEvent<HTMLElement>) => {
            event.stopPropagation()
            drag(event, { time, part, frames, over: time.over })
          }
          const isSelected = subject.kind !== 'template' && subject.scene === time.scene
          return (
            <button
              type="button"
              key={`${time.scene} ${time.turn}`}
              className="editor-scene"
              aria-pressed={isSelected}
              aria-label={words.editor.time.scene(scene.label, shortDuration(frames / (rate.num / rate.den)))}
              title={words.editor.time.scene(scene.label, shortDuration(frames / (rate.num / rate.den)))}
              style={{ left: time.from * ppf, width: Math.max(4, frames * ppf) }}
              onPointerDown={begin('whole')}
              onClick={(event) => event.detail === 0 && selectAndShow({ kind: 'scene', scene: time.scene })}
              onKeyDown={(event) => onKeys(event, time)}
            >
              {time.over > 0 && (
                <span
                  className="editor-over-part"
                  style={{ width: time.over * ppf }}
                  title={words.editor.time.transition(
                    (words.editor.choices as Record<string, string>)[scene.transition?.type ?? ''] ?? '',
                  )}
                >
                  <span className="editor-edge" data-side="start" onPointerDown={begin('transition')} />
                </span>
              )}
              <span className="editor-scene-label">
                {scene.label}
                {time.turn > 0 && ` ${time.turn + 1}`}
              </span>
            </button>
          )
        })}
        {times.map((time) => (
          // Above the scenes: the end of one lies under the transition into the next.
          <span
            key={`${time.scene} ${time.turn}`}
            className="editor-edge editor-scene-end"
            style={{ left: time.to * ppf - 6 }}
            aria-hidden="true"
            onPointerDown={(event) =>
              drag(event, { time, part: 'end', frames: time.to - time.from, over: time.over })
            }
          />
        ))}
        {border !== undefined && <span className="editor-insert" style={{ left: border * ppf }} />}
      </div>
    </div>
  )
}
