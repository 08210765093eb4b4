import { Loader } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { toErrorShape } from '../../../src-shared/contract/errors.ts'
import { ask } from '../../bridge/bridge.ts'
import { StillPicture } from '../../parts/still-picture.tsx'
import { Told } from '../../parts/told.tsx'
import { chooseFormat, opened, useOpen } from '../../state/editor.ts'
import { lay } from '../../state/editor-layout.ts'
import { readDraft } from '../../view-math/editor-draft.ts'
import { flowed } from '../../view-math/editor-flow.ts'
import { layOutTime, middleOf, sameMoment } from '../../view-math/editor-time.ts'
import { words } from '../../words/words.ts'

type Shown = { address: string | null; fault: string | null; waits: boolean }

/** The moment at the playhead in every format, side by side; one is opened by a click. */
export function AllFormats() {
  const formats = useOpen(({ draft }) => draft.formats)
  const chosen = useOpen(({ draft }) => draft.format.name)
  const shown = useStills()
  const { ref, width: room, height: depth } = useElementSize()
  const sizes = flowed(
    formats.map(({ width, height }) => width / height),
    room,
    depth,
    { gap: 28, foot: 48 },
  )
  return (
    <ul className="editor-formats" ref={ref}>
      {formats.map(({ name, label, width, height }, index) => {
        const still = shown[name]
        return (
          <li key={name} style={{ width: sizes[index]?.width }}>
            <button
              type="button"
              aria-current={name === chosen || undefined}
              onClick={() => {
                chooseFormat(name)
                lay({ stage: 'one' })
              }}
            >
              <span className="editor-format-frame" style={{ height: sizes[index]?.height }}>
                <StillPicture className="editor-still" address={still?.address ?? null} alt="" />
                {still?.fault != null && (
                  <span className="editor-format-fault">
                    <Told text={still.fault} />
                  </span>
                )}
                {still?.waits !== false && <Loader size="xs" aria-label={words.editor.stage.drawing} />}
              </span>
              <span className="editor-format-name">
                {label} <small>{`${width} × ${height}`}</small>
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** Small stills of all formats, one after the other, once the draft is kept and nothing is dragged. */
function useStills(): Record<string, Shown> {
  const [shown, setShown] = useState<Record<string, Shown>>({})
  const text = useOpen((open) => (open.saving === 'saved' && !open.gesture && open.usable ? open.text : null))
  const row = useOpen((open) => open.rowIndex)
  const surroundings = useOpen((open) => open.surroundings)
  const language = useOpen((open) => open.language)
  const frame = useOpen((open) => open.frame)
  // biome-ignore lint/correctness/useExhaustiveDependencies: behind another table a row of the same number has another picture
  useEffect(() => {
    const open = opened()
    if (text === null || open === null) return
    let isOver = false
    const { editor, draft, timeline } = open
    const here = layOutTime(draft.scenes, draft.format.rate, timeline)
    const secondsIn = (format: string) => {
      const other = readDraft(draft.json, format)
      const there = layOutTime(other.scenes, other.format.rate, timeline)
      return middleOf(sameMoment(frame, here, there), other.format.rate)
    }
    const draw = async () => {
      setShown((now) =>
        Object.fromEntries(
          draft.formats.map(({ name }) => [
            name,
            { address: now[name]?.address ?? null, fault: null, waits: true },
          ]),
        ),
      )
      for (const { name, width } of draft.formats) {
        const next = await ask('editor.still', {
          editor,
          row,
          language,
          format: name,
          at: secondsIn(name),
          width: Math.min(width, 560),
        }).then(
          ({ still }): Shown => ({ address: still, fault: null, waits: false }),
          (thrown: unknown): Shown => ({ address: null, fault: toErrorShape(thrown).message, waits: false }),
        )
        if (isOver) return
        setShown((now) => ({ ...now, [name]: next }))
      }
    }
    const soon = setTimeout(() => void draw(), 120)
    return () => {
      isOver = true
      clearTimeout(soon)
    }
  }, [text, row, surroundings, language, frame])
  return shown
}
