import { unitOf } from '../../src-shared/templates/box-place.ts'
import { parseRate, type Rate } from '../../src-shared/templates/formats.ts'
import { type Anchor, anchor, type Box, length } from '../../src-shared/templates/measures.ts'
import { type JsonChange, type JsonPath, valueAt } from './editor-json.ts'

/** What is selected: the template itself, one of its scenes, or a layer of a scene; by their numbers in the JSON. */
export type Subject =
  | { kind: 'template' }
  | { kind: 'scene'; scene: number }
  | { kind: 'layer'; scene: number; layer: number }

export type LayerType = 'text' | 'image' | 'video' | 'shape'

/** A layer as the chosen format has it. Times in seconds of its scene. */
export type DraftLayer = {
  index: number
  id: string
  label: string
  type: LayerType | null
  /** Everything that holds in the format: overrides merged, nothing filled in. */
  all: Record<string, unknown>
  box: Box
  rotation: number
  start: number
  duration: number | null
  hidden: boolean
  condition: string | null
  mirror: boolean | null
}
export type DraftScene = {
  index: number
  id: string
  label: string
  duration: number
  hidden: boolean
  condition: string | null
  repeats: boolean
  transition: { type: string; duration: number } | null
  layers: DraftLayer[]
}
type DraftFormat = {
  name: string
  label: string
  width: number
  height: number
  rate: Rate
  /** Name of the overrides that hold in it. */
  layout: string
  safeMargin: number
}
type DraftVariable = { name: string; label: string; type: string; description: string | null }

/**
 * A template as far as it can be read, whatever somebody typed: what is missing or of the wrong kind is left out or has
 * its default. `format` is the chosen one.
 */
export type Draft = {
  json: unknown
  name: string
  title: string
  version: string
  canvas: { width: number; height: number }
  formats: DraftFormat[]
  format: DraftFormat
  /** Output pixels of the chosen format. */
  frame: { width: number; height: number; unit: number }
  languages: { tag: string; label: string }[]
  defaultLanguage: string
  mirror: boolean
  variables: DraftVariable[]
  colours: { name: string; value: string }[]
  fonts: string[]
  textStyles: string[]
  logo: string | null
  scenes: DraftScene[]
}

export function readDraft(json: unknown, formatName: string | null): Draft {
  const canvasJson = record(valueAt(json, ['canvas']))
  const canvas = { width: size(canvasJson.width, 1920), height: size(canvasJson.height, 1080) }
  const formats = Object.entries(record(valueAt(json, ['formats']))).map(([name, value]) =>
    readFormat(name, record(value), json),
  )
  const format = formats.find(({ name }) => name === formatName) ??
    formats[0] ?? { ...readFormat('', canvasJson, json), label: '' }
  const languages = Object.entries(record(valueAt(json, ['languages']))).map(([tag, value]) => ({
    tag,
    label: text(record(value).title) ?? tag,
  }))
  const brand = record(valueAt(json, ['brand']))
  return {
    json,
    name: text(valueAt(json, ['name'])) ?? '',
    title: text(valueAt(json, ['title'])) ?? text(valueAt(json, ['name'])) ?? '',
    version: text(valueAt(json, ['version'])) ?? '',
    canvas,
    formats,
    format,
    frame: { width: format.width, height: format.height, unit: unitOf(format, canvas) },
    languages,
    defaultLanguage: text(valueAt(json, ['defaultLanguage'])) ?? languages[0]?.tag ?? '',
    mirror: valueAt(json, ['mirror']) !== false,
    variables: Object.entries(record(valueAt(json, ['variables']))).map(([name, value]) => ({
      name,
      label: text(record(value).title) ?? name,
      type: text(record(value).type) ?? '',
      description: text(record(value).description) ?? null,
    })),
    colours: Object.entries(record(brand.colours)).flatMap(([name, value]) =>
      typeof value === 'string' ? [{ name, value }] : [],
    ),
    fonts: Object.keys(record(brand.fonts)),
    textStyles: Object.keys(record(brand.textStyles)),
    logo: text(brand.logo) ?? null,
    scenes: list(valueAt(json, ['scenes'])).map((scene, index) =>
      readScene(record(scene), index, format.layout),
    ),
  }
}

function readFormat(name: string, json: Record<string, unknown>, template: unknown): DraftFormat {
  const fps = json.fps ?? valueAt(template, ['fps'])
  const rate = typeof fps === 'number' || typeof fps === 'string' ? parseRate(fps) : null
  return {
    name,
    label: text(json.title) ?? name,
    width: size(json.width, 1920),
    height: size(json.height, 1080),
    rate: rate ?? { num: 30, den: 1 },
    layout: text(json.layout) ?? name,
    safeMargin: Math.min(0.3, Math.max(0, number(json.safeMargin) ?? 0.04)),
  }
}

function readScene(json: Record<string, unknown>, index: number, layout: string): DraftScene {
  const own = record(record(json.formats)[layout])
  const transition = record(json.transition)
  const id = text(json.id) ?? ''
  return {
    index,
    id,
    label: text(json.title) ?? (id || `${index + 1}`),
    duration: Math.max(0, number(own.duration) ?? number(json.duration) ?? 0),
    hidden: own.hidden === true,
    condition: text(json.when) ?? null,
    repeats: json.repeat !== undefined,
    transition:
      typeof transition.type === 'string' && transition.type !== 'cut'
        ? { type: transition.type, duration: Math.max(0, number(transition.duration) ?? 0.5) }
        : null,
    layers: list(json.layers).map((layer, number) => readLayer(record(layer), number, layout)),
  }
}

function readLayer(json: Record<string, unknown>, index: number, layout: string): DraftLayer {
  const all = inLayout(json, layout)
  const id = text(json.id) ?? ''
  const type = text(json.type)
  return {
    index,
    id,
    label: text(all.title) ?? (id || `${index + 1}`),
    type: type === 'text' || type === 'image' || type === 'video' || type === 'shape' ? type : null,
    all,
    box: readBox(all.box),
    rotation: number(all.rotation) ?? 0,
    start: Math.max(0, number(all.start) ?? 0),
    duration: number(all.duration) ?? null,
    hidden: all.hidden === true,
    condition: text(all.when) ?? null,
    mirror: typeof all.mirror === 'boolean' ? all.mirror : null,
  }
}

/** The layer as a layout has it: box and look are merged, every other property is replaced, null takes it away. */
export function inLayout(json: Record<string, unknown>, layout: string): Record<string, unknown> {
  const own = record(record(json.formats)[layout])
  const merged = { ...json, ...own }
  for (const part of ['box', 'look'])
    if (own[part] !== undefined) merged[part] = withoutNulls({ ...record(json[part]), ...record(own[part]) })
  return withoutNulls(merged)
}

const withoutNulls = (json: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null))

function readBox(value: unknown): Box {
  const json = record(value)
  const lengthOr = (part: unknown, otherwise: Box['x']) => {
    const read = length.safeParse(part)
    return read.success ? read.data : otherwise
  }
  return {
    x: lengthOr(json.x, 0),
    y: lengthOr(json.y, 0),
    width: lengthOr(json.width, '100%'),
    height: lengthOr(json.height, '100%'),
    anchor: anchor.options.includes(json.anchor as Anchor) ? (json.anchor as Anchor) : 'top-left',
  }
}

/** Whether a layer's left and right change places in the language. */
export const isMirrored = (draft: Draft, layer: DraftLayer, rightToLeft: boolean): boolean =>
  rightToLeft && (layer.mirror ?? draft.mirror)

export function pathOf(subject: Subject): JsonPath {
  if (subject.kind === 'template') return []
  const scene = ['scenes', subject.scene]
  return subject.kind === 'scene' ? scene : [...scene, 'layers', subject.layer]
}

/** The subject that a place in the JSON belongs to, and the rest of the way from it. */
export function subjectAt(path: JsonPath): { subject: Subject; rest: JsonPath } {
  const [scenes, scene, layers, layer] = path
  if (scenes !== 'scenes' || typeof scene !== 'number') return { subject: { kind: 'template' }, rest: path }
  if (layers !== 'layers' || typeof layer !== 'number')
    return { subject: { kind: 'scene', scene }, rest: path.slice(2) }
  return { subject: { kind: 'layer', scene, layer }, rest: path.slice(4) }
}

export const sameSubject = (a: Subject, b: Subject): boolean =>
  JSON.stringify(pathOf(a)) === JSON.stringify(pathOf(b)) && a.kind === b.kind

/** The subject, or what it lay in, when it is no longer there. */
export function existing(draft: Draft, subject: Subject): Subject {
  if (subject.kind === 'template') return subject
  const scene = draft.scenes[subject.scene]
  if (scene === undefined) return { kind: 'template' }
  if (subject.kind === 'layer' && scene.layers[subject.layer] === undefined)
    return { kind: 'scene', scene: subject.scene }
  return subject
}

/** Whether changes are meant for all formats, or for those of the chosen one's layout alone. */
export type Scope = 'all' | 'this'

/** How much of a property's path a format replaces as one; null: formats can't change it. */
function headOf(subject: Subject, property: JsonPath): JsonPath | null {
  const [first] = property
  if (subject.kind === 'scene')
    return first === 'duration' || first === 'background' || first === 'hidden' ? property.slice(0, 1) : null
  if (subject.kind === 'template' || first === undefined) return null
  if (['id', 'type', 'formats'].includes(String(first))) return null
  return first === 'box' || first === 'look' ? property.slice(0, 2) : property.slice(0, 1)
}

const layoutPath = (draft: Draft, subject: Subject): JsonPath => [
  ...pathOf(subject),
  'formats',
  draft.format.layout,
]

/** Whether the chosen format has a value of its own for the property. */
export function isOverridden(draft: Draft, subject: Subject, property: JsonPath): boolean {
  const head = headOf(subject, property)
  if (head === null) return false
  return valueAt(draft.json, [...layoutPath(draft, subject), ...head]) !== undefined
}

/**
 * For which formats a change of the property holds. What the chosen format has of its own is changed there: a change
 * that can't be seen helps nobody.
 */
export function holdsFor(draft: Draft, subject: Subject, property: JsonPath, scope: Scope): Scope {
  if (headOf(subject, property) === null) return 'all'
  // Scenes are hidden by formats alone.
  if (subject.kind === 'scene' && property[0] === 'hidden') return 'this'
  return isOverridden(draft, subject, property) ? 'this' : scope
}

/** The value of a property as the chosen format has it; undefined: nothing is written, the default holds. */
export function effective(draft: Draft, subject: Subject, property: JsonPath): unknown {
  const head = headOf(subject, property)
  if (head !== null) {
    const own = [...layoutPath(draft, subject), ...head]
    const value = valueAt(draft.json, own)
    if (value === null) return undefined
    if (value !== undefined) return valueAt(value, property.slice(head.length))
  }
  return valueAt(draft.json, [...pathOf(subject), ...property])
}

type ToChanges = (
  draft: Draft,
  subject: Subject,
  property: JsonPath,
  value: unknown,
  scope: Scope,
) => JsonChange[]

/** What has to be changed so that a property has a value; undefined: so that nothing is written and the default holds. */
export const changesOf: ToChanges = (draft, subject, property, value, scope) => {
  const base = [...pathOf(subject), ...property]
  const head = headOf(subject, property)
  if (head === null || holdsFor(draft, subject, property, scope) === 'all') return [{ path: base, value }]
  const own = [...layoutPath(draft, subject), ...head]
  if (property.length === head.length) {
    const elsewhere = valueAt(draft.json, base)
    // What all formats have is taken away here by null; what they don't have needs no word.
    const away = value === undefined && elsewhere !== undefined && !isOverridden(draft, subject, property)
    return [{ path: own, value: away ? null : value }]
  }
  // A format replaces the whole of it: the rest is taken along.
  const whole = structuredClone(effective(draft, subject, head) ?? {})
  return [{ path: own, value: withPart(whole, property.slice(head.length), value) }]
}

/**
 * What has to be changed so that a property has this value, which is its default: nothing is written, but where all formats have
 * another one, a format has to say so.
 */
export const changesToDefault: ToChanges = (draft, subject, property, value, scope) => {
  const elsewhere = valueAt(draft.json, [...pathOf(subject), ...property])
  const isOwn = holdsFor(draft, subject, property, scope) === 'this'
  const says = isOwn && elsewhere !== undefined && elsewhere !== value ? value : undefined
  return changesOf(draft, subject, property, says, scope)
}

/** Back to what all formats have; nothing to do when the format has nothing of its own. */
export function withoutOverride(draft: Draft, subject: Subject, property: JsonPath): JsonChange[] {
  const head = headOf(subject, property)
  if (head === null || !isOverridden(draft, subject, property)) return []
  return [{ path: [...layoutPath(draft, subject), ...head], value: undefined }]
}

function withPart(whole: unknown, path: JsonPath, value: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return value
  if (Array.isArray(whole) && typeof first === 'number') {
    const items = [...whole]
    if (value === undefined && rest.length === 0) items.splice(first, 1)
    else items[first] = withPart(items[first] ?? {}, rest, value)
    return items
  }
  const { [first]: part, ...others } = record(whole)
  const next = withPart(part, rest, value)
  return next === undefined ? others : { ...record(whole), [first]: next }
}

/** A name after one that is taken: `title`, `title-2`, `title-3`. */
export function freeId(wanted: string, taken: Iterable<string>): string {
  const names = new Set(taken)
  const stem = wanted.replace(/-\d+$/, '') || 'layer'
  if (!names.has(stem)) return stem
  for (let number = 2; ; number++) if (!names.has(`${stem}-${number}`)) return `${stem}-${number}`
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined
const size = (value: unknown, otherwise: number): number =>
  Math.min(8192, Math.max(16, Math.round(number(value) ?? otherwise)))
