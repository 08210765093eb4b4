import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import { setOpen, useOpen } from '../../state/editor.ts'
import { pathOf, type Scope, type Subject } from '../../view-math/editor-draft.ts'
import { type Field, fieldsOf, schemaAt } from '../../view-math/editor-schema.ts'
import { words } from '../../words/words.ts'
import { SubjectIcon } from './icons.tsx'
import { Section } from './panel-section.tsx'
import { Properties } from './properties.tsx'
import { useHelp } from './property-row.tsx'

/** Every property of what is selected, from the template's schema. */
export function Panel() {
  const subject = useOpen((open) => open.subject)
  const broken = useOpen(({ fault }) => fault !== null)
  return (
    <div className="editor-panel" inert={broken}>
      <PanelHead subject={subject} />
      <div className="editor-panel-scroll" key={JSON.stringify(pathOf(subject))}>
        {subject.kind === 'template' ? (
          <TemplateProperties />
        ) : subject.kind === 'scene' ? (
          <SceneProperties subject={subject} />
        ) : (
          <LayerProperties subject={subject} />
        )}
      </div>
      <Help />
    </div>
  )
}

function PanelHead({ subject }: { subject: Subject }) {
  const label = useOpen(({ draft }) => {
    if (subject.kind === 'template') return draft.title
    const scene = draft.scenes[subject.scene]
    return (subject.kind === 'scene' ? scene?.label : scene?.layers[subject.layer]?.label) ?? ''
  })
  const type = useOpen(({ draft }) =>
    subject.kind === 'layer' ? (draft.scenes[subject.scene]?.layers[subject.layer]?.type ?? null) : null,
  )
  const scope = useOpen((open) => open.scope)
  const several = useOpen(({ draft }) => draft.formats.length > 1)
  const format = useOpen(({ draft }) => draft.format.label)
  return (
    <header className="editor-panel-head">
      <h2>
        <SubjectIcon kind={subject.kind} type={type} />
        <span className="editor-panel-name">{label}</span>
        <small>{type === null ? words.editor.kinds[subject.kind] : words.editor.layers.types[type]}</small>
      </h2>
      {several && subject.kind !== 'template' && (
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={words.editor.scope.label}
          value={scope}
          onChange={(value) => setOpen({ scope: value as Scope })}
          data={[
            { value: 'all', label: words.editor.scope.all },
            { value: 'this', label: words.editor.scope.this(format) },
          ]}
        />
      )}
    </header>
  )
}

/** In which group of the panel a layer's property stands; what is new in the schema stands with the content. */
const groupOfLayer: Record<string, string> = {
  box: 'place',
  rotation: 'place',
  opacity: 'place',
  start: 'time',
  duration: 'time',
  enter: 'moves',
  exit: 'moves',
  motion: 'moves',
  look: 'look',
  style: 'look',
  id: 'layer',
  title: 'layer',
  when: 'layer',
  hidden: 'layer',
  mirror: 'layer',
}
const layerGroups = ['content', 'place', 'time', 'look', 'moves', 'layer'] as const
const notShown = new Set(['formats', 'layers', 'scenes', '$schema', 'reelmill'])

const shown = (field: Field) => !notShown.has(field.name) && field.schema.const === undefined

function LayerProperties({ subject }: { subject: Subject & { kind: 'layer' } }) {
  const type = useOpen(({ draft }) => draft.scenes[subject.scene]?.layers[subject.layer]?.type ?? null)
  const fields = useMemo(() => {
    const schema = schemaAt({ scenes: [{ layers: [{ type }] }] }, ['scenes', 0, 'layers', 0])
    return fieldsOf(schema ?? {}).filter(shown)
  }, [type])
  if (type === null) return <p className="editor-hint">{words.editor.panel.unknownType}</p>
  return layerGroups.map((group) => {
    const own = fields.filter(({ name }) => (groupOfLayer[name] ?? 'content') === group)
    return own.length === 0 ? null : (
      <Section key={group} name={`layer.${group}`} title={words.editor.groups[group]}>
        <Properties subject={subject} path={[]} fields={own} flat={['box', 'look']} />
      </Section>
    )
  })
}

function SceneProperties({ subject }: { subject: Subject & { kind: 'scene' } }) {
  const fields = useMemo(() => fieldsOf(schemaAt({ scenes: [{}] }, ['scenes', 0]) ?? {}).filter(shown), [])
  const hidden = useMemo(() => {
    const schema = schemaAt({ scenes: [{ formats: { any: {} } }] }, ['scenes', 0, 'formats', 'any'])
    return fieldsOf(schema ?? {}).filter(({ name }) => name === 'hidden')
  }, [])
  const isObject = (field: Field) => field.kind === 'object'
  return (
    <>
      <Section name="scene" title={words.editor.groups.scene}>
        <Properties
          subject={subject}
          path={[]}
          fields={[...fields.filter((field) => !isObject(field)), ...hidden]}
        />
      </Section>
      <Section name="scene.more" title={words.editor.groups.scenePlay}>
        <Properties subject={subject} path={[]} fields={fields.filter(isObject)} />
      </Section>
    </>
  )
}

function TemplateProperties() {
  const fields = useMemo(() => fieldsOf(schemaAt({}, []) ?? {}).filter(shown), [])
  const isPart = ({ kind }: Field) => kind === 'object' || kind === 'map'
  const subject: Subject = { kind: 'template' }
  const canvas = fields.filter(({ name }) => name === 'canvas')
  return (
    <>
      <Section name="template" title={words.editor.groups.template}>
        <Properties
          subject={subject}
          path={[]}
          fields={[...fields.filter((field) => !isPart(field)), ...canvas]}
          flat={['canvas']}
        />
      </Section>
      {fields
        .filter((field) => isPart(field) && field.name !== 'canvas')
        .map((field) => (
          <Section
            key={field.name}
            name={`template.${field.name}`}
            title={(words.editor.properties as Record<string, string>)[field.name] ?? field.name}
            closed
          >
            <Properties
              subject={subject}
              path={[]}
              fields={[field]}
              flat={['brand', 'formats', 'variables', 'languages', 'audio']}
            />
          </Section>
        ))}
    </>
  )
}

/** What the property that is pointed at means, and what holds while it is empty. */
function Help() {
  const { field, label, otherwise } = useHelp()
  return (
    <footer className="editor-help" aria-hidden="true">
      {field === null ? (
        <p>{words.editor.panel.helpHint}</p>
      ) : (
        <>
          <p>
            <strong>{label}</strong>{' '}
            <code>
              {field.name}
              {field.unit && field.unit !== 'share' ? ` · ${field.unit}` : ''}
            </code>
            {otherwise !== undefined && typeof otherwise !== 'object' && (
              <small>{words.editor.panel.byDefault(String(otherwise))}</small>
            )}
          </p>
          <p>{field.description}</p>
        </>
      )}
    </footer>
  )
}
