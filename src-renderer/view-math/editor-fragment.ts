import { type Fragment, fragment } from '../../src-shared/templates/fragment.ts'
import { templatePath } from '../../src-shared/templates/measures.ts'
import { brand as brandSchema, language } from '../../src-shared/templates/template.ts'
import { type Draft, pathOf, type Subject } from './editor-draft.ts'
import { valueAt } from './editor-json.ts'
import { renamedInText } from './editor-names.ts'
import { isRecord } from './editor-pixels.ts'
import { layerReferring, lookReferring, type References, sceneReferring } from './editor-references.ts'
import type { LayerSubject } from './editor-selection.ts'

/**
 * Scenes or layers of a draft as a fragment, with everything of the template that they name, and that that names in turn.
 * What is not written as it should be can't be taken along. Null: there is nothing to copy.
 */
export function fragmentOf(
  draft: Draft,
  template: string,
  what: readonly LayerSubject[] | (Subject & { kind: 'scene' }),
): Fragment | null {
  const { json } = draft
  const subjects = 'kind' in what ? [what] : what
  const parts = subjects.flatMap((subject) => {
    const value = valueAt(json, pathOf(subject))
    return isRecord(value) ? [{ subject, value: withId(value, subject.kind) }] : []
  })
  const taken = {
    variables: {} as Record<string, unknown>,
    colours: {} as Record<string, unknown>,
    fonts: {} as Record<string, unknown>,
    textStyles: {} as Record<string, unknown>,
    strings: {} as Record<string, Record<string, string>>,
    logo: null as string | null,
  }
  /** Takes an entry along, once; answers its value when it was not taken before. */
  const take = (kind: 'variables' | 'colours' | 'fonts' | 'textStyles', path: string[], name: string) => {
    if (Object.hasOwn(taken[kind], name)) return undefined
    const value = valueAt(json, [...path, name])
    const schema = schemas[kind]
    if (value === undefined || !schema.safeParse({ [name]: value }).success) return undefined
    taken[kind][name] = structuredClone(value)
    return value
  }
  const tags = Object.keys(recordAt(json, ['languages']))
  const collecting = (items: ReadonlySet<string>): References => {
    const to: References = {
      variable(name) {
        if (!items.has(name)) take('variables', ['variables'], name)
        return name
      },
      string(name) {
        for (const tag of tags) {
          const text = valueAt(json, ['languages', tag, 'strings', name])
          if (typeof text !== 'string' || Object.hasOwn(taken.strings[tag] ?? {}, name)) continue
          if (!language.shape.strings.safeParse({ [name]: text }).success) continue
          taken.strings[tag] = { ...taken.strings[tag], [name]: text }
          renamedInText(text, to)
        }
        return name
      },
      colour(name) {
        take('colours', ['brand', 'colours'], name)
        return name
      },
      font(name) {
        take('fonts', ['brand', 'fonts'], name)
        return name
      },
      style(name) {
        lookReferring(take('textStyles', ['brand', 'textStyles'], name), to)
        return name
      },
      file: (path) => path,
      logo() {
        const logo = templatePath.safeParse(valueAt(json, ['brand', 'logo']))
        if (logo.success) taken.logo = logo.data
      },
    }
    return to
  }
  for (const { subject, value } of parts) {
    const scene = valueAt(json, ['scenes', subject.scene])
    const to = collecting(itemsOf(scene))
    if (subject.kind === 'layer') layerReferring(value, to)
    else sceneReferring(value, to)
  }
  const made = fragment.safeParse({
    reelmillFragment: 1,
    template,
    canvas: draft.canvas,
    layout: draft.format.layout,
    layers: parts.flatMap(({ subject, value }) => (subject.kind === 'layer' ? [value] : [])),
    scenes: parts.flatMap(({ subject, value }) => (subject.kind === 'scene' ? [value] : [])),
    ...taken,
    defaultLanguage: draft.defaultLanguage.slice(0, 40),
  })
  return parts.length > 0 && made.success ? made.data : null
}

const schemas = {
  variables: fragment.shape.variables,
  colours: brandSchema.shape.colours,
  fonts: fragment.shape.fonts,
  textStyles: fragment.shape.textStyles,
}

const withId = (value: Record<string, unknown>, kind: string) => ({
  ...structuredClone(value),
  id: typeof value.id === 'string' && value.id !== '' ? value.id.slice(0, 100) : kind,
})

/** The names that a scene gives to the items of the list that it repeats over: they are no variables. */
export function itemsOf(scene: unknown): Set<string> {
  const repeat = valueAt(scene, ['repeat'])
  if (!isRecord(repeat)) return new Set()
  const item = typeof repeat.as === 'string' ? repeat.as : 'item'
  return new Set([item, `${item}_number`])
}

export function recordAt(json: unknown, path: readonly (string | number)[]): Record<string, unknown> {
  const value = valueAt(json, [...path])
  return isRecord(value) ? value : {}
}
