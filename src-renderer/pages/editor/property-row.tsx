import { IconArrowBackUp, IconVersions } from '@tabler/icons-react'
import { memo, type ReactNode, useId } from 'react'
import { create } from 'zustand'
import { textLookDefaults } from '../../../src-shared/templates/layers.ts'
import { edit, type OpenEditor, opened, useOpen } from '../../state/editor.ts'
import { concerned } from '../../state/editor-layers.ts'
import { setProperty } from '../../state/editor-structure.ts'
import {
  effective,
  holdsFor,
  isOverridden,
  pathOf,
  type Subject,
  withoutOverride,
} from '../../view-math/editor-draft.ts'
import { type JsonPath, valueAt } from '../../view-math/editor-json.ts'
import type { Field } from '../../view-math/editor-schema.ts'
import { told, words } from '../../words/words.ts'
import { PropertyControl } from './property-control.tsx'

/** The property that is pointed at or being changed: what it means stands below the panel. */
export const useHelp = create<{ field: Field | null; label: string; otherwise: unknown }>()(() => ({
  field: null,
  label: '',
  otherwise: undefined,
}))

export function labelOf(name: string, path: JsonPath): string {
  const labels: Record<string, string> = words.editor.properties
  const parent = path.at(-2)
  return labels[`${String(parent)}.${name}`] ?? labels[name] ?? name
}

/** What holds while nothing is written: the text style's value, else the default. */
function otherwiseOf({ draft }: OpenEditor, subject: Subject, path: JsonPath, field: Field): unknown {
  if (path[0] === 'look' && path.length === 2) {
    const style = effective(draft, subject, ['style'])
    const styled =
      typeof style === 'string' ? valueAt(draft.json, ['brand', 'textStyles', style, field.name]) : undefined
    if (styled !== undefined) return styled
    if (field.name === 'font') return draft.fonts[0]
    return (textLookDefaults as Record<string, unknown>)[field.name]
  }
  if (subject.kind === 'scene' && field.name === 'background') return valueAt(draft.json, ['background'])
  return field.otherwise
}

/** One property: its name, its control, and whether it differs from the default or from other formats. */
export const PropertyRow = memo(function PropertyRow({
  subject,
  path,
  field,
}: {
  subject: Subject
  path: JsonPath
  field: Field
}) {
  const id = useId()
  const value = useOpen(({ draft }) => effective(draft, subject, path))
  const otherwise = useOpen((open) => otherwiseOf(open, subject, path, field))
  const mixed = useOpen((open) => {
    if (subject.kind !== 'layer' || open.also.length === 0) return false
    const own = JSON.stringify(effective(open.draft, subject, path))
    return concerned(open, subject).some(
      (other) => JSON.stringify(effective(open.draft, other, path)) !== own,
    )
  })
  const overridden = useOpen(({ draft }) => isOverridden(draft, subject, path))
  const here = useOpen(({ draft, scope }) => holdsFor(draft, subject, path, scope) === 'this')
  const format = useOpen(({ draft }) => draft.format.label)
  const label = labelOf(field.name, path)
  const help = told(field.description)
  const point = () => useHelp.setState({ field: { ...field, description: help }, label, otherwise })
  const isWide = field.kind === 'long-text' || field.kind === 'list' || field.kind === 'source'
  const canReset = value !== undefined && !field.required && !overridden
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only shows what it means
    <div
      className="editor-property"
      data-wide={isWide || undefined}
      data-here={here || undefined}
      data-set={value !== undefined || undefined}
      data-place={placeKey(subject, path)}
      onPointerEnter={point}
      onFocus={point}
    >
      <label htmlFor={id} className="editor-label">
        {label}
      </label>
      <PropertyControl
        id={id}
        label={label}
        help={help}
        subject={subject}
        path={path}
        field={field}
        value={value}
        otherwise={otherwise}
        mixed={mixed}
      />
      {overridden ? (
        <Mark
          label={words.editor.panel.onlyHere(label, format)}
          isHere
          onClick={() => takeBack(subject, path)}
        >
          <IconVersions size={13} />
        </Mark>
      ) : canReset ? (
        <Mark label={words.editor.panel.reset(label)} onClick={() => setProperty(subject, path, undefined)}>
          <IconArrowBackUp size={13} />
        </Mark>
      ) : null}
    </div>
  )
})

/** Of the subject, and of what is chosen with it: what the format has of its own. */
function takeBack(subject: Subject, path: JsonPath): void {
  const open = opened()
  if (open === null) return
  const subjects = subject.kind === 'layer' ? concerned(open, subject) : [subject]
  edit(subjects.flatMap((one) => withoutOverride(open.draft, one, path)))
}

function Mark({
  label,
  isHere,
  onClick,
  children,
}: {
  label: string
  isHere?: boolean
  onClick(): void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      className="editor-mark"
      data-here={isHere || undefined}
      title={label}
      aria-label={label}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

/** A stable name for the place of a property, by which it is found when somebody is led to it. */
export const placeKey = (subject: Subject, path: JsonPath): string =>
  JSON.stringify([...pathOf(subject), ...path])
