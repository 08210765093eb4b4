import type { FaceMeasurer, LineMeasure, TextFace, TextMeasurer } from '../../../src-shared/plans/rasters.ts'
import type { FontSource, ShapedRun, Typeface } from './font-source.ts'
import { chunksOf, type FamilyStack, runsOf, runsRightToLeft } from './runs.ts'

/** A run of a line, placed: x is where its pen starts, in multiples of the size, letter spacing included. */
export type PlacedRun = {
  typeface: Typeface
  family: string
  text: string
  x: number
  tracking: number
  run: ShapedRun
}

export type Typesetter = {
  measurer: TextMeasurer
  /** The runs of a line, left to right as they are seen. */
  set(line: string, direction: 'ltr' | 'rtl', face: TextFace): PlacedRun[]
}

/** What is remembered of a word: enough to add words up, whatever the letter spacing. */
type Word = {
  advance: number
  gaps: number
  left: number
  /** How far the ink stands out of the advance to the right (negative: it stays within). */
  overhang: number
  top: number
  bottom: number
  /** Indices into the stack. */
  families: readonly number[]
}
/** The families, style and locale of a text, and the words measured in it. */
type Setting = {
  stack: FamilyStack
  ascent: number
  descent: number
  /** Chunks by their text, with a mark before those that run right to left. */
  words: RecentMap<Word>
  /** What the layout adds up. */
  segments: RecentMap<Word>
  names: readonly string[]
  weight: number
  italic: boolean
  locale: string
  spaced: boolean
}

const wordsRemembered = 1_000
const longestRemembered = 500
const settingsRemembered = 200
/** Scripts whose letters hang together: no letter spacing. */
const joined =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Mandaic}\p{Script=Manichaean}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}]/u

export function createTypesetter(fonts: FontSource): Typesetter {
  const settings = new RecentMap<Setting>(settingsRemembered)

  function settingOf(face: TextFace): Setting {
    const spaced = face.tracking !== 0
    const key = `${face.families.join()}|${face.weight}|${face.italic}|${face.locale}|${spaced}`
    return settings.getOrMake(key, () => {
      const first = fonts.typeface(face.families[0] ?? '', face.weight, face.italic)
      const names = face.families
      return {
        stack: {
          count: names.length,
          isColour: (family) => fonts.isColour(names[family]!),
          coverage: (family) => fonts.coverage(names[family]!, face.weight, face.italic),
        },
        ascent: first.ascent,
        descent: first.descent,
        words: new RecentMap(wordsRemembered),
        segments: new RecentMap(wordsRemembered),
        names,
        weight: face.weight,
        italic: face.italic,
        locale: face.locale,
        spaced,
      }
    })
  }

  function shapeChunk(text: string, rightToLeft: boolean, setting: Setting) {
    const runs = runsOf(text, setting.stack)
    if (rightToLeft) runs.reverse()
    return runs.map(({ text, family }) => {
      const typeface = fonts.typeface(setting.names[family]!, setting.weight, setting.italic)
      const run = typeface.shape(text, { rightToLeft, locale: setting.locale, spaced: setting.spaced })
      if (setting.spaced && joined.test(text)) run.gaps = 0
      return { text, family, typeface, run }
    })
  }

  /** One list for each family: words by the thousand are remembered. */
  function listOf(family: number): readonly number[] {
    const list = single[family] ?? [family]
    single[family] = list
    return list
  }

  function wordOf(text: string, rightToLeft: boolean, setting: Setting): Word {
    return setting.words.getOrMake(rightToLeft ? `\u200f${text}` : text, () => {
      return shapeChunk(text, rightToLeft, setting)
        .map(({ run, family }) => ({
          advance: run.advance,
          gaps: run.gaps,
          left: run.ink?.left ?? Number.POSITIVE_INFINITY,
          overhang: run.ink === null ? Number.NEGATIVE_INFINITY : run.ink.right - run.advance,
          top: run.ink?.top ?? Number.POSITIVE_INFINITY,
          bottom: run.ink?.bottom ?? Number.NEGATIVE_INFINITY,
          families: listOf(family),
        }))
        .reduce(join, nothing)
    })
  }

  function face(wanted: TextFace): FaceMeasurer {
    const setting = settingOf(wanted)
    const { tracking } = wanted
    return {
      ascent: setting.ascent,
      descent: setting.descent,
      width(text) {
        const word = setting.segments.getOrMake(text, () =>
          chunksOf(text, runsRightToLeft(text) ? 'rtl' : 'ltr')
            .map((chunk) => wordOf(chunk.text, chunk.rightToLeft, setting))
            .reduce(join, nothing),
        )
        return word.advance + word.gaps * tracking
      },
      line(text, direction): LineMeasure {
        const words = chunksOf(text, direction).map((chunk) => wordOf(chunk.text, chunk.rightToLeft, setting))
        const used: boolean[] = []
        let pen = 0
        let trailing = 0
        const ink = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }
        for (const word of words) {
          const end = pen + word.advance + word.gaps * tracking
          trailing = word.gaps > 0 ? tracking : 0
          for (const family of word.families) used[family] = true
          ink.left = Math.min(ink.left, pen + word.left)
          ink.right = Math.max(ink.right, end - trailing + word.overhang)
          ink.top = Math.min(ink.top, word.top)
          ink.bottom = Math.max(ink.bottom, word.bottom)
          pen = end
        }
        const inked = ink.right > ink.left ? ink : { left: 0, right: 0, top: 0, bottom: 0 }
        return { width: pen - trailing, ...inked, families: setting.names.filter((_, index) => used[index]) }
      },
    }
  }

  return {
    measurer: { face },
    set(line, direction, wanted) {
      const setting = settingOf(wanted)
      let pen = 0
      return chunksOf(line, direction).flatMap((chunk) =>
        shapeChunk(chunk.text, chunk.rightToLeft, setting).map(({ text, family, typeface, run }) => {
          const tracking = run.gaps > 0 ? wanted.tracking : 0
          const placed = { typeface, family: setting.names[family]!, text, x: pen, tracking, run }
          pen += run.advance + run.gaps * tracking
          return placed
        }),
      )
    },
  }
}

/** Most words are of one family: they share its list. */
const single: (readonly number[])[] = []

const nothing: Word = {
  advance: 0,
  gaps: 0,
  left: Number.POSITIVE_INFINITY,
  overhang: Number.NEGATIVE_INFINITY,
  top: Number.POSITIVE_INFINITY,
  bottom: Number.NEGATIVE_INFINITY,
  families: [],
}

/** Two words side by side. Letter spacing widens what lies between, never the overhang. */
function join(a: Word, b: Word): Word {
  return {
    advance: a.advance + b.advance,
    gaps: a.gaps + b.gaps,
    left: Math.min(a.left, a.advance + b.left),
    overhang: Math.max(a.overhang - b.advance, b.overhang),
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
    families: b.families.every((family) => a.families.includes(family))
      ? a.families
      : a.families.length === 0
        ? b.families
        : [...new Set([...a.families, ...b.families])],
  }
}

/** Remembers at least the last `size` keys that were asked for, and at most twice as many. */
class RecentMap<V> {
  private recent = new Map<string, V>()
  private older = new Map<string, V>()
  private readonly size: number

  constructor(size: number) {
    this.size = size
  }

  getOrMake(key: string, make: () => V): V {
    let value = this.recent.get(key)
    if (value !== undefined) return value
    value = this.older.get(key) ?? make()
    if (key.length > longestRemembered) return value
    if (this.recent.size >= this.size) {
      this.older = this.recent
      this.recent = new Map()
    }
    this.recent.set(key, value)
    return value
  }
}
