import { SegmentedControl } from '@mantine/core'
import { useEffect, useMemo, useRef } from 'react'
import { setOpen, useOpen } from '../../state/editor.ts'
import { lay } from '../../state/editor-layout.ts'
import { pathOf, type Scope, type Subject, subjectAt } from '../../view-math/editor-draft.ts'
import type { JsonPath } from '../../view-math/editor-json.ts'
import { type Field, fieldsOf, schemaAt } from '../../view-math/editor-schema.ts'
import { chosenLayers } from '../../view-math/editor-selection.ts'
import { withoutFormats } from '../../view-math/editor-target.ts'
import { words } from '../../words/words.ts'
import { Arrange } from './arrange.tsx'
import { SubjectIcon } from './icons.tsx'
import { openSection, Section } from './panel-section.tsx'
import { Properties } from './properties.tsx'
import { useHelp } from './property-row.tsx'

/** Every property of what is selected, from the template's schema. */
export function Panel() {
  const subject = useOpen((open) => open.subject)
  const count = useOpen(({ also }) => also.length + 1)
  const broken = useOpen(({ fault }) => fault !== null)
  const panel = useRef<HTMLDivElement>(null)
  const jump = useOpen((open) => open.jump)
  useEffect(() => {
    if (jump === null || jump.count === lastJump || panel.current === null) return
    lastJump = jump.count
    if (jump.offset === null) showProperty(panel.current, withoutFormats(jump.path))
  }, [jump])
  return (
    <div className="editor-panel" ref={panel} inert={broken}>
      <PanelHead subject={subject} count={count} />
      <div className="editor-panel-scroll" key={JSON.stringify([pathOf(subject), count])}>
        {subject.kind === 'layer' && count > 1 ? (
          <SeveralProperties subject={subject} />
        ) : subject.kind === 'template' ? (
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

/** The place that somebody was led to last: it is shown once, and not again whenever the panel is. */
let lastJump = 0

/** Opens the section of a property, shows it, and puts the focus on it; what the panel has not is shown in the JSON. */
function showProperty(panel: HTMLElement, path: JsonPath): void {
  const { subject, rest } = subjectAt(path)
  if (rest.length === 0) return
  if (subject.kind === 'layer') openSection(`layer.${groupOfLayer[String(rest[0])] ?? 'content'}`)
  requestAnimationFrame(() => {
    const rows = [...panel.querySelectorAll<HTMLElement>('[data-place]')]
    for (let length = path.length; length > path.length - rest.length; length--) {
      const wanted = JSON.stringify(path.slice(0, length)).slice(0, -1)
      const row = rows.find(({ dataset }) => dataset.place?.startsWith(wanted))
      if (row === undefined) continue
      row.scrollIntoView({ block: 'center' })
      row.querySelector<HTMLElement>('input, select, textarea, button')?.focus({ preventScroll: true })
      row.dataset.led = ''
      row.addEventListener('animationend', () => delete row.dataset.led, { once: true })
      return
    }
    lay({ rightTab: 'json' })
  })
}

function PanelHead({ subject, count }: { subject: Subject; count: number }) {
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
        <SubjectIcon kind={count > 1 ? 'several' : subject.kind} type={type} />
        <span className="editor-panel-name">{count > 1 ? words.editor.panel.several(count) : label}</span>
        {count === 1 && (
          <small>{type === null ? words.editor.kinds[subject.kind] : words.editor.layers.types[type]}</small>
        )}
      </h2>
      {subject.kind === 'layer' && <Arrange count={count} />}
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

/** What several layers can have in common; of the box all but the point that it is measured from. */
const notTogether = new Set(['id', 'title', 'text', 'source', 'anchor'])

function SeveralProperties({ subject }: { subject: Subject & { kind: 'layer' } }) {
  const types = useOpen((open) =>
    chosenLayers(open)
      .map(({ scene, layer }) => open.draft.scenes[scene]?.layers[layer]?.type ?? '')
      .filter((type, index, all) => all.indexOf(type) === index)
      .join(' '),
  )
  const fields = useMemo(() => {
    const [first, ...others] = types.split(' ').map(fieldsOfLayer)
    return (first ?? []).flatMap((field) => {
      const isCommon = others.every((own) =>
        own.some(({ name, kind }) => name === field.name && kind === field.kind),
      )
      if (!isCommon || notTogether.has(field.name)) return []
      if (field.kind !== 'object') return [field]
      if (field.name !== 'box' && field.name !== 'look') return []
      // Of parts within parts each layer may lack another half.
      const properties = Object.fromEntries(
        fieldsOf(field.schema).flatMap(({ name, kind }) =>
          kind === 'object' || notTogether.has(name) ? [] : [[name, field.schema.properties![name]!]],
        ),
      )
      return [{ ...field, schema: { ...field.schema, properties } }]
    })
  }, [types])
  return <LayerGroups subject={subject} fields={fields} />
}

function fieldsOfLayer(type: string): Field[] {
  const schema = schemaAt({ scenes: [{ layers: [{ type }] }] }, ['scenes', 0, 'layers', 0])
  return fieldsOf(schema ?? {}).filter(shown)
}

function LayerProperties({ subject }: { subject: Subject & { kind: 'layer' } }) {
  const type = useOpen(({ draft }) => draft.scenes[subject.scene]?.layers[subject.layer]?.type ?? null)
  const fields = useMemo(() => fieldsOfLayer(type ?? ''), [type])
  if (type === null) return <p className="editor-hint">{words.editor.panel.unknownType}</p>
  return <LayerGroups subject={subject} fields={fields} />
}

function LayerGroups({ subject, fields }: { subject: Subject; fields: readonly Field[] }) {
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
