import { IconPlus, IconX } from '@tabler/icons-react'
import { Tool } from '../../parts/tool.tsx'
import { removeItem, setProperty } from '../../state/editor-structure.ts'
import type { Subject } from '../../view-math/editor-draft.ts'
import type { JsonPath } from '../../view-math/editor-json.ts'
import { type Field, resolve } from '../../view-math/editor-schema.ts'
import { words } from '../../words/words.ts'
import { type ControlProps, TextControl } from './controls.tsx'

/** A list of texts (columns, choices, files), one below the other. */
export function ListControl({
  id,
  label,
  help,
  subject,
  path,
  field,
  value,
}: ControlProps & { subject: Subject; path: JsonPath; field: Field; value: unknown }) {
  const items = Array.isArray(value) ? value : []
  const holdsTexts = field.schema.items !== undefined && resolve(field.schema.items).type === 'string'
  if (!holdsTexts) return <span className="editor-count">{words.editor.panel.items(items.length)}</span>
  return (
    <span className="editor-list">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what stands at a number is what is edited
        <span className="editor-list-item" key={index}>
          <TextControl
            id={index === 0 ? id : `${id}-${index}`}
            label={label}
            help={help}
            value={String(item)}
            onChange={(text) => setProperty(subject, [...path, index], text)}
          />
          <RemoveItem subject={subject} path={path} label={label} index={index} />
        </span>
      ))}
      <button
        type="button"
        id={items.length === 0 ? id : undefined}
        className="editor-text-button"
        aria-label={words.editor.panel.addItem(label)}
        onClick={() => setProperty(subject, path, [...items, ''])}
      >
        <IconPlus size={13} /> {words.editor.panel.add}
      </button>
    </span>
  )
}

/** Takes an item out of a list. */
export function RemoveItem({
  subject,
  path,
  label,
  index,
}: {
  subject: Subject
  path: JsonPath
  label: string
  index: number
}) {
  return (
    <Tool
      size="sm"
      label={words.editor.panel.removeItem(label, index + 1)}
      onClick={() => removeItem(subject, path, index)}
    >
      <IconX size={13} />
    </Tool>
  )
}
