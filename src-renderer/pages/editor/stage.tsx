import { Button, Loader, SegmentedControl } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import {
  IconAlertTriangle,
  IconGrid3x3,
  IconLayoutGrid,
  IconMagnet,
  IconPlus,
  IconSquare,
  IconSquareAsterisk,
  IconSquareDot,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ErrorNote } from '../../parts/error-note.tsx'
import { NothingHere } from '../../parts/nothing-here.tsx'
import { StillPicture } from '../../parts/still-picture.tsx'
import { Tool } from '../../parts/tool.tsx'
import { showFault, useOpen } from '../../state/editor.ts'
import { lay, useLayout } from '../../state/editor-layout.ts'
import { shownExactly, usePlay } from '../../state/editor-play.ts'
import { tryAgain } from '../../state/editor-pump.ts'
import { addScene } from '../../state/editor-structure.ts'
import { words } from '../../words/words.ts'
import { AllFormats } from './all-formats.tsx'
import { DropAsset } from './drop-asset.tsx'
import { Film } from './film.tsx'
import { Overlay } from './overlay.tsx'

/** The frame at the playhead, large, and what can be done on it. */
export function Stage() {
  const mode = useLayout(({ stage }) => stage)
  const isEmpty = useOpen(({ draft }) => draft.scenes.length === 0)
  return (
    <section className="editor-stage" aria-label={words.editor.stage.label}>
      <StageBar />
      {isEmpty ? (
        <EmptyTemplate />
      ) : mode === 'all' ? (
        <AllFormats />
      ) : (
        <DropAsset>
          <OneFormat />
        </DropAsset>
      )}
    </section>
  )
}

function StageBar() {
  const layout = useLayout()
  const format = useOpen(({ draft }) => draft.format)
  const several = useOpen(({ draft }) => draft.formats.length > 1)
  const milliseconds = useOpen(({ still }) => still?.milliseconds ?? null)
  const drawing = useOpen((open) => open.drawing)
  return (
    <div className="editor-bar">
      <span className="editor-size">
        {format.width} × {format.height}
      </span>
      <span className="editor-drawing" role="status">
        {drawing ? (
          <>
            <Loader size={12} aria-hidden="true" /> {words.editor.stage.drawing}
          </>
        ) : (
          milliseconds !== null && words.editor.stage.exact
        )}
      </span>
      <span className="editor-bar-end">
        <Tool
          label={words.editor.stage.titleSafe}
          isOn={layout.titleSafe}
          onClick={() => lay({ titleSafe: !layout.titleSafe })}
        >
          <IconSquareAsterisk size={16} />
        </Tool>
        <Tool
          label={words.editor.stage.actionSafe}
          isOn={layout.actionSafe}
          onClick={() => lay({ actionSafe: !layout.actionSafe })}
        >
          <IconSquareDot size={16} />
        </Tool>
        <Tool
          label={words.editor.stage.thirds}
          isOn={layout.thirds}
          onClick={() => lay({ thirds: !layout.thirds })}
        >
          <IconGrid3x3 size={16} />
        </Tool>
        <Tool
          label={words.editor.stage.snapping}
          isOn={layout.snapping}
          onClick={() => lay({ snapping: !layout.snapping })}
        >
          <IconMagnet size={16} />
        </Tool>
        {several && (
          <SegmentedControl
            size="xs"
            aria-label={words.editor.stage.formats}
            value={layout.stage}
            onChange={(stage) => lay({ stage: stage as 'one' | 'all' })}
            data={[
              {
                value: 'one',
                label: <Choice icon={<IconSquare size={14} />} text={words.editor.stage.one} />,
              },
              {
                value: 'all',
                label: <Choice icon={<IconLayoutGrid size={14} />} text={words.editor.stage.all} />,
              },
            ]}
          />
        )}
      </span>
    </div>
  )
}

function Choice({ icon, text }: { icon: ReactNode; text: string }) {
  return (
    <span className="editor-choice">
      {icon}
      {text}
    </span>
  )
}

function OneFormat() {
  const { ref, width, height } = useElementSize()
  const frame = useOpen(({ draft }) => draft.frame)
  const still = useOpen((open) => open.still)
  const fault = useOpen((open) => open.stillFault)
  const broken = useOpen((open) => open.fault)
  const rowFault = useOpen(({ row }) => row?.fault ?? null)
  const missing = useOpen(({ table }) => (table?.missing.length ?? 0) > 0)
  const position = useOpen((open) => open.frame)
  const isStill = usePlay(({ is }) => is === 'still')
  const scale = Math.max(0.01, Math.min(width / frame.width, height / frame.height))
  return (
    <>
      <div className="editor-canvas" ref={ref}>
        {width > 0 && (
          <div
            className="editor-frame"
            style={{ width: frame.width * scale, height: frame.height * scale }}
            data-stale={broken !== null || fault !== null || undefined}
          >
            {fault === null && broken === null && (
              <div className="editor-first">
                <Loader size="sm" aria-hidden="true" />
                {words.editor.stage.first}
              </div>
            )}
            <StillPicture
              className="editor-still"
              address={still?.address ?? null}
              alt={words.editor.stage.alt(position + 1)}
              onShown={shownExactly}
            />
            <Film />
            {isStill && <Overlay scale={scale} />}
          </div>
        )}
      </div>
      {broken !== null ? (
        <div className="editor-over" role="alert">
          <div className="editor-over-text">
            <strong>{words.editor.broken.title}</strong>
            <span>{words.editor.broken.text(broken.line, broken.column)}</span>
          </div>
          <Button size="compact-sm" onClick={showFault}>
            {words.editor.broken.mend}
          </Button>
        </div>
      ) : (
        fault !== null && (
          <div className="editor-over-note">
            {missing ? (
              <NoColumns />
            ) : (
              <ErrorNote
                error={rowFault === null ? fault : { ...fault, message: rowFault }}
                onTryAgain={tryAgain}
              />
            )}
          </div>
        )
      )}
    </>
  )
}

/** The table lacks what the template needs: no row of it can be shown before its columns are chosen. */
function NoColumns() {
  const names = useOpen(({ table, draft }) =>
    (table?.missing ?? [])
      .map((name) => draft.variables.find((variable) => variable.name === name)?.label ?? name)
      .join(', '),
  )
  return (
    <div className="editor-over" role="alert">
      <div className="editor-over-text">
        <strong>{words.editor.data.missing(names)}</strong>
        <span>{words.editor.data.chooseColumns}</span>
      </div>
      <Button size="compact-sm" onClick={() => lay({ leftTab: 'data' })}>
        {words.editor.data.showColumns}
      </Button>
    </div>
  )
}

function EmptyTemplate() {
  const broken = useOpen((open) => open.fault)
  if (broken !== null)
    return (
      <div className="editor-canvas editor-empty">
        <NothingHere
          icon={<IconAlertTriangle size={36} stroke={1.2} aria-hidden="true" />}
          title={words.editor.broken.title}
        >
          {words.editor.broken.nothing(broken.line, broken.column)}
        </NothingHere>
        <Button onClick={showFault}>{words.editor.broken.mend}</Button>
      </div>
    )
  return (
    <div className="editor-canvas editor-empty">
      <NothingHere title={words.editor.stage.emptyTitle}>{words.editor.stage.emptyText}</NothingHere>
      <Button leftSection={<IconPlus size={15} />} onClick={addScene}>
        {words.editor.layers.addScene}
      </Button>
    </div>
  )
}
