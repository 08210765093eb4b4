import type { Fragment } from '../../src-shared/templates/fragment.ts'
import { type Draft, freeId, inLayout } from './editor-draft.ts'
import { itemsOf, recordAt } from './editor-fragment.ts'
import { type JsonChange, type JsonPath, valueAt } from './editor-json.ts'
import { renamedInText } from './editor-names.ts'
import { isRecord, layerInPixels, lookInPixels } from './editor-pixels.ts'
import { layerReferring, lookReferring, type References, sceneReferring } from './editor-references.ts'

/** What a carried thing is, as people call it. */
export type CarriedKind = 'variable' | 'string' | 'colour' | 'font' | 'style' | 'file' | 'logo'

/** What somebody should know of what was carried: what had to change its name, and what could not come. */
export type CarryNote =
  | { note: 'renamed'; kind: CarriedKind; from: string; to: string }
  | { note: 'file-missing'; file: string }
  | { note: 'formats-left'; formats: string[] }
  /** Texts that the other template does not have in a language: those of another one stand there. */
  | { note: 'language-missing'; language: string; instead: string }

export type Carried = {
  layers: Record<string, unknown>[]
  scenes: Record<string, unknown>[]
  /** What the template gets besides. */
  changes: JsonChange[]
  brought: Partial<Record<CarriedKind, number>>
  /** Colours, fonts and styles that the template has under the same name, but otherwise. */
  conflicts: string[]
  /** Files of the other template that are needed. */
  files: string[]
  notes: CarryNote[]
}

type How = {
  /** Whether it comes back to the template that it was copied from. */
  isSame: boolean
  /** Of what both templates have under one name: that of this template, or also the other one, under another name. */
  keep: 'here' | 'both'
  /** Under which path each file lies here by now; null: it is not to be had. */
  files: ReadonlyMap<string, string | null>
  /** The layers are meant for the chosen format alone. */
  onlyHere: boolean
}

/** A fragment as a template takes it: what it names is there already, is brought along, or gets another name. */
export function carriedInto(draft: Draft, fragment: Fragment, how: How): Carried {
  const { json } = draft
  const changes: JsonChange[] = []
  const brought: Carried['brought'] = {}
  const conflicts = new Set<string>()
  const files = new Set<string>()
  const notes: CarryNote[] = []
  const share = how.isSame ? 1 : shorter(draft.canvas) / shorter(fragment.canvas)

  const bring = (kind: CarriedKind, path: JsonPath, value: unknown) => {
    changes.push({ path, value })
    brought[kind] = (brought[kind] ?? 0) + 1
  }
  /** Decided once for each name; also while it is being decided, when one thing names the other. */
  const once = (kind: CarriedKind, decide: (name: string, settle: (as: string) => void) => void) => {
    const known = new Map<string, string>()
    return (name: string): string => {
      const as = known.get(name)
      if (as !== undefined) return as
      known.set(name, name)
      decide(name, (other) => {
        known.set(name, other)
        if (other !== name) notes.push({ note: 'renamed', kind, from: name, to: other })
      })
      return known.get(name) ?? name
    }
  }
  const fileOf = (path: string): string => {
    if (how.isSame) return path
    if (!files.has(path)) {
      files.add(path)
      const as = how.files.get(path)
      if (as === null) notes.push({ note: 'file-missing', file: path })
      else brought.file = (brought.file ?? 0) + 1
    }
    return how.files.get(path) ?? path
  }

  const ownVariables = recordAt(json, ['variables'])
  const items = draft.scenes.flatMap((_, index) => [...itemsOf(valueAt(json, ['scenes', index]))])
  const takenVariables = new Set([...Object.keys(ownVariables), ...Object.keys(fragment.variables), ...items])
  const variable = once('variable', (name, settle) => {
    const own = entry(fragment.variables, name)
    if (own === undefined) return
    const here = entry(ownVariables, name)
    if (here !== undefined && isSameSlot(here, own)) return
    const as = here === undefined && !items.includes(name) ? name : freeName(name, takenVariables)
    takenVariables.add(as)
    settle(as)
    const fallback = valueAt(own, ['fallback'])
    const value = typeof fallback === 'string' ? { ...own, fallback: fileOf(fallback) } : own
    bring('variable', ['variables', as], value)
  })

  const ownTags = Object.keys(recordAt(json, ['languages']))
  const stringAt = (tag: string, name: string) => valueAt(json, ['languages', tag, 'strings', name])
  const takenStrings = new Set([
    ...ownTags.flatMap((tag) => Object.keys(recordAt(json, ['languages', tag, 'strings']))),
    ...Object.values(fragment.strings).flatMap((texts) => Object.keys(texts)),
  ])
  const string = once('string', (name, settle) => {
    const texts = textsOf(fragment, name)
    if (texts.size === 0) return
    const isHere = ownTags.some((tag) => typeof stringAt(tag, name) === 'string')
    const differs = ownTags.some((tag) => {
      const [here, found] = [stringAt(tag, name), inLanguage(texts, tag)]
      return typeof here === 'string' && found !== null && here !== written(found.text)
    })
    if (isHere && (!differs || how.isSame)) return
    const as = isHere ? freeName(name, takenStrings) : name
    takenStrings.add(as)
    settle(as)
    brought.string = (brought.string ?? 0) + 1
    for (const tag of ownTags) {
      const found = inLanguage(texts, tag) ?? standIn(texts, fragment.defaultLanguage)
      if (found === null) continue
      if (!found.isOwn) missingLanguage(tag, found.tag)
      changes.push({ path: ['languages', tag, 'strings', as], value: written(found.text) })
    }
  })
  const missingLanguage = (tag: string, instead: string) => {
    const isKnown = notes.some((note) => note.note === 'language-missing' && note.language === tag)
    if (!isKnown) notes.push({ note: 'language-missing', language: tag, instead })
  }
  const written = (text: string): string => renamedInText(text, to)

  /** An entry of the brand kit. `made`: as it stands here. */
  const ofBrand = (
    kind: 'colour' | 'font' | 'style',
    part: 'colours' | 'fonts' | 'textStyles',
    made: (value: unknown) => unknown,
  ) => {
    const theirs = fragment[part] as Readonly<Record<string, unknown>>
    const ours = recordAt(json, ['brand', part])
    const taken = new Set([...Object.keys(ours), ...Object.keys(theirs)])
    return once(kind, (name, settle) => {
      const own = entry(theirs, name)
      if (own === undefined) return
      const here = entry(ours, name)
      const isHere = here !== undefined
      const isAlike = isHere && plain(here) === plain(own)
      if (isHere && (how.isSame || (isAlike && kind !== 'style'))) return
      if (isHere && !isAlike) conflicts.add(name)
      if (isHere && !isAlike && how.keep === 'here') return
      const value = made(own)
      // A style of the same words may name colours that are others here.
      if (isAlike && (how.keep === 'here' || plain(value) === plain(here))) return
      const as = isHere ? freeId(name, taken) : name
      taken.add(as)
      settle(as)
      // The first font is that of all texts that name none: so far that was Inter.
      if (kind === 'font' && Object.keys(ours).length === 0 && brought.font === undefined && name !== 'inter')
        changes.push({ path: ['brand', 'fonts', 'inter'], value: { family: 'Inter' } })
      bring(kind, ['brand', part, as], value)
    })
  }
  const colour = ofBrand('colour', 'colours', (value) => value)
  const font = ofBrand('font', 'fonts', (value) =>
    isRecord(value) && Array.isArray(value.files)
      ? { ...value, files: value.files.map((file) => (typeof file === 'string' ? fileOf(file) : file)) }
      : value,
  )
  const style = ofBrand('style', 'textStyles', (value) => lookInPixels(lookReferring(value, to), share))
  const logo = () => {
    if (draft.logo !== null || fragment.logo === null || brought.logo !== undefined) return
    bring('logo', ['brand', 'logo'], fileOf(fragment.logo))
  }
  const to: References = { variable, string, colour, font, style, file: fileOf, logo }

  /** Names of a scene's items are its own, whatever variables are called. */
  const within = (scene: unknown): References => {
    const own = itemsOf(scene)
    return { ...to, variable: (name) => (own.has(name) ? name : variable(name)) }
  }
  const layouts = new Set(draft.formats.map(({ layout }) => layout))
  const left = new Set<string>()
  const fitting = (part: Record<string, unknown>): Record<string, unknown> => {
    if (how.isSame || !isRecord(part.formats)) return part
    const kept = Object.entries(part.formats).filter(([layout]) => {
      if (!layouts.has(layout)) left.add(layout)
      return layouts.has(layout)
    })
    const { formats: _formats, ...rest } = part
    return kept.length === 0 ? rest : { ...rest, formats: Object.fromEntries(kept) }
  }
  const layerOf = (layer: Record<string, unknown>, names: References) => {
    const own = how.onlyHere ? aloneIn(layer, fragment.layout, draft.format.layout) : fitting(layer)
    return asRecord(layerInPixels(layerReferring(own, names), share))
  }
  const layers = fragment.layers.map((layer) => layerOf(layer, to))
  const scenes = fragment.scenes.map((scene) => {
    const { layers: own, ...rest } = asRecord(
      sceneReferring({ ...fitting(scene), layers: [] }, within(scene)),
    )
    const inside = Array.isArray(scene.layers) ? scene.layers : own
    return {
      ...rest,
      layers: Array.isArray(inside)
        ? inside.map((layer) =>
            isRecord(layer)
              ? asRecord(layerInPixels(layerReferring(fitting(layer), within(scene)), share))
              : layer,
          )
        : inside,
    }
  })
  if (left.size > 0) notes.push({ note: 'formats-left', formats: [...left] })
  return { layers, scenes, changes, brought, conflicts: [...conflicts], files: [...files], notes }
}

/** A layer that stands in one format alone, as it stood in the format that it was copied from. */
function aloneIn(layer: Record<string, unknown>, from: string, layout: string): Record<string, unknown> {
  const { formats: _formats, hidden: _hidden, ...own } = inLayout(layer, from)
  return { ...own, hidden: true, formats: { [layout]: { hidden: false } } }
}

/** Whether values of one variable can stand in the other. */
function isSameSlot(here: unknown, own: unknown): boolean {
  const part = (name: string, otherwise?: unknown) =>
    [here, own].map((value) => valueAt(value, [name]) ?? otherwise)
  const [type, theirType] = part('type')
  if (type !== theirType) return false
  const [items, theirItems] = part('items', 'text')
  if (type === 'list') return items === theirItems
  const [choices, theirChoices] = part('choices', [])
  if (type !== 'one-of') return true
  return (
    Array.isArray(choices) &&
    Array.isArray(theirChoices) &&
    theirChoices.every((one) => choices.includes(one))
  )
}

function textsOf({ strings }: Fragment, name: string): Map<string, string> {
  return new Map(
    Object.entries(strings).flatMap(([tag, texts]): [string, string][] => {
      const text = entry(texts, name)
      return typeof text === 'string' ? [[tag, text]] : []
    }),
  )
}

type FoundText = { text: string; tag: string; isOwn: boolean }

/** The text of a language, or of the same one in another country. */
function inLanguage(texts: ReadonlyMap<string, string>, tag: string): FoundText | null {
  const base = (of: string) => of.split('-')[0]
  const found = texts.has(tag) ? tag : [...texts.keys()].find((other) => base(other) === base(tag))
  const text = found === undefined ? undefined : texts.get(found)
  return found === undefined || text === undefined ? null : { text, tag: found, isOwn: true }
}

function standIn(texts: ReadonlyMap<string, string>, defaultLanguage: string): FoundText | null {
  const [first] = texts.keys()
  const tag = texts.has(defaultLanguage) ? defaultLanguage : first
  return tag === undefined ? null : { text: texts.get(tag) ?? '', tag, isOwn: false }
}

/** `price`, `price_2`, `price_3`: as variables and strings may be called. */
function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const stem = wanted.replace(/_\d+$/, '')
  for (let number = 2; ; number += 1) if (!taken.has(`${stem}_${number}`)) return `${stem}_${number}`
}

/** Equal for two values that are written alike, in whatever order. */
function plain(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    isRecord(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : typeof part === 'string' && part.startsWith('#')
        ? part.toLowerCase()
        : part,
  )
}

const entry = (record: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(record, name) ? record[name] : undefined
const asRecord = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {})
const shorter = ({ width, height }: { width: number; height: number }) => Math.min(width, height)
