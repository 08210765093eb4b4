import type { Layer } from '../../../src-shared/templates/layers.ts'
import type { Scene, Template } from '../../../src-shared/templates/template.ts'
import { at } from '../../../src-shared/templates/template-path.ts'
import { createReport, type Report, type TemplateFinding } from './report.ts'
import { checkFiles } from './rules-files.ts'
import { checkFormats, checkLayouts } from './rules-frame.ts'
import { checkBrand, checkColours, checkLook, hint } from './rules-looks.ts'
import { checkSources } from './rules-sources.ts'
import { checkTexts } from './rules-texts.ts'
import { checkTime } from './rules-time.ts'
import { checkVariables } from './rules-variables.ts'
import type { FileFacts, RuleTools } from './tools.ts'

/** More of anything makes every check and every plan slow, and no template needs it. */
const most = { layers: 2_000, variables: 500, formats: 50, languages: 100 }

/**
 * Everything that can be known of a template without data: errors first, then warnings. A finding with a language or
 * a format holds only there. `files` answers for every path that `usedFiles` gives.
 */
export function checkTemplate<Names>(
  template: Template,
  files: FileFacts,
  tools: RuleTools<Names>,
): TemplateFinding[] {
  const report = createReport(Object.keys(template.formats))
  if (!checkAmounts(template, report)) return report.findings()
  const { namesOf, ...others } = tools as RuleTools
  const rules: RuleTools = { ...others, namesOf: rememberedNames(namesOf) }
  checkLanguages(template, report)
  checkFormats(template, report)
  checkVariables(template, rules, report)
  checkBrand(template, rules, report)
  checkFiles(template, files, report)
  checkIds(template.scenes, 'scenes', report)
  template.scenes.forEach((scene, index) => {
    const place = { path: `scenes[${index}]`, scene: scene.id }
    checkIds(scene.layers, at(place.path, 'layers'), report, scene)
    const { layers, ...alone } = scene
    checkColours(alone, place, template, report, true)
    layers.forEach((layer, l) => {
      const here = { path: `${place.path}.layers[${l}]`, scene: scene.id, layer: layer.id }
      checkColours(layer, here, template, report, true)
      for (const { look, path } of looksOf(layer))
        checkLook(look, { ...here, path: here.path + path }, template, report)
    })
  })
  const used = checkTexts(template, rules, report)
  checkSources(template, used.variables, report)
  checkTime(template, rules, report)
  checkLayouts(template, rules, report)
  if (used.complete) checkUnused(template, used.variables, report)
  return report.findings()
}

/** One set of names a scene: compilers remember by it. */
function rememberedNames(namesOf: RuleTools['namesOf']): RuleTools['namesOf'] {
  const known = new Map<Scene | undefined, unknown>()
  return (template, scene) => {
    if (!known.has(scene)) known.set(scene, namesOf(template, scene))
    return known.get(scene)
  }
}

function checkAmounts(template: Template, report: Report): boolean {
  const amounts = {
    layers: template.scenes.reduce((sum, scene) => sum + scene.layers.length, 0),
    variables: Object.keys(template.variables).length,
    formats: Object.keys(template.formats).length,
    languages: Object.keys(template.languages).length,
  }
  let fine = true
  for (const [name, amount] of Object.entries(amounts) as [keyof typeof most, number][]) {
    if (amount <= most[name] && (amount > 0 || name === 'layers' || name === 'variables')) continue
    fine = false
    const path = name === 'layers' ? 'scenes' : name
    if (amount === 0)
      report.error('template.empty', { path }, `There are no ${name}.`, `Add at least one to "${name}".`)
    else
      report.error(
        'template.too-large',
        { path },
        `There are ${amount} ${name}; ${most[name]} is the most.`,
        'Split the template into several.',
      )
  }
  return fine
}

function checkLanguages(template: Template, report: Report): void {
  const ids = Object.keys(template.languages)
  if (!Object.hasOwn(template.languages, template.defaultLanguage))
    report.error(
      'language.unknown',
      { path: 'defaultLanguage' },
      `The template has no language "${template.defaultLanguage}".`,
      hint(template.defaultLanguage, ids, 'Name one of "languages".'),
    )
  for (const [id, { locale }] of Object.entries(template.languages)) {
    const path = locale === undefined ? at('languages', id) : at(at('languages', id), 'locale')
    if (!isKnownLocale(locale ?? id))
      report.error(
        'language.locale',
        { path, language: id },
        `Nothing is known of how numbers and dates are written in "${locale ?? id}".`,
        'Give a "locale" like en-GB, or correct the language tag.',
      )
  }
}

function isKnownLocale(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length > 0
  } catch {
    return false
  }
}

function checkIds(items: readonly (Scene | Layer)[], path: string, report: Report, scene?: Scene): void {
  const first = new Map<string, number>()
  items.forEach(({ id }, index) => {
    const known = first.get(id)
    if (known !== undefined)
      report.error(
        'id.repeated',
        {
          path: at(at(path, index), 'id'),
          ...(scene === undefined ? { scene: id } : { scene: scene.id, layer: id }),
        },
        `The id "${id}" is that of ${at(path, known)} too.`,
        'Give each its own id.',
      )
    else first.set(id, index)
  })
}

function looksOf(layer: Layer): { look: { font?: string }; path: string }[] {
  if (layer.type !== 'text') return []
  return [
    { look: layer.look, path: '.look' },
    ...Object.entries(layer.formats).map(([name, own]) => ({
      look: (own as { look?: { font?: string } }).look ?? {},
      path: `${at('.formats', name)}.look`,
    })),
  ]
}

/** Types whose values may serve for names of files and folders, though no video shows them. */
const nameable = new Set(['text', 'number', 'date', 'one-of', 'boolean'])

function checkUnused(template: Template, used: ReadonlySet<string>, report: Report): void {
  const inColours = new Set(
    [...JSON.stringify(template.scenes).matchAll(/"var:([a-z][a-z0-9_]*)"/g)].map(([, name]) => name),
  )
  inColours.add(template.background.replace(/^var:/, ''))
  for (const [name, variable] of Object.entries(template.variables)) {
    if (used.has(name) || inColours.has(name)) continue
    const needed = variable.required && variable.default === undefined
    if (needed)
      report.warning(
        'variable.unused',
        { path: at('variables', name) },
        `No video shows "${name}", yet rows without it are set aside.`,
        'Use it, make it optional ("required": false), or remove it.',
      )
    else if (!nameable.has(variable.type))
      report.warning(
        'variable.unused',
        { path: at('variables', name) },
        `No video shows "${name}".`,
        'Use it, or remove it.',
      )
  }
}
