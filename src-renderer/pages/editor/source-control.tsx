import { Combobox, useCombobox } from '@mantine/core'
import { IconBraces, IconChevronDown, IconFileMusic, IconMovie, IconPhoto } from '@tabler/icons-react'
import { useState } from 'react'
import { mediaUrl } from '../../bridge/bridge.ts'
import { useOpen } from '../../state/editor.ts'
import { setProperty } from '../../state/editor-structure.ts'
import type { Subject } from '../../view-math/editor-draft.ts'
import { type JsonPath, valueAt } from '../../view-math/editor-json.ts'
import { words } from '../../words/words.ts'
import type { ControlProps } from './controls.tsx'

type Kind = 'picture' | 'clip' | 'sound'

/** Which variables and files of a kind can be a source: by the layer's type, or for sound. */
function kindOf(path: JsonPath, type: unknown): { variable: string; asset: Kind; brand: boolean } {
  if (path.includes('audio')) return { variable: 'audio', asset: 'sound', brand: false }
  return type === 'video'
    ? { variable: 'video', asset: 'clip', brand: false }
    : { variable: 'image', asset: 'picture', brand: true }
}

/** Where a picture, clip or sound comes from: a variable of the data, a file of the template, or the brand's logo. */
export function SourceControl({
  subject,
  path,
  value,
  ...common
}: ControlProps & { subject: Subject; path: JsonPath; value: unknown }) {
  const type = useOpen(({ draft }) =>
    subject.kind === 'layer' ? draft.scenes[subject.scene]?.layers[subject.layer]?.type : undefined,
  )
  const { variable, asset, brand } = kindOf(path, type)
  const variables = useOpen(({ draft }) => draft.variables)
  const assets = useOpen((open) => open.assets)
  const logo = useOpen(({ draft }) => draft.logo)
  const addressOf = (file: unknown) => assets.find((one) => one.path === file)?.address ?? null
  const choices: AssetChoice[] = [
    ...variables.flatMap(({ name, label, type: of }) =>
      of === variable || (variable === 'image' && of === 'video')
        ? [
            {
              value: JSON.stringify({ variable: name }),
              label: words.editor.panel.fromVariable(label),
              address: null,
              kind: null,
            },
          ]
        : [],
    ),
    ...(brand && logo !== null
      ? [
          {
            value: JSON.stringify({ brand: 'logo' }),
            label: words.editor.panel.logo,
            address: addressOf(logo),
            kind: asset,
          },
        ]
      : []),
    ...assets.flatMap(({ path: file, kind, address }) =>
      kind === asset ? [{ value: JSON.stringify({ file }), label: file, address, kind: asset }] : [],
    ),
  ]
  const written = value === undefined ? '' : JSON.stringify(value)
  const shown = addressOf(
    valueAt(value, ['file']) ?? (valueAt(value, ['brand']) === 'logo' ? logo : undefined),
  )
  return (
    <span className="editor-source">
      <AssetPicker
        {...common}
        value={written}
        label={common.label}
        choices={choices}
        unknown={String(valueAt(value, ['file']) ?? valueAt(value, ['variable']) ?? words.editor.panel.none)}
        onChange={(chosen) => setProperty(subject, path, JSON.parse(chosen))}
      />
      {shown !== null && <Thumbnail address={shown} />}
    </span>
  )
}

export type AssetChoice = {
  value: string
  label: string
  /** What shows it, small; null: nothing does. */
  address: string | null
  /** Null: it comes from the data. */
  kind: Kind | null
}

const icons = { picture: IconPhoto, clip: IconMovie, sound: IconFileMusic }

/** A list to choose from with a small picture of each; more than a few can be searched. */
export function AssetPicker({
  id,
  label,
  help,
  disabled,
  value,
  unknown,
  choices,
  onChange,
}: ControlProps & {
  value: string
  /** What stands there while none of the choices is written. */
  unknown: string
  choices: readonly AssetChoice[]
  onChange(value: string): void
}) {
  const [search, setSearch] = useState('')
  const isLong = choices.length > 7
  const box = useCombobox({
    onDropdownClose: () => {
      box.resetSelectedOption()
      setSearch('')
    },
    onDropdownOpen: () => {
      if (isLong) box.focusSearchInput()
      else box.selectActiveOption()
    },
  })
  const own = choices.find((choice) => choice.value === value)
  const wanted = search.trim().toLowerCase()
  const found = choices.filter((choice) => choice.label.toLowerCase().includes(wanted))
  return (
    <Combobox
      store={box}
      position="bottom-end"
      width={280}
      shadow="md"
      onOptionSubmit={(chosen) => {
        onChange(chosen)
        box.closeDropdown()
      }}
    >
      <Combobox.Target targetType="button">
        <button
          id={id}
          type="button"
          className="editor-input editor-picker"
          disabled={disabled}
          aria-label={`${label}: ${own?.label ?? unknown}`}
          aria-description={help}
          onClick={() => box.toggleDropdown()}
        >
          <span>{own?.label.replace(/^.*\//, '') ?? unknown}</span>
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        {isLong && (
          <Combobox.Search
            value={search}
            size="xs"
            placeholder={words.editor.panel.searchFiles}
            aria-label={words.editor.panel.searchFiles}
            onChange={(event) => {
              setSearch(event.currentTarget.value)
              box.updateSelectedOptionIndex()
            }}
          />
        )}
        <Combobox.Options className="editor-picker-list" aria-label={label}>
          {found.map((choice) => (
            <Combobox.Option key={choice.value} value={choice.value} active={choice.value === value}>
              <span className="editor-picker-option">
                <Small choice={choice} />
                <span title={choice.label}>{choice.label.replace(/^assets\//, '')}</span>
              </span>
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{words.editor.panel.noFiles}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function Small({ choice: { address, kind } }: { choice: AssetChoice }) {
  const Icon = kind === null ? IconBraces : icons[kind]
  return (
    <span className="editor-picker-picture">
      {address === null ? (
        <Icon size={16} stroke={1.6} aria-hidden="true" />
      ) : (
        <Thumbnail address={address} />
      )}
    </span>
  )
}

export function Thumbnail({ address }: { address: string }) {
  return <img className="editor-thumbnail" src={mediaUrl(address)} alt="" loading="lazy" draggable={false} />
}
