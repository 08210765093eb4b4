/** A name in a text or condition: of a variable, or of a string (`t.name`). Offsets in the text. */
type NamedPlace = { kind: 'variable' | 'string'; name: string; from: number; to: number }

/** New names for old ones; answers the same name where nothing changes. */
export type Renaming = Record<'variable' | 'string', (name: string) => string>

/** The text with its names replaced, in order of appearance; words outside of braces stay. */
export const renamedInText = (text: string, to: Renaming): string => renamed(text, namesInText(text), to)

/** A condition, which has no braces, likewise. */
export const renamedInCondition = (text: string, to: Renaming): string =>
  renamed(text, namesBetween(text, 0, text.length, false), to)

function renamed(text: string, places: readonly NamedPlace[], to: Renaming): string {
  let now = ''
  let end = 0
  for (const { kind, name, from, to: until } of places) {
    now += text.slice(end, from) + to[kind](name)
    end = until
  }
  return now + text.slice(end)
}

function namesInText(text: string): NamedPlace[] {
  const found: NamedPlace[] = []
  const begins = /\{\{|\{%/g
  for (let begin = begins.exec(text); begin !== null; begin = begins.exec(text)) {
    const from = begin.index + 2
    const end = closes(text, from, begin[0] === '{{' ? '}}' : '%}')
    found.push(...namesBetween(text, from, end, begin[0] === '{%'))
    begins.lastIndex = end
  }
  return found
}

/** Where the braces close: marks in quotes don't count. */
function closes(text: string, from: number, mark: string): number {
  let quote = ''
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at]!
    if (quote !== '') quote = sign === quote ? '' : quote
    else if (sign === '"' || sign === "'") quote = sign
    else if (text.startsWith(mark, at)) return at
  }
  return text.length
}

/** `isBlock`: its first word is the block's own. */
function namesBetween(text: string, from: number, to: number, isBlock: boolean): NamedPlace[] {
  const pieces = [...text.slice(from, to).matchAll(/"[^"]*"?|'[^']*'?|[A-Za-z_]\w*(?:-\w+)*|\d[\w.]*|\S/g)]
  const at = (index: number) => pieces[index]?.[0] ?? ''
  const own = isBlock ? pieces.findIndex(([word]) => isWord(word)) : -1
  return pieces.flatMap((piece, index): NamedPlace[] => {
    const word = piece[0]
    const before = at(index - 1)
    // After a dot stands a part of something, after a bar a filter; before a colon the name of what a filter is given.
    if (!isWord(word) || index === own || before === '.' || before === '|' || at(index + 1) === ':') return []
    if (word !== 't') return [placeOf('variable', word, from + piece.index)]
    const next = pieces[index + 2]
    if (next === undefined) return []
    const start = from + next.index
    if (at(index + 1) === '.' && isWord(next[0])) return [placeOf('string', next[0], start)]
    const quoted = /^(["'])(.*)\1$/.exec(next[0])?.[2]
    return at(index + 1) === '[' && quoted !== undefined ? [placeOf('string', quoted, start + 1)] : []
  })
}

const isWord = (piece: string) => /^[A-Za-z_]/.test(piece)
const placeOf = (kind: NamedPlace['kind'], name: string, from: number): NamedPlace => ({
  kind,
  name,
  from,
  to: from + name.length,
})
