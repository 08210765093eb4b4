import type { Finding } from '../../src-shared/plans/findings.ts'
import { partsOf } from '../../src-shared/templates/template-path.ts'
import type { Draft } from './editor-draft.ts'
import type { JsonPath } from './editor-json.ts'

/** A place of a template as others name it: by the ids of its parts, which stay the same while a draft is changed. */
export type EditorTarget = {
  scene: string | null
  layer: string | null
  /** From the layer or scene on; from the template, where neither is named. */
  property: JsonPath
  language: string | null
  format: string | null
}

/** Which property of a layer a finding about a row is about, by the finding's rule. */
const propertyOfRule: Record<string, JsonPath> = {
  'text.overflow': ['look', 'minSize'],
  'text.cut': ['look', 'overflow'],
  'glyph.missing': ['look', 'font'],
  'image.small': ['source'],
  'media.too-short': ['duration'],
  'media.no-picture': ['source'],
  'media.no-sound': ['source'],
}

/** Where a finding of a check leads in the editor; null: to no place of a template. `path`: in its JSON, where it is known. */
export function targetOf(
  finding: Pick<Finding, 'rule' | 'scene' | 'layer' | 'language' | 'format' | 'path'>,
): EditorTarget | null {
  const { rule, scene, layer, language, format, path } = finding
  const within = path === undefined ? null : withoutFormats(partsOf(path))
  if (scene === null && layer === null && (within === null || within.length === 0)) return null
  const rest =
    within === null
      ? (propertyOfRule[rule] ?? [])
      : within[0] !== 'scenes' || scene === null
        ? within
        : within.slice(within[2] === 'layers' && layer !== null ? 4 : 2)
  return { scene, layer, property: rest, language, format }
}

/** As the address of the editor holds it. */
export function targetText({ scene, layer, property, language, format }: EditorTarget): string {
  const parts = { scene, layer, property: property.join('.') || null, language, format }
  return new URLSearchParams(
    Object.entries(parts).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  ).toString()
}

export function readTarget(text: string): EditorTarget {
  const parts = new URLSearchParams(text)
  const property = parts.get('property') ?? ''
  return {
    scene: parts.get('scene'),
    layer: parts.get('layer'),
    property:
      property === '' ? [] : property.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
    language: parts.get('language'),
    format: parts.get('format'),
  }
}

/** The place in a draft's JSON; null when the draft has no such part any more. */
export function placeIn(draft: Draft, { scene, layer, property }: EditorTarget): JsonPath | null {
  if (scene === null) return property.length === 0 ? null : property
  const found = draft.scenes.find(({ id }) => id === scene)
  if (found === undefined) return null
  const base = ['scenes', found.index]
  if (layer === null) return [...base, ...property]
  const own = found.layers.find(({ id }) => id === layer)
  return own === undefined ? base : [...base, 'layers', own.index, ...property]
}

/** A place without the format that it is written for: properties have one place in the panel. */
export function withoutFormats(path: JsonPath): JsonPath {
  const at = path.indexOf('formats')
  return path[0] === 'scenes' && at !== -1 ? [...path.slice(0, at), ...path.slice(at + 2)] : path
}
