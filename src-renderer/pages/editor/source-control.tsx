import { mediaUrl } from '../../bridge/bridge.ts'
import { useOpen } from '../../state/editor.ts'
import { setProperty } from '../../state/editor-structure.ts'
import type { Subject } from '../../view-math/editor-draft.ts'
import { type JsonPath, valueAt } from '../../view-math/editor-json.ts'
import type { Field } from '../../view-math/editor-schema.ts'
import { words } from '../../words/words.ts'
import { ChoiceControl, type ControlProps } from './controls.tsx'

/** Which variables and files of a kind can be a source: by the layer's type, or for sound. */
function kindOf(path: JsonPath, type: unknown): { variable: string; asset: string; brand: boolean } {
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
  field: _field,
  ...common
}: ControlProps & { subject: Subject; path: JsonPath; field: Field; value: unknown }) {
  const type = useOpen(({ draft }) =>
    subject.kind === 'layer' ? draft.scenes[subject.scene]?.layers[subject.layer]?.type : undefined,
  )
  const { variable, asset, brand } = kindOf(path, type)
  const variables = useOpen(({ draft }) => draft.variables)
  const assets = useOpen((open) => open.assets)
  const logo = useOpen(({ draft }) => draft.logo)
  const address = useOpen((open) => {
    const file = valueAt(value, ['file']) ?? (valueAt(value, ['brand']) === 'logo' ? logo : undefined)
    return open.assets.find(({ path: of }) => of === file)?.address ?? null
  })
  const choices = [
    ...variables.flatMap(({ name, label, type: of }) =>
      of === variable || (variable === 'image' && of === 'video')
        ? [{ value: JSON.stringify({ variable: name }), label: words.editor.panel.fromVariable(label) }]
        : [],
    ),
    ...(brand && logo !== null
      ? [{ value: JSON.stringify({ brand: 'logo' }), label: words.editor.panel.logo }]
      : []),
    ...assets.flatMap(({ path: file, kind }) =>
      kind === asset ? [{ value: JSON.stringify({ file }), label: file }] : [],
    ),
  ]
  const written = value === undefined ? '' : JSON.stringify(value)
  return (
    <span className="editor-source">
      <ChoiceControl
        {...common}
        value={written}
        choices={value === undefined ? [{ value: '', label: words.editor.panel.none }, ...choices] : choices}
        onChange={(chosen) => setProperty(subject, path, chosen === '' ? undefined : JSON.parse(chosen))}
      />
      {address !== null && <Thumbnail address={address} />}
    </span>
  )
}

export function Thumbnail({ address }: { address: string }) {
  return <img className="editor-thumbnail" src={mediaUrl(address)} alt="" loading="lazy" draggable={false} />
}
