import type { Renaming } from './editor-names.ts'
import { renamedInCondition, renamedInText } from './editor-names.ts'
import { isRecord } from './editor-pixels.ts'

/** What stands for each thing that a layer or scene names of its template; the same name where nothing changes. */
export type References = Renaming &
  Record<'colour' | 'font' | 'style' | 'file', (name: string) => string> & { logo(): void }

/** A layer's JSON, or what a format changes of it, with other names for what it refers to. What can't be read stays as it is. */
export function layerReferring(layer: unknown, to: References): unknown {
  return changed(layer, {
    text: (value) => words(value, (text) => renamedInText(text, to)),
    when: (value) => words(value, (text) => renamedInCondition(text, to)),
    source: (value) => sourceReferring(value, to),
    style: (value) => words(value, to.style),
    look: (value) => lookReferring(value, to),
    fill: (value) =>
      changed(colour(value, to), {
        stops: (stops) => (Array.isArray(stops) ? stops.map((stop) => coloured(stop, to)) : stops),
      }),
    stroke: (value) => coloured(value, to),
    shadow: (value) => coloured(value, to),
    formats: (value) => each(value, (change) => layerReferring(change, to)),
  })
}

/** A scene's JSON, likewise, with its layers. */
export const sceneReferring = (scene: unknown, to: References): unknown =>
  changed(scene, {
    when: (value) => words(value, (text) => renamedInCondition(text, to)),
    repeat: (value) => changed(value, { over: (over) => words(over, to.variable) }),
    background: (value) => colour(value, to),
    layers: (value) => (Array.isArray(value) ? value.map((layer) => layerReferring(layer, to)) : value),
    formats: (value) => each(value, (change) => changed(change, { background: (own) => colour(own, to) })),
  })

/** A look of a layer or of a text style. */
export const lookReferring = (look: unknown, to: References): unknown =>
  changed(look, {
    font: (value) => words(value, to.font),
    colour: (value) => colour(value, to),
    stroke: (value) => coloured(value, to),
    shadow: (value) => coloured(value, to),
    plate: (value) => coloured(value, to),
  })

function sourceReferring(source: unknown, to: References): unknown {
  if (isRecord(source) && source.brand === 'logo') to.logo()
  return changed(source, {
    file: (value) => words(value, to.file),
    variable: (value) => words(value, to.variable),
  })
}

const coloured = (value: unknown, to: References) => changed(value, { colour: (own) => colour(own, to) })

function colour(value: unknown, to: References): unknown {
  if (typeof value !== 'string' || value.startsWith('#')) return value
  return value.startsWith('var:') ? `var:${to.variable(value.slice('var:'.length))}` : to.colour(value)
}

const words = (value: unknown, change: (text: string) => string) =>
  typeof value === 'string' ? change(value) : value

const each = (value: unknown, change: (part: unknown) => unknown) =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([name, own]) => [name, change(own)]))
    : value

function changed(value: unknown, changes: Readonly<Record<string, (part: unknown) => unknown>>): unknown {
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, own]) => [
      name,
      Object.hasOwn(changes, name) ? changes[name]!(own) : own,
    ]),
  )
}
