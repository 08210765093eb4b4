import bidiFactory, { type Bidi } from 'bidi-js'
import {
  type Coverage,
  covers,
  type TextCluster,
  textClusters,
} from '../../../src-shared/plans/text-clusters.ts'

/** A stretch of a line that is set in one family; `family` is an index into the stack. */
export type Run = { text: string; family: number; emoji: boolean }

/** A word, a space or a Chinese, Japanese or Korean character: what is shaped by itself. */
type Chunk = { text: string; rightToLeft: boolean }

/** The families of a stack in the style that is wanted. */
export type FamilyStack = {
  count: number
  isColour(family: number): boolean
  coverage(family: number): Coverage
}

// Its types describe an ES module, Node loads its CommonJS build: the default import is the function itself.
const bidi = (bidiFactory as unknown as () => Bidi)()
const rightToLeft =
  /[\u0590-\u08ff\u061c\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const ideographic =
  '[\\u2e80-\\u2fdf\\u3000-\\u30ff\\u3105-\\u312f\\u3190-\\u33ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff01-\\uff60\\uffe0-\\uffe6\\u{1b000}-\\u{1b16f}\\u{20000}-\\u{3fffd}]'
const hasIdeographs = new RegExp(ideographic, 'u')
const chunkPattern = new RegExp(
  ` +|${ideographic}[\\u3099\\u309a\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]*|(?:(?!${ideographic})[^ ])+`,
  'gu',
)
const letter = /\p{L}/u

/**
 * Cuts a line into chunks, left to right as they are seen. Chunks are shaped apart from each other, so that a word has
 * the same width in every line and widths can be added up.
 */
export function chunksOf(line: string, direction: 'ltr' | 'rtl'): Chunk[] {
  if (direction === 'ltr' && !runsRightToLeft(line)) {
    return splitChunks(line).map((text) => ({ text, rightToLeft: false }))
  }
  const { levels } = bidi.getEmbeddingLevels(line, direction)
  const chunks: { text: string; level: number }[] = []
  let start = 0
  while (start < line.length) {
    const level = levels[start]!
    let end = start + 1
    while (end < line.length && levels[end] === level) end += 1
    for (const text of splitChunks(line.slice(start, end))) chunks.push({ text, level })
    start = end
  }
  return visualOrder(chunks).map(({ text, level }) => ({ text, rightToLeft: level % 2 === 1 }))
}

/** Whether a text has anything that the bidirectional algorithm must look at. */
export function runsRightToLeft(text: string): boolean {
  return rightToLeft.test(text)
}

function splitChunks(text: string): string[] {
  if (!text.includes(' ') && !hasIdeographs.test(text)) return text === '' ? [] : [text]
  return text.match(chunkPattern) ?? []
}

/** Rule L2 of the bidirectional algorithm: every stretch of a level or above is turned around, highest level first. */
function visualOrder<T extends { level: number }>(items: T[]): T[] {
  const highest = items.reduce((most, { level }) => Math.max(most, level), 0)
  const lowestOdd = items.reduce(
    (least, { level }) => (level % 2 === 1 ? Math.min(least, level) : least),
    255,
  )
  for (let level = highest; level >= lowestOdd; level -= 1) {
    let start = 0
    while (start < items.length) {
      let end = start
      while (end < items.length && items[end]!.level >= level) end += 1
      if (end > start) items.splice(start, end - start, ...items.slice(start, end).reverse())
      start = end + 1
    }
  }
  return items
}

/**
 * Cuts a chunk into runs of one family, in logical order. Each character comes from the first family that has it;
 * neighbouring letters that would come from several families come from the first that has them all; emoji come from a
 * colour family, other signs from one only when no other has them. Emoji stand alone.
 */
export function runsOf(chunk: string, stack: FamilyStack): Run[] {
  if (coveredByFirst(chunk, stack)) return [{ text: chunk, family: 0, emoji: false }]
  const clusters = textClusters(chunk)
  const families = clusters.map((cluster) => familyFor(cluster, stack))
  unifyWords(clusters, families, stack)
  const runs: Run[] = []
  clusters.forEach((cluster, index) => {
    const family = families[index]!
    const last = runs.at(-1)
    const emoji = stack.isColour(family)
    if (last !== undefined && last.family === family && !emoji) last.text += cluster.text
    else runs.push({ text: cluster.text, family, emoji })
  })
  return runs
}

function coveredByFirst(chunk: string, stack: FamilyStack): boolean {
  if (stack.isColour(0)) return false
  const coverage = stack.coverage(0)
  for (let index = 0; index < chunk.length; index += 1) {
    const unit = chunk.charCodeAt(index)
    // Above this, a character may be part of an emoji.
    if (unit >= 0x2000 || !coverage.has(unit)) return false
  }
  return true
}

function familyFor(cluster: TextCluster, stack: FamilyStack): number {
  for (const colour of cluster.emoji ? [true, false] : [false, true]) {
    for (let family = 0; family < stack.count; family += 1) {
      if (stack.isColour(family) === colour && covers(stack.coverage(family), cluster.text)) return family
    }
  }
  return 0
}

function unifyWords(clusters: TextCluster[], families: number[], stack: FamilyStack): void {
  let start = 0
  while (start < clusters.length) {
    let end = start
    while (end < clusters.length && letter.test(clusters[end]!.text)) end += 1
    if (end - start > 1 && new Set(families.slice(start, end)).size > 1) {
      const word = clusters.slice(start, end)
      for (let family = 0; family < stack.count; family += 1) {
        if (stack.isColour(family)) continue
        if (word.every((cluster) => covers(stack.coverage(family), cluster.text))) {
          families.fill(family, start, end)
          break
        }
      }
    }
    start = end + 1
  }
}
