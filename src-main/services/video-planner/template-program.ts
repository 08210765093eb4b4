import type { Values } from '../../../src-shared/data/values.ts'
import type { Follows } from '../../../src-shared/plans/plan.ts'
import { stringsOf } from '../../../src-shared/templates/languages.ts'
import type { Layer } from '../../../src-shared/templates/layers.ts'
import type { Scene, Template } from '../../../src-shared/templates/template.ts'
import {
  type CompiledCondition,
  type CompiledText,
  compileCondition,
  compileText,
  usesWithStrings,
} from '../../core/expressions/compile.ts'
import { type Names, namesOf } from '../../core/expressions/names.ts'

/** A template's texts and conditions, compiled once, with what each follows from. */
export type TemplateProgram = {
  text(scene: Scene, source: string): { compiled: CompiledText; follows: Follows }
  condition(scene: Scene, source: string): { compiled: CompiledCondition; follows: Follows }
  /** Of a layer as a whole: text, condition, source, colours. */
  followsOf(scene: Scene, layer: Layer): Follows
  colourFollows(colour: string): Follows
}

export function compileTemplate(template: Template): TemplateProgram {
  const names = new Map<Scene, Names>()
  const texts = new Map<string, { compiled: CompiledText; follows: Follows }>()
  const conditions = new Map<string, { compiled: CompiledCondition; follows: Follows }>()

  const namesIn = (scene: Scene): Names => {
    let known = names.get(scene)
    if (known === undefined) {
      known = namesOf(template, scene)
      names.set(scene, known)
    }
    return known
  }
  const followsFrom = (uses: CompiledText['uses'], scene: Scene): Follows => {
    let follows = 0
    for (const language of Object.keys(template.languages)) {
      const all = usesWithStrings(uses, stringsOf(template, language), namesIn(scene))
      if (all.variables.length > 0 || all.item) follows |= 2
      if (all.strings.length > 0 || all.language) follows |= 1
      for (const name of all.variables) follows |= variableFollows(name)
    }
    return follows as Follows
  }
  const variableFollows = (name: string): Follows => (template.variables[name]?.perLanguage ? 3 : 2)
  const colourFollows = (colour: string): Follows =>
    colour.startsWith('var:') ? variableFollows(colour.slice(4)) : 0

  /** Each layer belongs to one scene. */
  const ofLayers = new WeakMap<Layer, Follows>()
  const program: TemplateProgram = {
    text(scene, source) {
      const key = `${scene.id}\n${source}`
      let known = texts.get(key)
      if (known === undefined) {
        const compiled = compileText(source, namesIn(scene))
        known = { compiled, follows: followsFrom(compiled.uses, scene) }
        texts.set(key, known)
      }
      return known
    },
    condition(scene, source) {
      const key = `${scene.id}\n${source}`
      let known = conditions.get(key)
      if (known === undefined) {
        const compiled = compileCondition(source, namesIn(scene))
        known = { compiled, follows: followsFrom(compiled.uses, scene) }
        conditions.set(key, known)
      }
      return known
    },
    followsOf(scene, layer) {
      const before = ofLayers.get(layer)
      if (before !== undefined) return before
      let follows: number = 0
      for (const colour of coloursIn(layer)) follows |= colourFollows(colour)
      if (layer.when !== undefined) follows |= program.condition(scene, layer.when).follows
      // Letters are shaped by the language's rules, whatever they say.
      if (layer.type === 'text') follows |= program.text(scene, layer.text).follows | 1
      if ((layer.type === 'image' || layer.type === 'video') && 'variable' in layer.source)
        follows |= variableFollows(layer.source.variable)
      if (scene.repeat !== undefined) follows |= variableFollows(scene.repeat.over)
      ofLayers.set(layer, follows as Follows)
      return follows as Follows
    },
    colourFollows,
  }
  return program
}

/** Every colour that a layer names itself; those of brand styles never come from a row. */
function coloursIn(data: unknown): string[] {
  if (typeof data === 'string') return data.startsWith('var:') ? [data] : []
  if (Array.isArray(data)) return data.flatMap(coloursIn)
  if (typeof data === 'object' && data !== null) return Object.values(data).flatMap(coloursIn)
  return []
}

/** A colour as `#rrggbbaa`: brand colours and colour variables looked up. A missing value is clear. */
export function resolveColour(colour: string, template: Template, values: Values): string {
  if (colour.startsWith('var:')) {
    const value = values[colour.slice(4)]
    return value?.type === 'colour' ? whole(value.hex) : '#00000000'
  }
  if (colour.startsWith('#')) return whole(colour)
  return whole(template.brand.colours[colour] ?? '#00000000')
}

function whole(hex: string): string {
  const digits = hex.slice(1).toLowerCase()
  if (digits.length === 3) return `#${[...digits].map((digit) => digit + digit).join('')}ff`
  return digits.length === 6 ? `#${digits}ff` : `#${digits}`
}
