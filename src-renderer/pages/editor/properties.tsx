import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type FormEvent, memo, useId, useMemo, useState } from 'react'
import { opened, useOpen } from '../../state/editor.ts'
import { setProperty } from '../../state/editor-structure.ts'
import { effective, type Subject } from '../../view-math/editor-draft.ts'
import { type JsonPath, valueAt } from '../../view-math/editor-json.ts'
import { chosen, type Field, fieldOf, fieldsOf, resolve } from '../../view-math/editor-schema.ts'
import { told, words } from '../../words/words.ts'
import { ChoiceControl, SwitchControl } from './controls.tsx'
import { RemoveItem } from './list-control.tsx'
import { labelOf, PropertyRow, placeKey, useHelp } from './property-row.tsx'

type At = { subject: Subject; path: JsonPath }

/** Rows for these properties, and parts for those that hold others. `flat`: names whose own properties stand without a heading. */
export const Properties = memo(function Properties({
  subject,
  path,
  fields,
  flat = [],
}: At & { fields: readonly Field[]; flat?: readonly string[] }) {
  return fields.map((field) => {
    const at = { subject, path: [...path, field.name] }
    if (field.schema.const !== undefined) return null
    if (field.kind === 'fill') return <FillPart key={field.name} {...at} field={field} />
    if (field.kind === 'map') return <MapPart key={field.name} {...at} field={field} />
    if (isListOfObjects(field)) return <ItemsPart key={field.name} {...at} field={field} />
    if (field.kind === 'object')
      return flat.includes(field.name) ? (
        <Flat key={field.name} {...at} field={field} />
      ) : (
        <ObjectPart key={field.name} {...at} field={field} />
      )
    return <PropertyRow key={field.name} {...at} field={field} />
  })
}, sameProps)

function sameProps(a: At & { fields: readonly Field[] }, b: At & { fields: readonly Field[] }): boolean {
  return (
    JSON.stringify(a.subject) === JSON.stringify(b.subject) &&
    JSON.stringify(a.path) === JSON.stringify(b.path) &&
    a.fields === b.fields
  )
}

const isListOfObjects = ({ kind, schema }: Field) =>
  kind === 'list' && schema.items !== undefined && resolve(schema.items).type === 'object'

/** The properties of an object; what its own default says of them is theirs. */
function fieldsWithin({ schema, otherwise }: Field): Field[] {
  return fieldsOf(schema).map((field) => ({
    ...field,
    otherwise: field.otherwise ?? valueAt(otherwise, [field.name]),
  }))
}

function Flat({ subject, path, field }: At & { field: Field }) {
  const fields = useMemo(() => fieldsWithin(field), [field])
  return <Properties subject={subject} path={path} fields={fields} />
}

/** Properties that belong together. One that may be missing has a switch: off takes all of it away. */
function ObjectPart({ subject, path, field }: At & { field: Field }) {
  const id = useId()
  const isThere = useOpen(({ draft }) => effective(draft, subject, path) !== undefined)
  const isOptional = !field.required && field.otherwise === undefined
  const fields = useMemo(() => fieldsWithin(field), [field])
  const label = labelOf(field.name, path)
  const help = told(field.description)
  const point = () =>
    useHelp.setState({ field: { ...field, description: help }, label, otherwise: undefined })
  return (
    <div
      className="editor-part"
      data-place={placeKey(subject, path)}
      data-on={isThere || !isOptional || undefined}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only shows what it means */}
      <div className="editor-part-head" onPointerEnter={point} onFocus={point}>
        <label htmlFor={isOptional ? id : undefined}>{label}</label>
        {isOptional && (
          <SwitchControl
            id={id}
            label={label}
            help={help}
            value={isThere}
            onChange={(on) => setProperty(subject, path, on ? beginning(field) : undefined)}
          />
        )}
      </div>
      {(isThere || !isOptional) && (
        <div className="editor-part-body">
          <Properties subject={subject} path={path} fields={fields} />
        </div>
      )}
    </div>
  )
}

/** What a part begins with when it is switched on: what it can't be without. */
export function beginning({ schema }: Pick<Field, 'schema'>): Record<string, unknown> {
  return Object.fromEntries(
    fieldsOf(schema).flatMap((field) => (field.required ? [[field.name, first(field)]] : [])),
  )
}

function first(field: Field): unknown {
  const { draft } = opened() ?? {}
  const { kind, choices, min, schema, otherwise, name } = field
  if (schema.const !== undefined) return schema.const
  if (otherwise !== undefined) return otherwise
  if (choices[0] !== undefined) return choices[0]
  switch (kind) {
    case 'number':
      return name === 'width' || name === 'height' ? Math.max(min ?? 0, min === 0 ? 4 : 1080) : (min ?? 1)
    case 'length':
      return 0
    case 'switch':
      return true
    case 'colour':
    case 'fill':
      return draft?.colours[0]?.name ?? '#8583e6'
    case 'list':
      return isListOfObjects(field)
        ? [0, 1].map((at) => ({ ...beginning({ schema: resolve(schema.items!) }), at }))
        : kindOfItems(schema)
    case 'object':
      return beginning(field)
    case 'map':
      return {}
    default: {
      const list = draft?.variables.find(({ type }) => type === (name === 'over' ? 'list' : 'audio'))
      if (kind === 'source') return list ? { variable: list.name } : { file: 'assets/sound.mp3' }
      return name === 'over' ? (list?.name ?? '') : name === 'family' ? 'Inter' : ''
    }
  }
}

const kindOfItems = (schema: Field['schema']) =>
  schema.items !== undefined && resolve(schema.items).type === 'string' ? ['…'] : []

/** A colour or a gradient. */
function FillPart({ subject, path, field }: At & { field: Field }) {
  const id = useId()
  const value = useOpen(({ draft }) => effective(draft, subject, path))
  const isGradient = typeof value === 'object' && value !== null
  const label = labelOf(field.name, path)
  const branches = useMemo(
    () => (field.schema.anyOf ?? []).map((branch) => fieldOf(field.name, branch)),
    [field],
  )
  const colour = branches.find(({ kind }) => kind === 'colour')
  const gradient = branches.find(({ kind }) => kind === 'object')
  const inside = useMemo(() => (gradient ? fieldsOf(gradient.schema) : []), [gradient])
  const plain = useMemo(
    () => (colour ? [{ ...colour, description: field.description }] : []),
    [colour, field],
  )
  return (
    <div className="editor-part" data-place={placeKey(subject, path)} data-on>
      <div className="editor-property">
        <label className="editor-label" htmlFor={id}>
          {label}
        </label>
        <ChoiceControl
          id={id}
          label={label}
          help={told(field.description)}
          value={value === undefined ? '' : isGradient ? 'gradient' : 'colour'}
          choices={[
            { value: '', label: words.editor.panel.none },
            { value: 'colour', label: words.editor.panel.oneColour },
            { value: 'gradient', label: words.editor.panel.gradient },
          ]}
          onChange={(kind) => setProperty(subject, path, fillOf(kind, value))}
        />
      </div>
      {isGradient ? (
        <div className="editor-part-body">
          <Properties subject={subject} path={path} fields={inside} />
        </div>
      ) : (
        value !== undefined && <Properties subject={subject} path={path.slice(0, -1)} fields={plain} />
      )}
    </div>
  )
}

function fillOf(kind: string, before: unknown): unknown {
  const brand = opened()?.draft.colours ?? []
  const one = typeof before === 'string' ? before : (brand[0]?.name ?? '#8583e6')
  if (kind === 'colour') return one
  if (kind !== 'gradient') return undefined
  return {
    stops: [
      { at: 0, colour: one },
      { at: 1, colour: brand[1]?.name ?? '#00000000' },
    ],
  }
}

/** Things by name: formats, variables, colours, languages. Each can be opened, taken away, and new ones named. */
function MapPart({ subject, path, field }: At & { field: Field }) {
  const names = useOpen(({ draft }) =>
    Object.keys((effective(draft, subject, path) as object | undefined) ?? {}).join('\n'),
  )
  const list = names === '' ? [] : names.split('\n')
  const [name, setName] = useState('')
  const label = labelOf(field.name, path)
  const isNested = path.length > 1
  const add = (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (wanted === '' || list.includes(wanted)) return
    const schema = field.schema.additionalProperties
    if (typeof schema === 'object')
      setProperty(subject, [...path, wanted], first(fieldOf(wanted, firstBranch(schema))))
    setName('')
  }
  return (
    <div className={isNested ? 'editor-part' : undefined} data-on>
      {isNested && (
        <div className="editor-part-head">
          <span>{label}</span>
        </div>
      )}
      <div className="editor-part-body">
        {list.map((entry) => (
          <MapEntry key={entry} subject={subject} path={[...path, entry]} field={field} name={entry} />
        ))}
        <form className="editor-add" onSubmit={add}>
          <input
            className="editor-input"
            value={name}
            placeholder={words.editor.panel.newName}
            aria-label={words.editor.panel.newEntry(label)}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <button type="submit" className="editor-icon" aria-label={words.editor.panel.addItem(label)}>
            <IconPlus size={14} />
          </button>
        </form>
      </div>
    </div>
  )
}

function firstBranch(schema: Field['schema']): Field['schema'] {
  const whole = resolve(schema)
  return whole.oneOf?.[0] ?? (whole.anyOf && whole.type === undefined ? whole.anyOf[0]! : schema)
}

function MapEntry({ subject, path, field, name }: At & { field: Field; name: string }) {
  const [isOpen, setOpen] = useState(false)
  const type = useOpen(({ draft }) => String(effective(draft, subject, [...path, 'type']) ?? ''))
  const schema = field.schema.additionalProperties
  const branches = typeof schema === 'object' ? (resolve(schema).oneOf ?? []) : []
  const own = useMemo(() => {
    if (typeof schema !== 'object') return null
    const picked = chosen(resolve(schema), { type })
    return fieldOf(name, picked)
  }, [schema, type, name])
  if (own === null) return null
  const away = (
    <button
      type="button"
      className="editor-icon"
      aria-label={words.editor.panel.removeEntry(name)}
      onClick={() => setProperty(subject, path, undefined)}
    >
      <IconTrash size={13} />
    </button>
  )
  if (own.kind !== 'object' && own.kind !== 'other')
    return (
      <div className="editor-entry-row">
        <Properties subject={subject} path={path.slice(0, -1)} fields={[own]} />
        {away}
      </div>
    )
  return (
    <div className="editor-entry">
      <div className="editor-entry-head">
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {name}
          {type !== '' && branches.length > 0 && <small>{type}</small>}
        </button>
        {away}
      </div>
      {isOpen && (
        <div className="editor-part-body">
          {branches.length > 0 && (
            <TypeChoice subject={subject} path={path} types={branches.flatMap(typeOf)} value={type} />
          )}
          <Flat subject={subject} path={path} field={own} />
        </div>
      )}
    </div>
  )
}

function typeOf(branch: Field['schema']): string[] {
  const type = branch.properties?.type
  const value = type === undefined ? undefined : resolve(type).const
  return typeof value === 'string' ? [value] : []
}

function TypeChoice({ subject, path, types, value }: At & { types: string[]; value: string }) {
  const id = useId()
  return (
    <div className="editor-property">
      <label className="editor-label" htmlFor={id}>
        {words.editor.properties.type}
      </label>
      <ChoiceControl
        id={id}
        label={words.editor.properties.type}
        help=""
        value={value}
        choices={types.map((type) => ({ value: type, label: type }))}
        onChange={(type) => setProperty(subject, [...path, 'type'], type)}
      />
    </div>
  )
}

/** Things in order: the stops of a gradient. */
function ItemsPart({ subject, path, field }: At & { field: Field }) {
  const count = useOpen(({ draft }) => {
    const value = effective(draft, subject, path)
    return Array.isArray(value) ? value.length : 0
  })
  const item = useMemo(() => fieldOf('', field.schema.items!), [field])
  const label = labelOf(field.name, path)
  const items = () => {
    const open = opened()
    const value = open && effective(open.draft, subject, path)
    return Array.isArray(value) ? value : []
  }
  return (
    <div className="editor-part" data-on>
      <div className="editor-part-head">
        <span>{label}</span>
        <button
          type="button"
          className="editor-icon"
          aria-label={words.editor.panel.addItem(label)}
          onClick={() => setProperty(subject, path, [...items(), items().at(-1) ?? beginning(item)])}
        >
          <IconPlus size={14} />
        </button>
      </div>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what stands at a number is what is edited
        <div className="editor-item" key={index}>
          <Flat subject={subject} path={[...path, index]} field={item} />
          <RemoveItem subject={subject} path={path} label={label} index={index} />
        </div>
      ))}
    </div>
  )
}
