import type { ChangedThing, TemplateChange } from '../../../src-shared/templates/changes.ts'
import type { Template } from '../../../src-shared/templates/template.ts'

/** A version of a template, and the content's hash of each file that it names. */
export type ComparedVersion = { template: Template; files: ReadonlyMap<string, string> }

const mostDetails = 20
const longestText = 120

/** What differs between two versions of a template, in the order of a reader: scenes first, files last. */
export function changesBetween(before: ComparedVersion, after: ComparedVersion): TemplateChange[] {
  const [one, other] = [before.template, after.template]
  const brands = [one.brand, other.brand] as const
  return [
    ...changed('template', '', top(one), top(other)),
    ...ordered('scene', '', byId(one.scenes), byId(other.scenes)),
    ...layerChanges(one, other),
    ...named('variable', '', one.variables, other.variables),
    ...named('format', '', one.formats, other.formats),
    ...languageChanges(one, other),
    ...named('colour', '', brands[0].colours, brands[1].colours),
    ...named('font', '', brands[0].fonts, brands[1].fonts),
    ...named('text-style', '', brands[0].textStyles, brands[1].textStyles),
    ...changed('logo', brands[1].logo ?? brands[0].logo ?? '', brands[0].logo, brands[1].logo),
    ...changed('sound', '', one.audio, other.audio),
    ...named('asset', '', Object.fromEntries(before.files), Object.fromEntries(after.files)).map(
      (change) => ({
        ...change,
        // A hash says nothing to anybody.
        details: [],
      }),
    ),
  ]
}

function top({ title, description, canvas, fps, background, defaultLanguage, mirror }: Template) {
  return { title, description, canvas, fps, background, defaultLanguage, mirror }
}

type Named = Readonly<Record<string, unknown>>

/** In order of the array. What is looked at one by one elsewhere is left out. */
function byId(scenes: Template['scenes']): Named {
  return Object.fromEntries(scenes.map(({ layers: _layers, ...scene }) => [scene.id, scene]))
}

function layerChanges(before: Template, after: Template): TemplateChange[] {
  return after.scenes.flatMap(({ id, layers }) => {
    const scene = before.scenes.find((each) => each.id === id)
    if (scene === undefined) return []
    const layersOf = (list: typeof layers) => Object.fromEntries(list.map((layer) => [layer.id, layer]))
    return ordered('layer', `${id} / `, layersOf(scene.layers), layersOf(layers))
  })
}

function languageChanges(before: Template, after: Template): TemplateChange[] {
  const without = (languages: Template['languages']) =>
    Object.fromEntries(Object.entries(languages).map(([tag, { strings: _strings, ...rest }]) => [tag, rest]))
  const strings = Object.entries(after.languages).flatMap(([tag, language]) => {
    const known = before.languages[tag]
    return known === undefined ? [] : named('string', `${tag} / `, known.strings, language.strings)
  })
  return [...named('language', '', without(before.languages), without(after.languages)), ...strings]
}

function named(what: ChangedThing, prefix: string, before: Named, after: Named): TemplateChange[] {
  const bare = (how: 'added' | 'removed', name: string): TemplateChange => ({
    what,
    name: prefix + name,
    how,
    details: [],
  })
  return [
    ...Object.keys(after).flatMap((name) =>
      Object.hasOwn(before, name)
        ? changed(what, prefix + name, before[name], after[name])
        : [bare('added', name)],
    ),
    ...Object.keys(before)
      .filter((name) => !Object.hasOwn(after, name))
      .map((name) => bare('removed', name)),
  ]
}

/** The same of what has an order: what took another place among those that were there before has moved. */
function ordered(what: ChangedThing, prefix: string, before: Named, after: Named): TemplateChange[] {
  const changes = named(what, prefix, before, after)
  const names = (one: Named, other: Named) => Object.keys(one).filter((name) => Object.hasOwn(other, name))
  const moved = movedNames(names(before, after), names(after, before)).map(
    (name): TemplateChange => ({
      what,
      name: prefix + name,
      how: 'moved',
      details: [],
    }),
  )
  return [...changes, ...moved]
}

/** As few names as explain the new order: all but a longest run of names that kept their order. */
function movedNames(before: readonly string[], after: readonly string[]): string[] {
  const places = after.map((name) => before.indexOf(name))
  const lengths: number[] = []
  const previous: number[] = []
  for (const [index, place] of places.entries()) {
    lengths[index] = 1
    previous[index] = -1
    for (let earlier = 0; earlier < index; earlier += 1)
      if (places[earlier]! < place && lengths[earlier]! + 1 > lengths[index]!) {
        lengths[index] = lengths[earlier]! + 1
        previous[index] = earlier
      }
  }
  const stayed = new Set<number>()
  for (let at = lengths.indexOf(Math.max(0, ...lengths)); at >= 0; at = previous[at]!) stayed.add(at)
  return after.filter((_name, index) => !stayed.has(index))
}

function changed(what: ChangedThing, name: string, before: unknown, after: unknown): TemplateChange[] {
  const details = differences('', before, after)
  if (details.length === 0) return []
  const how = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
  return [{ what, name, how, details: how === 'changed' ? details.slice(0, mostDetails) : [] }]
}

function differences(property: string, before: unknown, after: unknown): TemplateChange['details'] {
  if (isRecord(before) && isRecord(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...names].flatMap((name) =>
      differences(property === '' ? name : `${property}.${name}`, before[name], after[name]),
    )
  }
  const [from, to] = [textOf(before), textOf(after)]
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ property, from, to }]
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function textOf(value: unknown): string | null {
  if (value === undefined) return null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text
}
