import { pathKey } from '../../../src-shared/data/file-names.ts'
import type { Row } from '../../../src-shared/data/rows.ts'
import type { Value, Values } from '../../../src-shared/data/values.ts'
import { type Codec, codecs } from '../../../src-shared/templates/formats.ts'
import type { BuiltInName, NamePattern, PatternPiece } from './name-pattern.ts'
import { fitPart, longestPart, safePart } from './safe-part.ts'

/** All that a name can be made of. */
export type NameFacts = Record<BuiltInName, string> & {
  /** See `namingValues`. */
  values: Values
  /** The record as it was read. */
  cells: Record<string, string | null>
  codec: Codec
}

/**
 * The values that names are made of: the row's plain ones, so that all languages of a row lie in one folder; a variable
 * that has none of those has its value of the language.
 */
export function namingValues(row: Row, language: string): Values {
  const values: Values = { ...row.values }
  for (const [name, value] of Object.entries(row.byLanguage[language] ?? {}))
    if ((values[name] ?? null) === null) values[name] = value
  return values
}

/** A planned output: `path` is relative to the output folder, with forward slashes; equal `key`s are one file. */
type OutputName = { path: string; key: string }

/**
 * The name of one output. It never leaves the output folder and is taken by every system as it is. A folder whose name
 * comes out empty is left out; a file whose name does becomes `_`. Where a name in braces is empty, the hyphen or
 * underscore before it (after it, at the start) goes too.
 */
export function outputName(pattern: NamePattern, facts: NameFacts): OutputName {
  const extension = codecs[facts.codec].extension
  const last = pattern.parts.length - 1
  const parts = pattern.parts.flatMap((pieces, index) => {
    const part = safePart(fill(pieces, facts))
    if (index === last)
      return [`${fitPart(part === '' ? '_' : part, longestPart - extension.length - 1)}.${extension}`]
    return part === '' ? [] : [fitPart(part)]
  })
  const path = parts.join('/')
  return { path, key: pathKey(path) }
}

function fill(pieces: PatternPiece[], facts: NameFacts): string {
  let text = ''
  let missed = false
  for (const piece of pieces) {
    if (piece.kind === 'literal') {
      text += missed && text === '' ? piece.text.replace(/^[-_ .]+/, '') : piece.text
      continue
    }
    const value = pieceText(piece, facts).trim()
    missed = value === ''
    // A value's own slashes are no folders.
    if (missed) text = text.replace(/[-_ .]+$/, '')
    else text += value.replace(/[/\\]+/g, '-')
  }
  return text
}

function pieceText(piece: Exclude<PatternPiece, { kind: 'literal' }>, facts: NameFacts): string {
  switch (piece.kind) {
    case 'built-in':
      return facts[piece.name]
    case 'variable':
      return valueText(facts.values[piece.name] ?? null)
    case 'column':
      return facts.cells[piece.name] ?? ''
    case 'nothing':
      return ''
    default:
      return piece satisfies never
  }
}

function valueText(value: Value): string {
  if (value === null) return ''
  switch (value.type) {
    case 'text':
      return value.text
    case 'number':
      return String(value.number)
    case 'money':
      return [String(value.amount), value.currency ?? ''].join(' ').trim()
    case 'percent':
      return String(value.percent)
    case 'date':
      return value.day
    case 'boolean':
      return value.yes ? 'yes' : 'no'
    case 'colour':
      return value.hex
    case 'image':
    case 'video':
    case 'audio':
      return baseName(value.source)
    case 'url':
      return value.href
    case 'list':
      return value.items.map(valueText).filter(Boolean).join('-')
    case 'one-of':
      return value.choice
    default:
      return value satisfies never
  }
}

/** `images/mug.front.png` and `https://host/images/mug.front.png?v=2` are both `mug.front`. */
function baseName(source: string): string {
  const last =
    source
      .split(/[?#]/)[0]!
      .split(/[/\\]/)
      .findLast((part) => part !== '') ?? ''
  return last.replace(/\.[^.]*$/, '')
}

/** Which row's videos would be one file, in words. What `pattern` has already is not advised. */
export function collisionText(
  path: string,
  one: { line: number; key: string; language: string; format: string },
  other: { line: number; key: string; language: string; format: string },
  pattern?: NamePattern,
): { message: string; whatToDo: string } {
  if (one.line === other.line && one.key === other.key) {
    const lacking = one.format === other.format ? '{language}' : '{format}'
    return {
      message: `The videos of row "${one.key}" (line ${one.line}) for ${one.language}/${one.format} and ${other.language}/${other.format} would both be ${path}.`,
      whatToDo: `Add ${lacking} to the name pattern.`,
    }
  }
  return {
    message: `Row "${one.key}" (line ${one.line}) and row "${other.key}" (line ${other.line}) would both be ${path}.`,
    whatToDo: `Add ${pattern !== undefined && hasKey(pattern) ? '{row}' : '{key} or {row}'} to the name pattern, or give the rows keys that differ in more than letter case and punctuation.`,
  }
}

const hasKey = ({ parts }: NamePattern) =>
  parts.flat().some((piece) => piece.kind === 'built-in' && piece.name === 'key')
