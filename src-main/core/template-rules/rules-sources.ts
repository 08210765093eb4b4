import type { Variable } from '../../../src-shared/data/variables.ts'
import type { Source } from '../../../src-shared/templates/layers.ts'
import type { Scene, Template } from '../../../src-shared/templates/template.ts'
import { at } from '../../../src-shared/templates/template-path.ts'
import type { Place, Report } from './report.ts'
import { hint } from './rules-looks.ts'

type Wanted = 'image' | 'video' | 'audio'

/** Where pictures, clips and sounds come from: variables of the right type, a logo that is there. */
export function checkSources(template: Template, usedVariables: Set<string>, report: Report): void {
  template.scenes.forEach((scene, s) => {
    checkRepeat(template, scene, `scenes[${s}].repeat`, usedVariables, report)
    scene.layers.forEach((layer, l) => {
      if (layer.type !== 'image' && layer.type !== 'video') return
      const { type } = layer
      const path = `scenes[${s}].layers[${l}]`
      const place = { path: at(path, 'source'), scene: scene.id, layer: layer.id }
      checkSource(template, layer.source, type, place, scene, usedVariables, report)
      for (const [name, own] of Object.entries(layer.formats)) {
        const { source } = own as Partial<typeof layer>
        const there = { ...place, path: `${at(at(path, 'formats'), name)}.source` }
        if (source !== undefined) checkSource(template, source, type, there, scene, usedVariables, report)
      }
    })
  })
  checkAudio(template, usedVariables, report)
}

function checkRepeat(
  template: Template,
  scene: Scene,
  path: string,
  used: Set<string>,
  report: Report,
): void {
  if (scene.repeat === undefined) return
  const { over, as } = scene.repeat
  used.add(over)
  checkType(template, over, 'list', { path: at(path, 'over'), scene: scene.id }, report)
  for (const name of [as, `${as}_number`])
    if (Object.hasOwn(template.variables, name))
      report.error(
        'repeat.name',
        { path: at(path, 'as'), scene: scene.id },
        `The item is called "${name}" like a variable of the template.`,
        'Give the item another name.',
      )
}

function checkSource(
  template: Template,
  source: Source,
  type: Wanted,
  place: Place,
  scene: Scene,
  used: Set<string>,
  report: Report,
): void {
  if ('brand' in source) {
    if (template.brand.logo === undefined)
      report.error('logo.missing', place, 'The brand kit has no logo.', 'Name a picture under "brand.logo".')
    return
  }
  if (!('variable' in source)) return
  const { variable } = source
  if (scene.repeat !== undefined && variable === scene.repeat.as) {
    const over = own(template, scene.repeat.over)
    if (over?.type === 'list' && over.items !== type)
      report.error(
        'variable.type',
        { ...place, path: at(place.path, 'variable') },
        `The items of "${scene.repeat.over}" are of the type ${over.items}, but this layer needs ${type}.`,
        `Repeat over a list whose items are of the type ${type}.`,
      )
    return
  }
  used.add(variable)
  checkType(template, variable, type, { ...place, path: at(place.path, 'variable') }, report)
}

function checkAudio(template: Template, used: Set<string>, report: Report): void {
  const { music, voice, duck } = template.audio ?? {}
  for (const [name, part] of [
    ['music', music],
    ['voice', voice],
  ] as const) {
    if (part === undefined || !('variable' in part.source)) continue
    used.add(part.source.variable)
    checkType(template, part.source.variable, 'audio', { path: `audio.${name}.source.variable` }, report)
  }
  if (duck !== undefined && voice === undefined)
    report.warning(
      'audio.duck',
      { path: 'audio.duck' },
      'There is no voice for which the music could step back.',
      'Add a voice, or remove "duck".',
    )
  if (voice === undefined || !('files' in voice.source)) return
  const { files } = voice.source
  for (const language of Object.keys(files))
    if (!Object.hasOwn(template.languages, language))
      report.error(
        'language.unknown',
        { path: at('audio.voice.source.files', language) },
        `The template has no language "${language}".`,
        hint(language, Object.keys(template.languages), 'Add the language, or remove its voice.'),
      )
  for (const language of Object.keys(template.languages))
    if (!Object.hasOwn(files, language))
      report.warning(
        'audio.voice-missing',
        { path: 'audio.voice.source.files', language },
        `There is no voice for the language ${language}: its videos have none.`,
        `Add a file for "${language}".`,
      )
}

function own(template: Template, name: string): Variable | undefined {
  return Object.hasOwn(template.variables, name) ? template.variables[name] : undefined
}

function checkType(template: Template, name: string, type: Variable['type'], place: Place, report: Report) {
  const variable = own(template, name)
  if (variable?.type === type) return
  const fitting = Object.entries(template.variables)
    .filter(([, other]) => other.type === type)
    .map(([other]) => other)
  if (variable === undefined)
    report.error(
      'variable.unknown',
      place,
      `There is no variable "${name}".`,
      hint(name, fitting, `Declare it under "variables" with the type "${type}".`),
    )
  else
    report.error(
      'variable.type',
      place,
      `The variable "${name}" is of the type ${variable.type}, but ${type} is needed here.`,
      hint('', fitting, `Declare a variable of the type "${type}".`),
    )
}
