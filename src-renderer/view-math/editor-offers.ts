import { getLocation, parse } from 'jsonc-parser'
import { placeTooDeep } from '../../src-shared/templates/nesting.ts'
import type { Draft } from './editor-draft.ts'
import { type Offer, offeredProperties, offeredValues } from './editor-schema.ts'

/** The word at the cursor, with its quotes: what an offer takes the place of. */
export function wordAt(text: string, offset: number): { from: number; to: number; typed: string } {
  const line = text.lastIndexOf('\n', offset - 1) + 1
  const before = text.slice(line, offset)
  const open = /"[^"\\]*$/.exec(before)
  const quotes = before.match(/(?<!\\)"/g)?.length ?? 0
  if (open !== null && quotes % 2 === 1) {
    const rest = /^[^"\n]*"?/.exec(text.slice(offset))?.[0] ?? ''
    const closes = rest.endsWith('"') && !/[,:{}[\]]/.test(rest)
    const from = line + open.index
    return { from, to: closes ? offset + rest.length : offset, typed: text.slice(from, offset) }
  }
  const plain = /[\w.#:-]*$/.exec(before)?.[0] ?? ''
  return { from: offset - plain.length, to: offset, typed: plain }
}

/** What can stand at the cursor: properties with what they begin with, or values. */
export function offersAt(
  text: string,
  offset: number,
  draft: Draft,
  named: { fonts: readonly string[]; assets: readonly string[] },
): Offer[] {
  if (placeTooDeep(text) !== null) return []
  const { path, isAtPropertyKey } = getLocation(text, offset)
  // Also of a text that is no JSON yet, as far as it can be followed: what is being typed seldom is.
  const json: unknown = parse(text)
  if (isAtPropertyKey) {
    const { from, to } = wordAt(text, offset)
    const isRenamed = /^\s*:/.test(text.slice(to))
    const own = text.slice(from, to).replaceAll('"', '')
    return offeredProperties(json, path.slice(0, -1), own).map((offer) => ({
      ...offer,
      label: `"${offer.label}"`,
      apply: isRenamed ? JSON.stringify(offer.label) : offer.apply,
    }))
  }
  const own = ownNames(path, draft, named).map(
    (name): Offer => ({ label: JSON.stringify(name), detail: '', info: '', apply: JSON.stringify(name) }),
  )
  const values = offeredValues(json, path)
  return [...own, ...values.filter(({ label }) => !own.some((other) => other.label === label))]
}

/** What the template itself names: colours, fonts, styles, variables, files. */
function ownNames(
  path: readonly (string | number)[],
  draft: Draft,
  { fonts, assets }: { fonts: readonly string[]; assets: readonly string[] },
): string[] {
  const name = path.at(-1)
  const names = (of: (type: string) => boolean) =>
    draft.variables.flatMap((variable) => (of(variable.type) ? [variable.name] : []))
  switch (name) {
    case 'colour':
    case 'background':
    case 'fill':
      return [
        ...draft.colours.map((colour) => colour.name),
        ...names((type) => type === 'colour').map((one) => `var:${one}`),
      ]
    case 'font':
      return draft.fonts
    case 'style':
      return draft.textStyles
    case 'family':
      return [...fonts]
    case 'file':
    case 'logo':
    case 'fallback':
      return [...assets]
    case 'variable':
      return names(
        path.includes('audio') ? (type) => type === 'audio' : (type) => type === 'image' || type === 'video',
      )
    case 'over':
      return names((type) => type === 'list')
    case 'layout':
      return draft.formats.map((format) => format.name)
    case 'defaultLanguage':
      return draft.languages.map(({ tag }) => tag)
    default:
      return []
  }
}
