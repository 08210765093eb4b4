import type { Values } from '../../../src-shared/data/values.ts'
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
import type { Level } from '../../core/render-plan/live-scene.ts'

/** A template's texts and conditions, compiled once, with what each follows from. */
export type TemplateProgram = {
  text(scene: Scene, source: string): { compiled: CompiledText; level: Level }
  condition(scene: Scene, source: string): { compiled: CompiledCondition; level: Level }
  /** Of a layer as a whole: text, condition, source, colours. */
  levelOf(scene: Scene, layer: Layer): Level
  colourLevel(colour: string): Level
}

export function compileTemplate(template: Template): TemplateProgram {
  const names = new Map<Scene, Names>()
  const texts = new Map<string, { compiled: CompiledText; level: Level }>()
  const conditions = new Map<string, { compiled: CompiledCondition; level: Level }>()

  const namesIn = (scene: Scene): Names => {
    let known = names.get(scene)
    if (known === undefined) {
      known = namesOf(template, scene)
      names.set(scene, known)
    }
    return known
  }
  const levelFrom = (uses: CompiledText['uses'], scene: Scene): Level => {
    let level: Level = 0
    for (const language of Object.keys(template.languages)) {
      const all = usesWithStrings(uses, stringsOf(template, language), namesIn(scene))
      if (all.variables.length > 0 || all.item) return 2
      if (all.strings.length > 0 || all.language) level = 1
    }
    return level
  }
  const colourLevel = (colour: string): Level => (colour.startsWith('var:') ? 2 : 0)

  const program: TemplateProgram = {
    text(scene, source) {
      const key = `${scene.id}\n${source}`
      let known = texts.get(key)
      if (known === undefined) {
        const compiled = compileText(source, namesIn(scene))
        known = { compiled, level: levelFrom(compiled.uses, scene) }
        texts.set(key, known)
      }
      return known
    },
    condition(scene, source) {
      const key = `${scene.id}\n${source}`
      let known = conditions.get(key)
      if (known === undefined) {
        const compiled = compileCondition(source, namesIn(scene))
        known = { compiled, level: levelFrom(compiled.uses, scene) }
        conditions.set(key, known)
      }
      return known
    },
    levelOf(scene, layer) {
      const levels: Level[] = coloursIn(layer).map(colourLevel)
      if (layer.when !== undefined) levels.push(program.condition(scene, layer.when).level)
      if (layer.type === 'text') levels.push(program.text(scene, layer.text).level)
      if ((layer.type === 'image' || layer.type === 'video') && 'variable' in layer.source) levels.push(2)
      return Math.max(0, ...levels) as Level
    },
    colourLevel,
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
