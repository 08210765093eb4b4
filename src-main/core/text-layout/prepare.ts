import { type Segment, segmentsOf } from './break-opportunities.ts'

export type Prepared = {
  segments: readonly (Segment & { first: boolean })[]
  /** Has bidi embeddings or isolates. */
  embedded: boolean
}

const rememberedTexts = 400
const longestRemembered = 1_000
let recent = new Map<string, Prepared>()
let older = new Map<string, Prepared>()

/** A text cut into segments, paragraph by paragraph. The last few thousand texts are remembered. */
export function prepare(text: string): Prepared {
  let prepared = recent.get(text)
  if (prepared !== undefined) return prepared
  prepared = older.get(text) ?? cut(text)
  if (text.length > longestRemembered) return prepared
  if (recent.size >= rememberedTexts) {
    older = recent
    recent = new Map()
  }
  recent.set(text, prepared)
  return prepared
}

const embeddings = /[\u202a-\u202e\u2066-\u2069]/
const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const unprintable = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufff9-\ufffb]/g

function cut(text: string): Prepared {
  const segments: (Segment & { first: boolean })[] = []
  const whole = text.replace(/^\s+|\s+$/g, '')
  for (const paragraph of whole === '' ? [] : whole.split(lineBreak)) {
    const own = segmentsOf(paragraph.replace(unprintable, ''))
    if (own.length === 0) own.push({ text: '', space: '', hyphen: false })
    own.forEach((segment, index) => {
      segments.push({ ...segment, first: index === 0 })
    })
  }
  return { segments, embedded: embeddings.test(text) }
}

/**
 * Opens at the start of each line what is still open from the lines before it in its paragraph, so that every line can
 * be put in order by itself.
 */
export function carryEmbeddings(lines: string[], startsParagraph: boolean[]): string[] {
  let open: string[] = []
  return lines.map((line, index) => {
    if (startsParagraph[index]) open = []
    const carried = open.join('') + line
    for (const character of line) {
      if (/[\u202a\u202b\u202d\u202e\u2066-\u2068]/.test(character)) open.push(character)
      else if (character === '\u202c' || character === '\u2069') open.pop()
    }
    return carried
  })
}
