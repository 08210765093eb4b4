import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconClipboard,
  IconCopy,
  IconCopyPlus,
  IconDots,
  IconEye,
  IconEyeOff,
  IconGitBranch,
  IconPlus,
  IconRepeat,
  IconScissors,
  IconTrash,
} from '@tabler/icons-react'
import { type KeyboardEvent, memo, type PointerEvent, useCallback, useMemo, useRef, useState } from 'react'
import type { EditorProblem } from '../../../src-shared/contract/editor.ts'
import { tellFault } from '../../parts/tell.tsx'
import { opened, selectThese, useOpen } from '../../state/editor.ts'
import { concerned, moveLayers } from '../../state/editor-layers.ts'
import {
  addLayer,
  addScene,
  duplicate,
  moveScene,
  remove,
  selectAndShow,
  shift,
  toggleHidden,
} from '../../state/editor-structure.ts'
import { type DraftLayer, type DraftScene, type Subject, sameSubject } from '../../view-math/editor-draft.ts'
import { isChosen, withRange, withToggled } from '../../view-math/editor-selection.ts'
import { words } from '../../words/words.ts'
import { SubjectIcon } from './icons.tsx'
import { copySubject, pasteFromSystem } from './use-clipboard.ts'

type Row = {
  subject: Subject
  label: string
  scene: DraftScene
  layer: DraftLayer | null
  hidden: boolean
  key: string
}

const rowsOf = (scenes: readonly DraftScene[]): Row[] =>
  scenes.flatMap((scene) => [
    {
      subject: { kind: 'scene', scene: scene.index },
      label: scene.label,
      scene,
      layer: null,
      hidden: scene.hidden,
      key: `${scene.index}`,
    } satisfies Row,
    // What lies in front stands above.
    ...scene.layers.toReversed().map(
      (layer): Row => ({
        subject: { kind: 'layer', scene: scene.index, layer: layer.index },
        label: layer.label,
        scene,
        layer,
        hidden: layer.hidden,
        key: `${scene.index} ${layer.index}`,
      }),
    ),
  ])

/** Scenes and their layers, the front one first: select, order, hide, copy, take away. */
export function Tree() {
  const draft = useOpen((open) => open.draft)
  const subject = useOpen((open) => open.subject)
  const also = useOpen((open) => open.also)
  const selection = useMemo(() => ({ subject, also }), [subject, also])
  const broken = useOpen(({ fault }) => fault !== null)
  const problems = useOpen((open) => open.problems)
  const rows = useMemo(() => rowsOf(draft.scenes), [draft])
  const order = useMemo(() => rows.map((row) => row.subject), [rows])
  const faulty = useMemo(
    () =>
      new Map(
        // Errors last: they win.
        problems
          .toSorted((a, b) => b.severity.localeCompare(a.severity))
          .flatMap(({ place, severity }): [string, EditorProblem['severity']][] =>
            place?.[0] === 'scenes' && place.length > 1
              ? [
                  [
                    place[2] === 'layers' && place.length > 3 ? `${place[1]} ${place[3]}` : `${place[1]}`,
                    severity,
                  ],
                ]
              : [],
          ),
      ),
    [problems],
  )
  const list = useRef<HTMLDivElement>(null)
  const drag = useReorder(rows)

  const focusRow = (index: number, adds = false) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))]
    if (row === undefined) return
    if (adds && row.layer !== null && subject.kind === 'layer')
      selectThese(withRange(selection, order, row.subject))
    else if (!adds) selectAndShow(row.subject)
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus())
  }
  const onKeys = (event: KeyboardEvent) => {
    const index = rows.findIndex((row) => sameSubject(row.subject, subject))
    const isDown = event.key === 'ArrowDown'
    if ((isDown || event.key === 'ArrowUp') && !event.altKey && !event.ctrlKey && !event.metaKey)
      focusRow(index + (isDown ? 1 : -1), event.shiftKey)
    else if (event.key === 'Home') focusRow(0)
    else if (event.key === 'End') focusRow(rows.length - 1)
    else if (event.key === 'ArrowLeft' && subject.kind === 'layer')
      focusRow(rows.findIndex((row) => sameSubject(row.subject, { kind: 'scene', scene: subject.scene })))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const choose = (row: Row, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => {
    if (event.shiftKey) selectThese(withRange(selection, order, row.subject))
    else if (event.ctrlKey || event.metaKey) selectThese(withToggled(selection, row.subject))
    else selectAndShow(row.subject)
  }
  const latest = useRef(choose)
  latest.current = choose
  const onChoose = useCallback<typeof choose>((row, event) => latest.current(row, event), [])
  const isAnySelected = rows.some((row) => sameSubject(row.subject, subject))
  return (
    <div className="editor-tree" inert={broken}>
      <div className="editor-tree-bar">
        <button
          type="button"
          className="editor-tree-template"
          aria-pressed={subject.kind === 'template'}
          onClick={() => selectAndShow({ kind: 'template' })}
        >
          <SubjectIcon kind="template" />
          {words.editor.kinds.template}
        </button>
        <AddMenu />
      </div>
      <div
        ref={list}
        role="tree"
        aria-multiselectable="true"
        aria-label={words.editor.layers.label}
        className="editor-tree-list"
        onKeyDown={onKeys}
        {...drag.handlers}
      >
        {rows.map((row, index) => (
          <TreeRow
            key={row.key}
            row={row}
            selected={isChosen(selection, row.subject)}
            onChoose={onChoose}
            reachable={sameSubject(row.subject, subject) || (!isAnySelected && index === 0)}
            faulty={faulty.get(row.key) ?? null}
            drop={drag.dropAt?.key === row.key ? drag.dropAt.side : null}
          />
        ))}
      </div>
      {rows.length > 0 && (
        <button type="button" className="editor-text-button editor-add-scene" onClick={addScene}>
          <IconPlus size={13} /> {words.editor.layers.addScene}
        </button>
      )}
    </div>
  )
}

const TreeRow = memo(
  function TreeRow({
    row,
    selected,
    onChoose,
    reachable,
    faulty,
    drop,
  }: {
    row: Row
    selected: boolean
    onChoose(row: Row, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): void
    reachable: boolean
    faulty: EditorProblem['severity'] | null
    drop: 'before' | 'after' | null
  }) {
    const { subject, label, layer, scene, hidden } = row
    const condition = (layer ?? scene).condition
    return (
      <div
        role="treeitem"
        aria-level={layer === null ? 1 : 2}
        aria-selected={selected}
        aria-label={words.editor.layers.row(label, hidden, faulty !== null)}
        tabIndex={reachable ? 0 : -1}
        className="editor-row"
        data-key={row.key}
        data-kind={subject.kind}
        data-hidden={hidden || undefined}
        data-drop={drop ?? undefined}
        onClick={(event) => onChoose(row, event)}
        onKeyDown={(event) => {
          if (event.target === event.currentTarget && (event.key === 'Enter' || event.key === ' ')) {
            event.preventDefault()
            onChoose(row, event)
          }
        }}
      >
        <SubjectIcon kind={subject.kind} type={layer?.type ?? null} />
        <span className="editor-row-label">{label}</span>
        {faulty !== null && <span className="dot" data-tone={faulty === 'error' ? 'bad' : 'warn'} />}
        {condition !== null && (
          <span className="editor-badge" title={condition}>
            <IconGitBranch size={12} aria-label={words.editor.layers.condition(condition)} />
          </span>
        )}
        {layer === null && scene.repeats && (
          <span className="editor-badge">
            <IconRepeat size={12} aria-label={words.editor.layers.repeats} />
          </span>
        )}
        <span className="editor-row-actions">
          <button
            type="button"
            className="editor-icon"
            tabIndex={reachable ? 0 : -1}
            aria-label={hidden ? words.editor.layers.show(label) : words.editor.layers.hide(label)}
            onClick={(event) => {
              event.stopPropagation()
              toggleHidden(subject)
            }}
          >
            {hidden ? <IconEyeOff size={14} /> : <IconEye size={14} />}
          </button>
          <RowMenu row={row} reachable={reachable} />
        </span>
      </div>
    )
  },
  (a, b) =>
    a.row.key === b.row.key &&
    a.row.label === b.row.label &&
    a.row.hidden === b.row.hidden &&
    a.row.layer?.type === b.row.layer?.type &&
    (a.row.layer ?? a.row.scene).condition === (b.row.layer ?? b.row.scene).condition &&
    a.row.scene.repeats === b.row.scene.repeats &&
    a.selected === b.selected &&
    a.reachable === b.reachable &&
    a.faulty === b.faulty &&
    a.drop === b.drop,
)

function RowMenu({ row: { subject, label }, reachable }: { row: Row; reachable: boolean }) {
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <button
          type="button"
          className="editor-icon"
          tabIndex={reachable ? 0 : -1}
          aria-label={words.editor.layers.more(label)}
          onClick={(event) => event.stopPropagation()}
        >
          <IconDots size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
        <Menu.Item leftSection={<IconCopyPlus size={14} />} onClick={() => duplicate(subject)}>
          {words.editor.layers.duplicate}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy size={14} />}
          onClick={() => void copySubject(subject).catch(tellFault)}
        >
          {words.editor.layers.copy}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconScissors size={14} />}
          onClick={() => void copySubject(subject, { cut: true }).catch(tellFault)}
        >
          {words.editor.layers.cut}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconClipboard size={14} />}
          onClick={() => {
            selectAndShow(subject)
            pasteFromSystem().catch(tellFault)
          }}
        >
          {words.editor.layers.paste}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowUp size={14} />} onClick={() => shift(subject, 'up')}>
          {subject.kind === 'scene' ? words.editor.layers.earlier : words.editor.layers.forward}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowDown size={14} />} onClick={() => shift(subject, 'down')}>
          {subject.kind === 'scene' ? words.editor.layers.later : words.editor.layers.backward}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={() => remove(subject)}>
          {words.editor.layers.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Adds a layer of each type to the current scene. */
function AddMenu() {
  const isEmpty = useOpen(({ draft }) => draft.scenes.length === 0)
  const types = ['text', 'image', 'video', 'shape'] as const
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" aria-label={words.editor.layers.add} title={words.editor.layers.add}>
          <IconPlus size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {types.map((type) => (
          <Menu.Item
            key={type}
            disabled={isEmpty}
            leftSection={<SubjectIcon kind="layer" type={type} />}
            onClick={() => addLayer({ type })}
          >
            {words.editor.layers.types[type]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<SubjectIcon kind="scene" />} onClick={addScene}>
          {words.editor.layers.addScene}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

type DropAt = { key: string; side: 'before' | 'after' }

/** Drags rows to another place: layers within and between scenes, scenes among themselves. */
function useReorder(rows: readonly Row[]) {
  const [dropAt, setDropAt] = useState<DropAt | null>(null)
  const dragged = useRef<{ row: Row; y: number; moving: boolean } | null>(null)
  const rowUnder = (event: PointerEvent) => {
    const element = document
      .elementsFromPoint(event.clientX, event.clientY)
      .find((one): one is HTMLElement => one instanceof HTMLElement && one.dataset.key !== undefined)
    const row = rows.find(({ key }) => key === element?.dataset.key)
    if (element === undefined || row === undefined) return null
    const { top, height } = element.getBoundingClientRect()
    return { row, side: event.clientY < top + height / 2 ? ('before' as const) : ('after' as const) }
  }
  const handlers = {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0 || (event.target as Element).closest('button')) return
      const under = rowUnder(event)
      if (under !== null) dragged.current = { row: under.row, y: event.clientY, moving: false }
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const now = dragged.current
      if (now === null) return
      if (!now.moving && Math.abs(event.clientY - now.y) < 5) return
      if (!now.moving) event.currentTarget.setPointerCapture(event.pointerId)
      now.moving = true
      const under = rowUnder(event)
      const fits = under !== null && (now.row.layer !== null || under.row.layer === null)
      setDropAt(
        fits
          ? {
              key: under.row.key,
              side: under.row.layer === null && now.row.layer !== null ? 'after' : under.side,
            }
          : null,
      )
    },
    onPointerUp() {
      const now = dragged.current
      dragged.current = null
      const target = rows.find(({ key }) => key === dropAt?.key)
      setDropAt(null)
      if (now?.moving && target !== undefined && dropAt !== null) dropRow(now.row, target, dropAt.side)
    },
    onPointerCancel() {
      dragged.current = null
      setDropAt(null)
    },
  }
  return { dropAt, handlers }
}

function dropRow(row: Row, target: Row, side: 'before' | 'after'): void {
  if (row.layer === null) {
    const slot = target.scene.index + (side === 'after' ? 1 : 0)
    moveScene(row.scene.index, slot > row.scene.index ? slot - 1 : slot)
    return
  }
  // Rows stand front first, the JSON has the lowest first; below a scene's own row is its front.
  const slot =
    target.layer === null ? target.scene.layers.length : target.layer.index + (side === 'before' ? 1 : 0)
  const open = opened()
  if (open === null || row.subject.kind !== 'layer') return
  moveLayers(concerned(open, row.subject), { scene: target.scene.index, slot })
}
