/**
 * Sentences of the studio and what a window says for them. Facts have numbered places, the same ones on both sides: `{1}` is any
 * text, `{1#}` a number, with its unit or without, `{1"}` something in quotes, or a list of such.
 */
export type Sentences = Readonly<Record<string, string>>

/** What was made of a text. `known`: all of it stands in the catalogue. */
export type Told = { text: string; known: boolean }

type Kind = 'any' | 'number' | 'quoted'
type Pattern = {
  /** What stands before, between and after the facts. */
  between: string[]
  /** Kinds of the facts, in their order, and their places. */
  kinds: Kind[]
  places: number[]
  says: (string | number)[]
  /** Letters that are no fact: of two that fit, the one that knows more is meant. */
  weight: number
}
type Found = { text: string; score: number; known: boolean }

/** Longer ones are no sentences of the studio. */
const longest = 4_000
const mostSentences = 12
const deepest = 4
/** So many comparisons for one text, however it is made: then the rest stays as it is. */
const mostTries = 40_000
const mostKept = 1_000

/** Finds texts of the studio in a catalogue; `numbers` writes a number as the window does. */
export function createTold(
  sentences: Sentences,
  numbers: (number: string) => string,
): (text: string) => Told {
  const exact = new Map<string, string>()
  const byWord = new Map<string, Pattern[]>()
  const open: Pattern[] = []
  for (const [text, says] of Object.entries(sentences)) {
    const pattern = patternOf(text, says)
    if (pattern.kinds.length === 0) exact.set(text, says)
    else {
      const word = firstWord(pattern.between[0]!)
      if (word === null) open.push(pattern)
      else byWord.set(word, [...(byWord.get(word) ?? []), pattern])
    }
  }
  const kept = new Map<string, Told>()
  let tries = 0

  return (text) => {
    const before = kept.get(text)
    if (before !== undefined) return before
    tries = 0
    const { text: says, known } = text.length > longest ? unknown(text) : whole(text, 0)
    if (kept.size >= mostKept) kept.clear()
    const told = { text: says, known }
    kept.set(text, told)
    return told
  }

  /** One sentence, or several after one another: of all ways to take them apart, the one that knows most. */
  function whole(text: string, depth: number): Found {
    const starts = sentenceStarts(text)
    if (starts.length === 1) return single(text, depth) ?? unknown(text)
    const best: (Found & { next: number })[] = []
    for (let from = starts.length - 1; from >= 0; from--) {
      for (let to = from + 1; to <= starts.length; to++) {
        const end = to === starts.length ? text.length : starts[to]! - 1
        const piece = text.slice(starts[from], end)
        const found = single(piece, depth) ?? (to === from + 1 ? unknown(piece) : null)
        if (found === null) continue
        const rest = best[to]
        const score = found.score + (rest?.score ?? 0)
        const before = best[from]
        if (before !== undefined && score < before.score) continue
        const known = found.known && (rest?.known ?? true)
        best[from] = {
          text: rest === undefined ? found.text : `${found.text} ${rest.text}`,
          score,
          known,
          next: to,
        }
      }
    }
    return best[0] ?? unknown(text)
  }

  function single(text: string, depth: number): Found | null {
    const says = exact.get(text)
    if (says !== undefined) return { text: says, score: text.length, known: true }
    let meant: { pattern: Pattern; facts: string[] } | null = null
    for (const pattern of candidates(text)) {
      if (meant !== null && pattern.weight <= meant.pattern.weight) continue
      tries += 1
      if (tries > mostTries) break
      const facts = factsIn(text, pattern)
      if (facts !== null) meant = { pattern, facts }
    }
    return meant === null ? null : filled(meant.pattern, meant.facts, depth)
  }

  function* candidates(text: string): Generator<Pattern> {
    yield* byWord.get(firstWord(text) ?? '') ?? []
    yield* open
  }

  function filled({ kinds, places, says, weight }: Pattern, facts: string[], depth: number): Found {
    let score = weight
    const told = facts.map((fact, index) => {
      if (kinds[index] === 'number') return numbers(fact)
      // A name, a number and what stands in quotes is left alone.
      const inner = depth >= deepest || !/[A-Za-z] |[a-z][.:]$/.test(fact) ? null : whole(fact, depth + 1)
      if (inner === null) return fact
      score += inner.score
      return inner.text
    })
    const text = says
      .map((piece) => (typeof piece === 'string' ? piece : told[places.indexOf(piece)]))
      .join('')
    return { text, score, known: true }
  }
}

const unknown = (text: string): Found => ({ text, score: 0, known: false })

function patternOf(text: string, says: string): Pattern {
  const between: string[] = []
  const kinds: Kind[] = []
  const places: number[] = []
  for (const [index, piece] of text.split(/\{(\d+[#"]?)\}/).entries()) {
    if (index % 2 === 0) between.push(piece)
    else {
      kinds.push(piece.endsWith('#') ? 'number' : piece.endsWith('"') ? 'quoted' : 'any')
      places.push(Number.parseInt(piece, 10))
    }
  }
  const pieces = says.split(/\{(\d+)\}/).map((piece, index) => (index % 2 === 0 ? piece : Number(piece)))
  return { between, kinds, places, says: pieces, weight: between.join('').length }
}

/** Null when a fact may stand within the first word. */
const firstWord = (text: string): string | null => /^[A-Za-z'’]+(?=[ ,.:])/.exec(text)?.[0] ?? null

/** The facts of a text that has a pattern's form; in one go from the left, whatever stands in them. */
function factsIn(text: string, { between, kinds }: Pattern): string[] | null {
  const last = between.at(-1)!
  if (!text.startsWith(between[0]!) || !text.endsWith(last)) return null
  const end = text.length - last.length
  const facts: string[] = []
  let at = between[0]!.length
  for (const [index, kind] of kinds.entries()) {
    const isLast = index === kinds.length - 1
    const to = isLast ? end : nextPlace(text, between[index + 1]!, at, kind)
    if (to <= at || to > end) return null
    const fact = text.slice(at, to)
    if (!fits(fact, kind)) return null
    facts.push(fact)
    at = to + (isLast ? 0 : between[index + 1]!.length)
  }
  return facts
}

/** Where what follows a fact begins; -1: nowhere. What is in quotes is passed over as a whole, where it can be. */
function nextPlace(text: string, piece: string, from: number, kind: Kind): number {
  if (kind !== 'number' && text[from] === '"') {
    const close = closingQuote(text, from)
    const to = close === -1 ? -1 : text.indexOf(piece, close + 1)
    if (to !== -1) return to
  }
  return text.indexOf(piece, from + 1)
}

function closingQuote(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return -1
}

function fits(fact: string, kind: Kind): boolean {
  if (kind === 'any') return true
  if (kind === 'quoted') return fact.length > 1 && fact.startsWith('"') && fact.endsWith('"')
  return fact.length < 40 && /^[-−]?[\d,]+(\.\d+)?( (kB|MB|GB|TB|s|min|h|px|dB|%))?$/.test(fact)
}

/** Where sentences may begin: at the start, and after a full stop and a space. */
function sentenceStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf(' '); at !== -1 && starts.length < mostSentences; at = text.indexOf(' ', at + 1))
    if (/[.!?…]/.test(text[at - 1] ?? '') || /[.!?…][")”]/.test(text.slice(at - 2, at))) starts.push(at + 1)
  return starts
}
