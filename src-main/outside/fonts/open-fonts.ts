import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Coverage } from '../../../src-shared/plans/text-clusters.ts'
import { bundledFamilies, bundledPath } from './bundled-fonts.ts'
import { FontFault, readStyle, readTables, withOnly } from './sfnt.ts'
import { loadFace, makeTypeface, readCoverage, shaper, type Typeface } from './typeface.ts'

/** Files of one family that a template brings with it; absolute paths, already confined to the template's folder. */
type FontFiles = { family: string; files: readonly string[] }

/** All fonts that text may use: the bundled ones and a template's own, never the system's. Nothing is read before it is needed. */
export type Fonts = {
  /** The shaper and its version: part of what decides widths and pixels. */
  shaper: string
  families(): string[]
  has(family: string): boolean
  /** The styles that a family has; of a variable font its range. */
  styles(family: string): { weight: number; maxWeight: number; italic: boolean }[]
  /** Whether the family's glyphs are coloured pictures. Throws `font.unknown`. */
  isColour(family: string): boolean
  /** What the style (default: regular, upright) has glyphs for. Throws `font.unknown`. */
  coverage(family: string, weight?: number, italic?: boolean): Coverage
  /** SHA-256 (lower-case hex) of the file that is used for this style. Throws `font.unknown`. */
  fontFileHash(family: string, weight: number, italic: boolean): string
  /** SHA-256 of all files of a family, as they were read; of a template's own ones in their order. Throws `font.unknown`. */
  fileHashes(family: string): string[]
  /** The nearest style that the family has, as CSS chooses it. Throws `font.unknown`. */
  typeface(family: string, weight: number, italic: boolean): Typeface
  /** The bytes of a bundled family's file, for a painter of colour glyphs. */
  colourFile(family: string): Buffer
  /**
   * These fonts and a template's own, which come before bundled ones of the same name. Files are read and checked at
   * once; throws `font.broken` or `font.missing`, naming the file.
   */
  withFiles(own: readonly FontFiles[]): Fonts
}

type Style = {
  weight: number
  /** Larger than `weight` for variable fonts. */
  maxWeight: number
  italic: boolean
  path: string
  hash(): string
  coverage(): Coverage
  typeface(weight: number): Typeface
}
type Family = { family: string; colour: boolean; styles: Style[] }

const maxFontBytes = 64 * 1024 * 1024
const coverageTables = ['cmap', 'head', 'maxp']
/** Shaping needs no pictures: of the emoji file that leaves 1 MB of 25. */
const shapingTables = ['cmap', 'head', 'hhea', 'hmtx', 'maxp', 'GDEF', 'GSUB', 'GPOS', 'OS/2', 'vhea', 'vmtx']

/**
 * Opens the bundled fonts. `root` is the folder that holds the `@expo-google-fonts` packages' folders; by default
 * where they are installed. Nothing is read yet.
 */
export function openFonts(options: { root?: string } = {}): Fonts {
  const root = options.root ?? installedRoot()
  const families = new Map<string, Family>()
  for (const bundled of bundledFamilies) {
    const styles = bundled.weights.flatMap((weight) =>
      (bundled.italics ? [false, true] : [false]).map((italic) =>
        bundledStyle(join(root, bundledPath(bundled, weight, italic)), {
          weight,
          italic,
          colour: bundled.colour,
        }),
      ),
    )
    families.set(bundled.family, { family: bundled.family, colour: bundled.colour, styles })
  }
  return fontsOf(families)
}

function installedRoot(): string {
  try {
    const packageFile = createRequire(import.meta.url).resolve('@expo-google-fonts/inter/package.json')
    return dirname(dirname(packageFile))
  } catch (cause) {
    throw new StudioError({
      code: 'font.missing',
      message: 'The bundled fonts are not installed.',
      whatToDo: 'Run npm ci in the project folder, or reinstall Reelmill.',
      cause,
    })
  }
}

function fontsOf(families: ReadonlyMap<string, Family>): Fonts {
  const known = (name: string): Family => {
    const family = families.get(name)
    if (family !== undefined) return family
    throw new StudioError({
      code: 'font.unknown',
      message: `The font family "${name}" is neither bundled nor among the template's own files.`,
      whatToDo: `Use one of ${[...families.keys()].join(', ')}, or name the family's files in the template.`,
    })
  }
  const chosen = new Map<string, Style>()
  const styleOf = (name: string, weight: number, italic: boolean): Style => {
    const key = `${name}|${weight}|${italic}`
    let style = chosen.get(key)
    if (style === undefined) {
      style = nearest(known(name).styles, weight, italic)
      chosen.set(key, style)
    }
    return style
  }
  return {
    shaper,
    families: () => [...families.keys()],
    has: (family) => families.has(family),
    styles: (family) =>
      known(family).styles.map(({ weight, maxWeight, italic }) => ({ weight, maxWeight, italic })),
    isColour: (family) => known(family).colour,
    coverage: (family, weight = 400, italic = false) => styleOf(family, weight, italic).coverage(),
    fontFileHash: (family, weight, italic) => styleOf(family, weight, italic).hash(),
    fileHashes: (family) => known(family).styles.map(({ hash }) => hash()),
    typeface: (family, weight, italic) => styleOf(family, weight, italic).typeface(weight),
    colourFile: (family) => readFont(styleOf(family, 400, false).path),
    withFiles(own) {
      const all = new Map(families)
      for (const { family, files } of own) {
        if (files.length === 0) continue
        all.set(family, { family, colour: false, styles: files.map(ownStyle) })
      }
      return fontsOf(all)
    },
  }
}

/** CSS font matching: the slant first, then the weight (towards 400-500 from there, else away from the middle). */
function nearest(styles: readonly Style[], weight: number, italic: boolean): Style {
  const slanted = styles.filter((style) => style.italic === italic)
  const candidates = slanted.length > 0 ? slanted : styles
  const distance = (style: Style): number => {
    if (weight >= style.weight && weight <= style.maxWeight) return 0
    const at = weight < style.weight ? style.weight : style.maxWeight
    if (weight >= 400 && weight <= 500) {
      if (at > weight && at <= 500) return at - weight
      return at < weight ? 1_000 + weight - at : 2_000 + at
    }
    const away = weight < 400 ? at < weight : at > weight
    return Math.abs(at - weight) + (away ? 0 : 1_000)
  }
  return candidates.reduce((best, style) => (distance(style) < distance(best) ? style : best))
}

function bundledStyle(path: string, about: { weight: number; italic: boolean; colour: boolean }): Style {
  const load = once(() => {
    const bytes = readFont(path)
    return loadFace(about.colour ? withOnly(bytes, readTables(bytes), shapingTables) : bytes)
  })
  const typeface = once(() =>
    makeTypeface(load(), { id: path, path, colour: about.colour, weight: about.weight }),
  )
  return {
    weight: about.weight,
    maxWeight: about.weight,
    italic: about.italic,
    path,
    hash: once(() => createHash('sha256').update(readFont(path)).digest('hex')),
    coverage: once(() => {
      const bytes = readFont(path)
      return readCoverage(withOnly(bytes, readTables(bytes), coverageTables))
    }),
    typeface: () => typeface(),
  }
}

function ownStyle(path: string): Style {
  const bytes = readFont(path)
  try {
    const tables = readTables(bytes)
    const loaded = loadFace(bytes)
    const coverage = readCoverage(withOnly(bytes, tables, coverageTables))
    if (coverage.count === 0) throw new FontFault('has no characters')
    const style = readStyle(bytes, tables)
    const axis = loaded.axes.wght
    const hash = createHash('sha256').update(bytes).digest('hex')
    const faces = new Map<number, Typeface>()
    const range = axis === undefined ? [style.weight, style.weight] : [axis.min, axis.max]
    const clamp = (weight: number) => Math.min(Math.max(weight, range[0]!), range[1]!)
    return {
      weight: range[0]!,
      maxWeight: range[1]!,
      italic: style.italic,
      path,
      hash: () => hash,
      coverage: () => coverage,
      typeface(weight) {
        const shown = clamp(weight)
        let face = faces.get(shown)
        if (face === undefined) {
          face = makeTypeface(loaded, { id: `${hash}:${shown}`, path, colour: false, weight: shown })
          faces.set(shown, face)
        }
        return face
      },
    }
  } catch (cause) {
    const why = cause instanceof FontFault ? cause.message : 'is damaged: no font can be made of it'
    throw new StudioError({
      code: 'font.broken',
      message: `The font file ${path} ${why}.`,
      whatToDo: 'Replace it by a whole TTF or OTF file, or use a bundled family.',
      cause,
    })
  }
}

function readFont(path: string): Buffer {
  try {
    const facts = statSync(path)
    if (!facts.isFile()) throw new Error('not a regular file')
    if (facts.size <= maxFontBytes) return readFileSync(path)
  } catch (cause) {
    throw new StudioError({
      code: 'font.missing',
      message: `The font file ${path} is not there or can not be read.`,
      whatToDo: "Check the template's font files; for a bundled font run npm ci, or reinstall Reelmill.",
      cause,
    })
  }
  throw new StudioError({
    code: 'font.broken',
    message: `The font file ${path} is larger than ${maxFontBytes / 1024 / 1024} MB.`,
    whatToDo: 'Use a font with fewer characters.',
  })
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
