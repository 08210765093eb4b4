/**
 * Sentences of the studio and what a window says for them. Facts have numbered places, the same ones on both sides (there without
 * the sign): `{1}` is any text, `{1#}` a number, with its unit or without, `{1"}` something in quotes, or a list of such, `{1*}` a
 * sentence or phrase that itself stands in the catalogue, `{1.}` one that lost its full stop.
 */
export type Sentences = Readonly<Record<string, string>>

/** What was made of a text. `known`: all of it stands in the catalogue. */
export type Told = { text: string; known: boolean }

type Kind = 'any' | 'name' | 'number' | 'quoted' | 'sentence' | 'stem'
const kindOf: Record<string, Kind> = { '#': 'number', '"': 'quoted', '*': 'sentence', '.': 'stem' }
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
const mostWeighed = 3
const mostListed = 400

/** Finds texts of the studio in a catalogue; `numbers` writes a number as the window does, `joints` are the words between a list's entries. */
export function createTold(
  sentences: Sentences,
  { numbers, joints }: { numbers: (number: string) => string; joints: Record<string, string> },
): (text: string) => Told {
  const exact = new Map<string, string>()
  const byWord = new Map<string, Pattern[]>()
  const byLastWord = new Map<string, Pattern[]>()
  const open: Pattern[] = []
  const put = (index: Map<string, Pattern[]>, word: string, pattern: Pattern) =>
    void index.set(word, [...(index.get(word) ?? []), pattern])
  for (const [text, says] of Object.entries(sentences)) {
    const pattern = patternOf(text, says)
    if (pattern.kinds.length === 0) exact.set(text, says)
    else {
      const [first, last] = [firstWord(pattern.between[0]!), lastWord(pattern.between.at(-1)!)]
      if (first !== null) put(byWord, first, pattern)
      else if (last !== null) put(byLastWord, last, pattern)
      else open.push(pattern)
    }
  }
  const kept = new Map<string, Told>()
  /** While one text is looked for: what was found for pieces of it. */
  const looked = new Map<string, Found | null>()
  let tries = 0

  return (text) => {
    const before = kept.get(text)
    if (before !== undefined) return before
    tries = 0
    looked.clear()
    const { text: says, known } = text.length > longest ? unknown(text) : whole(text, 0)
    if (kept.size >= mostKept) kept.clear()
    const told = { text: says, known }
    kept.set(text, told)
    return told
  }

  /** One sentence, or several after one another: of all ways to take them apart, one that knows all of it, else the most. */
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
        const known = found.known && (rest?.known ?? true)
        const before = best[from]
        if (before !== undefined && (before.known === known ? score < before.score : before.known)) continue
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
    const before = looked.get(text)
    if (before !== undefined) return before
    const found = bestFor(text, depth)
    looked.set(text, found)
    return found
  }

  function bestFor(text: string, depth: number): Found | null {
    const fitting: { pattern: Pattern; facts: string[] }[] = []
    for (const pattern of candidates(text)) {
      tries += 1
      if (tries > mostTries) break
      const facts = factsIn(text, pattern)
      if (facts !== null) fitting.push({ pattern, facts })
    }
    // What a fact says counts, too: of those that know most, the one is meant whose facts are known best.
    fitting.sort((one, other) => other.pattern.weight - one.pattern.weight)
    return fitting
      .slice(0, mostWeighed)
      .map(({ pattern, facts }) => filled(pattern, facts, depth))
      .reduce<Found | null>(
        (best, each) => (each !== null && each.score > (best?.score ?? 0) ? each : best),
        null,
      )
  }

  function candidates(text: string): Pattern[] {
    const [first, last] = [firstWord(text) ?? '', lastWord(text) ?? '']
    return [...(byWord.get(first) ?? []), ...(byLastWord.get(last) ?? []), ...open]
  }

  function filled({ kinds, places, says, weight }: Pattern, facts: string[], depth: number): Found | null {
    let score = weight
    const told: string[] = []
    for (const [index, fact] of facts.entries()) {
      const found = factOf(fact, kinds[index]!, depth)
      if (found === null) return null
      score += found.score
      told.push(found.text)
    }
    const text = says
      .map((piece) => (typeof piece === 'string' ? piece : told[places.indexOf(piece)]))
      .join('')
    return { text, score, known: true }
  }

  /** Names, numbers and what stands in quotes are left alone. Null: it should be known, and isn't. */
  function factOf(fact: string, kind: Kind, depth: number): Found | null {
    if (kind === 'number') return { text: numbers(fact), score: 0, known: true }
    if (kind === 'name' || (kind === 'any' && (depth >= deepest || !fact.includes(' ')))) return unknown(fact)
    if (kind === 'any') return phrase(fact, depth + 1)
    if (kind === 'quoted') return phrase(fact, depth + 1)
    if (depth >= deepest) return null
    const found = phrase(kind === 'stem' ? `${fact}.` : fact, depth + 1)
    if (!found.known) return null
    return kind === 'stem' ? { ...found, text: found.text.replace(/\.$/, '') } : found
  }

  /** Also a list, when each of it is known. */
  function phrase(text: string, depth: number): Found {
    const found = whole(text, depth)
    if (found.known || text.length > mostListed) return found
    const parts = text.split(/(^, |, | and | or )/)
    return parts.length < 3 ? found : (list(parts, depth) ?? found)
  }

  /** Of entries and what stands between them; an entry may itself have an "and": `b2 is finished and approved`. */
  function list(parts: string[], depth: number): Found | null {
    const best: (Found | null)[] = []
    for (let from = parts.length - 1; from >= 0; from -= 2) {
      best[from] = null
      for (let to = from; to < Math.min(from + 4, parts.length); to += 2) {
        const rest = to === parts.length - 1 ? unknown('') : best[to + 2]
        const entry = rest ? entryOf(parts.slice(from, to + 1).join(''), depth) : null
        if (!rest || entry === null) continue
        const score = entry.score + rest.score
        if (score <= (best[from]?.score ?? -1)) continue
        const joint = parts[to + 1] ?? ''
        best[from] = { text: `${entry.text}${joints[joint] ?? joint}${rest.text}`, score, known: true }
      }
    }
    return best[0] ?? null
  }

  function entryOf(text: string, depth: number): Found | null {
    return text === '' || /^"[^"]*"$/.test(text) ? unknown(text) : single(text, depth)
  }
}

const unknown = (text: string): Found => ({ text, score: 0, known: false })

function patternOf(text: string, says: string): Pattern {
  const between: string[] = []
  const kinds: Kind[] = []
  const places: number[] = []
  const parts = text.split(/\{(\d+[#"*.]?)\}/)
  for (const [index, piece] of parts.entries()) {
    if (index % 2 === 0) between.push(piece)
    else {
      const isName = parts[index - 1]!.endsWith('"') && parts[index + 1]!.startsWith('"')
      kinds.push(isName ? 'name' : (kindOf[piece.at(-1)!] ?? 'any'))
      places.push(Number.parseInt(piece, 10))
    }
  }
  const pieces = says.split(/\{(\d+)\}/).map((piece, index) => (index % 2 === 0 ? piece : Number(piece)))
  return {
    between,
    kinds,
    places,
    says: pieces,
    weight: between.join('').length + kinds.filter((kind) => kind !== 'any').length,
  }
}

/** Null when a fact may stand within the first word. */
const firstWord = (text: string): string | null => /^[A-Za-z'’]+(?=[ ,.:])/.exec(text)?.[0] ?? null

/** ` there.`: what stands after the last space; null when a fact may stand within it. */
const lastWord = (text: string): string | null => / [^ ]+$/.exec(text)?.[0] ?? null

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
    if (close !== -1) return text.indexOf(piece, close + 1)
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
  if (kind === 'quoted') return fact.length > 1 && fact.startsWith('"') && fact.endsWith('"')
  if (kind !== 'number') return true
  return fact.length < 40 && /^[-−]?[\d,]+(\.\d+)?( (kB|MB|GB|TB|s|min|h|px|dB|%))?$/.test(fact)
}

/** Where sentences may begin: at the start, and after a full stop and a space, but not within quotes that pair. */
function sentenceStarts(text: string): number[] {
  const starts = [0]
  const quotes = [...text.matchAll(/\\.|"/g)].filter(([sign]) => sign === '"').map(({ index }) => index)
  if (quotes.length % 2 === 1) quotes.length = 0
  let passed = 0
  for (
    let at = text.indexOf(' ');
    at !== -1 && starts.length < mostSentences;
    at = text.indexOf(' ', at + 1)
  ) {
    while ((quotes[passed] ?? text.length) < at) passed += 1
    const isAfterEnd =
      /[.!?…]/.test(text[at - 1] ?? '') || /[.!?…][")”]/.test(text.slice(Math.max(0, at - 2), at))
    if (passed % 2 === 0 && isAfterEnd) starts.push(at + 1)
  }
  return starts
}
