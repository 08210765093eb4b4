import { Menu } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import type { EditorAsset } from '../../../src-shared/contract/editor.ts'
import { useOpen } from '../../state/editor.ts'
import { setProperty } from '../../state/editor-structure.ts'
import { inOtherUnit } from '../../view-math/editor-boxes.ts'
import type { Draft, Subject } from '../../view-math/editor-draft.ts'
import { type JsonPath, valueAt } from '../../view-math/editor-json.ts'
import { stepOf } from '../../view-math/editor-numbers.ts'
import type { Field } from '../../view-math/editor-schema.ts'
import { words } from '../../words/words.ts'
import { AnchorControl } from './anchor-control.tsx'
import { ColourControl } from './colour-control.tsx'
import { ChoiceControl, type ControlProps, NumberControl, SwitchControl, TextControl } from './controls.tsx'
import { ListControl } from './list-control.tsx'
import { type AssetChoice, AssetPicker, SourceControl } from './source-control.tsx'

type Props = ControlProps & {
  subject: Subject
  path: JsonPath
  field: Field
  value: unknown
  /** What holds while nothing is written. */
  otherwise: unknown
  /** Several layers are chosen, and they differ in it; `value` is the leading one's. */
  mixed: boolean
}

/** The control that a property's kind asks for. What is written may be of any kind; what can't be shown as such is shown as JSON. */
export function PropertyControl(props: Props) {
  const { id, label, help, subject, path, field, otherwise, mixed } = props
  const value = mixed ? undefined : props.value
  const common: ControlProps = { id, label, help }
  const set = (next: unknown) => setProperty(subject, path, next)
  const setText = (text: string) => set(text === '' && !field.required ? undefined : text)
  const names = useOpen(({ draft }) => namesFor(field.name, path, draft))
  const list = useOpen(({ fonts }) => (field.name === 'family' ? fonts.join('\n') : ''))
  const assets = useOpen((open) => open.assets)
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
  const placeholder = mixed
    ? words.editor.panel.mixed
    : otherwise === undefined
      ? ''
      : typeof otherwise === 'string'
        ? otherwise
        : JSON.stringify(otherwise)

  /** The entry for what holds while nothing is written. `shown`: what that is called. */
  const unset = (shown: string) => {
    const { byDefault, none } = words.editor.panel
    return field.required ? [] : [{ value: '', label: placeholder && !mixed ? byDefault(shown) : none }]
  }
  const files = field.kind === 'file' ? filesFor(field.name, assets) : []
  if (field.name === 'anchor') return <AnchorControl {...common} subject={subject} value={value} />
  if (names !== null)
    return (
      <ChoiceControl
        {...common}
        value={mixed ? words.editor.panel.mixed : text}
        choices={[
          ...unset(placeholder),
          ...names.split('\n').flatMap((name) => (name === '' ? [] : [{ value: name, label: name }])),
        ]}
        onChange={setText}
      />
    )
  switch (field.kind) {
    case 'number':
      return (
        <NumberControl
          {...common}
          value={typeof value === 'number' ? value : null}
          stepFrom={typeof props.value === 'number' ? props.value : null}
          placeholder={field.nullable && otherwise === null && !mixed ? words.editor.panel.mute : placeholder}
          unit={field.unit === 'share' ? '' : field.unit}
          step={stepOf(field.unit, field.whole)}
          min={field.min}
          max={field.max}
          whole={field.whole}
          onChange={set}
        />
      )
    case 'length':
      return <LengthControl {...props} />
    case 'switch': {
      const on = value === undefined ? otherwise === true : value === true
      return <SwitchControl {...common} value={on} mixed={mixed} onChange={set} />
    }
    case 'choice':
      return (
        <ChoiceControl
          {...common}
          value={mixed ? words.editor.panel.mixed : text}
          choices={[
            ...unset(choiceLabel(placeholder, field.name)),
            ...field.choices.map((choice) => ({ value: choice, label: choiceLabel(choice, field.name) })),
          ]}
          onChange={setText}
        />
      )
    case 'colour':
      return <ColourControl {...common} value={text} placeholder={placeholder} onChange={setText} />
    case 'source':
      return <SourceControl {...common} subject={subject} path={path} value={value} />
    case 'file':
      return (
        <AssetPicker
          {...common}
          value={text}
          unknown={text || words.editor.panel.none}
          choices={files}
          onChange={setText}
        />
      )
    case 'list':
      return <ListControl {...common} subject={subject} path={path} field={field} value={value} />
    case 'rate':
      return (
        <TextControl
          {...common}
          value={text}
          placeholder={placeholder}
          onChange={(typed) =>
            set(typed === '' ? undefined : /^\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed)
          }
        />
      )
    case 'long-text':
      return (
        <span className="editor-long-text">
          <TextControl {...common} value={text} lines={3} onChange={setText} />
          {field.name === 'text' && <InsertMenu onInsert={(part) => set(`${text}${part}`)} />}
        </span>
      )
    default:
      return (
        <>
          <TextControl
            {...common}
            value={text}
            placeholder={placeholder}
            mono={field.kind === 'condition'}
            list={list === '' ? undefined : `${id}-list`}
            onChange={setText}
          />
          {list !== '' && (
            <datalist id={`${id}-list`}>
              {list.split('\n').map((entry) => (
                <option key={entry} value={entry} />
              ))}
            </datalist>
          )}
        </>
      )
  }
}

function choiceLabel(choice: string, property: string): string {
  const choices: Record<string, string> = words.editor.choices
  return choices[`${property}.${choice}`] ?? choices[choice] ?? choice
}

/** Names that a property can have and no others, a line each; null where anything can be written. */
function namesFor(name: string, path: JsonPath, draft: Draft): string | null {
  const joined = (names: readonly string[]) => names.join('\n')
  if (name === 'style') return joined(draft.textStyles)
  if (name === 'font' && path.includes('look')) return joined(draft.fonts)
  if (name === 'font' && path.includes('textStyles')) return joined(draft.fonts)
  if (name === 'defaultLanguage') return joined(draft.languages.map(({ tag }) => tag))
  if (name === 'layout') return joined(draft.formats.map((format) => format.name))
  if (name === 'over')
    return joined(draft.variables.flatMap((variable) => (variable.type === 'list' ? [variable.name] : [])))
  return null
}

/** Files of the template that a property may name: for the logo its pictures, else all that are shown or heard. */
const filesFor = (name: string, assets: readonly EditorAsset[]): AssetChoice[] =>
  assets.flatMap(({ path, kind, address }) =>
    kind === 'other' || kind === 'font' || (name === 'logo' && kind !== 'picture')
      ? []
      : [{ value: path, label: path, address, kind }],
  )

function LengthControl({ id, label, help, subject, path, field, value, otherwise, mixed }: Props) {
  const frame = useOpen(({ draft }) => draft.frame)
  const shown = value ?? otherwise
  const isShare = typeof shown === 'string'
  const number =
    typeof value === 'number' ? value : typeof value === 'string' ? Number.parseFloat(value) : null
  const whole = field.name === 'x' || field.name === 'width' ? frame.width : frame.height
  const usual = typeof otherwise === 'string' ? String(Number.parseFloat(otherwise)) : String(otherwise ?? '')
  const write = (next: number | undefined) =>
    setProperty(subject, path, next === undefined ? undefined : isShare ? `${next}%` : next)
  return (
    <NumberControl
      id={id}
      label={label}
      help={help}
      value={!mixed && number !== null && Number.isFinite(number) ? number : null}
      stepFrom={number}
      placeholder={mixed ? words.editor.panel.mixed : usual}
      unit={isShare ? '%' : 'px'}
      step={stepOf(isShare ? '%' : 'px', false)}
      unitLabel={words.editor.panel.otherUnit(label, isShare)}
      onUnit={() => {
        const length = typeof shown === 'number' || typeof shown === 'string' ? shown : 0
        setProperty(subject, path, inOtherUnit(length, whole, frame.unit))
      }}
      onChange={write}
    />
  )
}

/** Variables and strings that a text can show. */
function InsertMenu({ onInsert }: { onInsert(part: string): void }) {
  const variables = useOpen(({ draft }) => draft.variables)
  const json = useOpen(({ draft }) => draft.json)
  const language = useOpen(({ draft }) => draft.defaultLanguage)
  const strings = Object.keys((valueAt(json, ['languages', language, 'strings']) as object | undefined) ?? {})
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <button type="button" className="editor-text-button">
          <IconBraces size={13} /> {words.editor.panel.insert}
        </button>
      </Menu.Target>
      <Menu.Dropdown className="editor-menu">
        <Menu.Label>{words.editor.data.variables}</Menu.Label>
        {variables.map(({ name, label, type }) => (
          <Menu.Item
            key={name}
            onClick={() =>
              onInsert(`{{ ${name}${type === 'money' ? ' | money' : type === 'date' ? ' | date' : ''} }}`)
            }
          >
            {label}
          </Menu.Item>
        ))}
        {strings.length > 0 && <Menu.Label>{words.editor.panel.strings}</Menu.Label>}
        {strings.map((name) => (
          <Menu.Item key={name} onClick={() => onInsert(`{{ t.${name} }}`)}>
            t.{name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
