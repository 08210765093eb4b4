import { defaultNamePattern } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'

/** What can stand in a pattern besides the variables and columns of the row. */
const builtInNames = ['batch', 'template', 'key', 'row', 'language', 'format', 'quality', 'date'] as const
export type BuiltInName = (typeof builtInNames)[number]

export type PatternPiece =
  | { kind: 'literal'; text: string }
  | { kind: 'built-in'; name: BuiltInName }
  | { kind: 'variable'; name: string }
  | { kind: 'column'; name: string }
  /** A name of the default pattern that this template doesn't have: always empty. */
  | { kind: 'nothing' }

/** One list of pieces for each part of the path; the last is the file's name without its extension. */
export type NamePattern = { source: string; parts: PatternPiece[][] }

/**
 * Reads a pattern like `{batch}/{category}/{key}_{language}_{format}`. A name in braces is a built-in, else a variable
 * of the template, else a column of the table (case, spaces, hyphens and underscores don't matter there). A known
 * video extension at the end is passed over: it follows from the format.
 *
 * Rejects with `name.pattern` when a brace is open, a name is unknown, or the path would leave the output folder.
 */
export function parseNamePattern(source: string, variables: string[], columns: string[]): NamePattern {
  const text = source.normalize('NFC').replaceAll('\\', '/').trim()
  if (/^(\/|[a-zA-Z]:|~)/.test(text))
    throw wrong(
      `The name pattern "${source}" is an absolute path.`,
      'Leave out what stands before the first folder: --out says where that is.',
    )
  const byPlainName = new Map(columns.map((column) => [plain(column), column]))
  const parts = text
    .replace(/\.(mp4|mov|webm|gif)$/i, '')
    .split('/')
    .map((part) => readPart(part, source, variables, byPlainName))
    .filter((pieces) => pieces.length > 0)
  for (const pieces of parts) {
    if (pieces.every((piece) => piece.kind === 'literal') && /^\.+$/.test(pieces.map(asText).join('')))
      throw wrong(`The name pattern "${source}" leaves the output folder.`, 'Leave out parts like "..".')
  }
  if (parts.length === 0)
    throw wrong('The name pattern is empty.', `Use a pattern like ${defaultNamePattern}.`)
  if (parts.length > 20)
    throw wrong(
      `The name pattern "${source}" has ${parts.length} folders.`,
      'Use at most 19 folders and a name.',
    )
  return { source, parts }
}

function readPart(part: string, source: string, variables: string[], columns: Map<string, string>) {
  const pieces: PatternPiece[] = []
  let at = 0
  for (const match of part.matchAll(/\{([^{}]*)\}/g)) {
    if (match.index > at) pieces.push({ kind: 'literal', text: part.slice(at, match.index) })
    pieces.push(readName(match[1]!.trim(), source, variables, columns))
    at = match.index + match[0].length
  }
  if (at < part.length) pieces.push({ kind: 'literal', text: part.slice(at) })
  if (pieces.some((piece) => piece.kind === 'literal' && /[{}]/.test(piece.text)))
    throw wrong(
      `The name pattern "${source}" has a brace without its partner.`,
      'Write names as {key}, each with both braces.',
    )
  return pieces
}

function readName(
  name: string,
  source: string,
  variables: string[],
  columns: Map<string, string>,
): PatternPiece {
  const wanted = plain(name)
  const builtIn = builtInNames.find((known) => known === wanted)
  if (builtIn !== undefined) return { kind: 'built-in', name: builtIn }
  const variable =
    variables.find((known) => known === name) ?? variables.find((known) => plain(known) === wanted)
  if (variable !== undefined) return { kind: 'variable', name: variable }
  const column = columns.get(wanted)
  if (column !== undefined && wanted !== '') return { kind: 'column', name: column }
  if (source === defaultNamePattern) return { kind: 'nothing' }
  const known = [...builtInNames, ...variables]
  throw wrong(
    `The name pattern "${source}" asks for {${name}}, which is neither a variable of the template nor a column of the table.`,
    `Use one of ${known.map((one) => `{${one}}`).join(', ')}, or a column of the table.`,
  )
}

const asText = (piece: PatternPiece) => (piece.kind === 'literal' ? piece.text : '')
const plain = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '')
const wrong = (message: string, whatToDo: string) =>
  new StudioError({ code: 'name.pattern', message, whatToDo })

/** What a batch is called: its table without folders and extension. `data/products.csv.gz` is `products`. */
export function batchName(table: string): string {
  const file = table.split(/[/\\]/).at(-1) ?? ''
  return file.replace(/\.gz$/i, '').replace(/(.)\.[^.]+$/, '$1')
}
