import { StudioError } from '../../../src-shared/contract/errors.ts'
import { closest } from '../../../src-shared/templates/closest.ts'
import { baseLanguage, stringsOf } from '../../../src-shared/templates/languages.ts'
import type { Layer } from '../../../src-shared/templates/layers.ts'
import type { Scene, Template } from '../../../src-shared/templates/template.ts'
import { at } from '../../../src-shared/templates/template-path.ts'
import type { Place, Report } from './report.ts'
import type { RuleTools } from './tools.ts'

/** Names that texts, conditions and strings use; other rules add theirs. */
export type Used = {
  variables: Set<string>
  strings: Set<string>
  /** False when something can't be read: then nobody knows what it would use. */
  complete: boolean
}

/** Texts and conditions that can't be read, strings that a language lacks. */
export function checkTexts(template: Template, tools: RuleTools, report: Report): Used {
  const used: Used = { variables: new Set(), strings: new Set(), complete: true }
  const stringUses = new Map<string, ReturnType<RuleTools['compileText']>['uses'] | null>()
  template.scenes.forEach((scene, index) => {
    const path = `scenes[${index}]`
    const names = tools.namesOf(template, scene)
    const take = <T extends { uses: { variables: string[]; strings: string[] } }>(
      place: Place,
      compile: () => T,
    ): T | null => {
      const compiled = attempt(place, compile, report)
      if (compiled === null) used.complete = false
      for (const variable of compiled?.uses.variables ?? []) used.variables.add(variable)
      for (const name of compiled?.uses.strings ?? [])
        for (const language of Object.keys(template.languages)) checkString(name, language, place.path, [])
      return compiled
    }

    /** A string as this scene uses it: that the language has it, that it can be read, what it uses itself. */
    function checkString(name: string, language: string, user: string, within: string[]): void {
      used.strings.add(name)
      const strings = stringsOf(template, language)
      const source = Object.hasOwn(strings, name) ? strings[name] : undefined
      if (source === undefined) {
        report.error(
          'translation.missing',
          { path: at('languages', language), language },
          `The string "${name}" is missing; ${user} shows it.`,
          `Add "${name}" to the strings of ${language}.`,
        )
        return
      }
      const place = {
        path: at(at(at('languages', writer(template, language, name)), 'strings'), name),
        language,
      }
      if (within.includes(name)) {
        report.error(
          'string.circle',
          place,
          `The string stands in itself: ${[...within, name].join(' -> ')}.`,
          'Let no string name one that names it back.',
        )
        return
      }
      const key = `${scene.repeat === undefined ? '' : index} ${language} ${name}`
      let uses = stringUses.get(key)
      if (uses === undefined) {
        uses = attempt(place, () => tools.compileText(source, names), report)?.uses ?? null
        if (uses === null) used.complete = false
        stringUses.set(key, uses)
      }
      for (const variable of uses?.variables ?? []) used.variables.add(variable)
      for (const inner of uses?.strings ?? []) checkString(inner, language, place.path, [...within, name])
    }

    const { when } = scene
    if (when !== undefined)
      take({ path: at(path, 'when'), scene: scene.id }, () => tools.compileCondition(when, names))
    scene.layers.forEach((layer, l) => {
      checkLayer(
        layer,
        { path: `${path}.layers[${l}]`, scene: scene.id, layer: layer.id },
        (place, kind, source) => {
          if (kind === 'condition') {
            take(place, () => tools.compileCondition(source, names))
            return
          }
          const text = take(place, () => tools.compileText(source, names))
          if (text !== null && Object.keys(template.languages).length > 1 && /\p{L}{2}/u.test(text.words))
            report.warning(
              'text.untranslated',
              place,
              `"${text.words.trim().slice(0, 60)}" stands in the text itself and is the same in every language.`,
              'Make it a string of each language and write {{ t.name }}.',
            )
        },
      )
    })
  })
  checkStrings(template, tools, used, report)
  return used
}

type Take = (place: Place, kind: 'text' | 'condition', source: string) => void

function checkLayer(layer: Layer, place: Place, take: Take): void {
  const parts = [
    { data: layer as { when?: unknown; text?: unknown }, path: place.path },
    ...Object.entries(layer.formats).map(([name, own]) => ({
      data: own as { when?: unknown; text?: unknown },
      path: at(at(place.path, 'formats'), name),
    })),
  ]
  for (const { data, path } of parts) {
    if (typeof data.when === 'string') take({ ...place, path: at(path, 'when') }, 'condition', data.when)
    if (typeof data.text === 'string') take({ ...place, path: at(path, 'text') }, 'text', data.text)
  }
}

/** Strings that nothing shows, that only a translation has, or that use other values than the default language. */
function checkStrings(template: Template, tools: RuleTools, used: Used, report: Report): void {
  const standard = stringsOf(template, template.defaultLanguage)
  const names = tools.namesOf(template, repeated(template))
  for (const [language, { strings }] of Object.entries(template.languages)) {
    for (const [name, source] of Object.entries(strings)) {
      const place = { path: at(at(at('languages', language), 'strings'), name), language }
      const known = Object.hasOwn(standard, name)
      if (!known && !used.strings.has(name)) {
        const near = closest(
          name,
          Object.keys(standard).filter((other) => !Object.hasOwn(strings, other)),
        )
        report.warning(
          'string.unknown',
          place,
          `The default language ${template.defaultLanguage} has no string "${name}".`,
          near === null ? 'Remove it, or add it to the default language.' : `Did you mean "${near}"?`,
        )
      } else if (!used.strings.has(name) && used.complete && language === template.defaultLanguage)
        report.warning(
          'string.unused',
          place,
          'Nothing shows this string.',
          `Use it as {{ t.${name} }}, or remove it from every language.`,
        )
      const other = standard[name]
      if (!used.strings.has(name)) attempt(place, () => tools.compileText(source, names), report)
      if (language === template.defaultLanguage || other === undefined) continue
      const difference = differing(tools, names, other, source)
      if (difference.length > 0)
        report.warning(
          'translation.differs',
          place,
          `${difference.map((variable) => `{{ ${variable} }}`).join(', ')} stands only in one of this string and its ${template.defaultLanguage} original.`,
          'Check that nothing was forgotten in the translation.',
        )
    }
  }
}

/** The language in which a string is written: itself, or its base. */
function writer(template: Template, language: string, name: string): string {
  const own = template.languages[language]
  return own !== undefined && Object.hasOwn(own.strings, name)
    ? language
    : (baseLanguage(language) ?? language)
}

/** Any repeated scene, so that strings about the item can be read. */
function repeated(template: Template): Scene | undefined {
  return template.scenes.find((scene) => scene.repeat !== undefined)
}

function differing(tools: RuleTools, names: unknown, one: string, other: string): string[] {
  const [a, b] = [one, other].map((source) => {
    try {
      return new Set(tools.compileText(source, names).uses.variables)
    } catch {
      return null
    }
  })
  return a && b ? [...a, ...b].filter((variable) => !a.has(variable) || !b.has(variable)) : []
}

/** Runs a compiler; what it throws becomes a finding. */
function attempt<T>(place: Place, compile: () => T, report: Report): T | null {
  try {
    return compile()
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) throw thrown
    report.error('expression.invalid', place, thrown.message, thrown.whatToDo ?? 'Correct the expression.')
    return null
  }
}
