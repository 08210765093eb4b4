import type {
  FaceMeasurer,
  LineMeasure,
  TextMeasurer,
  TextRaster,
} from '../../../src-shared/plans/rasters.ts'
import { fillLines, type Line, type Measured, widest, withoutLoneWords } from './break-lines.ts'
import { breakWords, cutWithEllipsis } from './break-words.ts'
import { directionOf } from './direction.ts'
import { carryEmbeddings, prepare } from './prepare.ts'

/** A text as a layer wants it: lengths in output pixels, colours resolved to `#rrggbbaa`. */
export type TextSpec = {
  text: string
  /** The layer's box. */
  width: number
  height: number
  families: readonly string[]
  /** BCP 47; its script says which way the language runs. */
  locale: string
  look: {
    weight: number
    italic: boolean
    size: number
    /** At most `size`; equal to it: no shrinking. */
    minSize: number
    maxLines: number
    colour: string
    align: 'start' | 'center' | 'end' | 'left' | 'right'
    valign: 'top' | 'middle' | 'bottom'
    /** Multiple of the size. */
    lineHeight: number
    letterSpacing: number
    stroke: { colour: string; width: number } | null
    shadow: { colour: string; x: number; y: number; blur: number } | null
    plate: { colour: string; paddingX: number; paddingY: number; radius: number } | null
  }
  opacity: number
  rotation: number
}

type TextLayout = {
  raster: TextRaster
  /** False: the text was cut (with an ellipsis) or stands out of its box even at its least size; `why` says how. */
  fits: boolean
  /** Pixels, between `minSize` and `size`. */
  size: number
  /** Number of lines. */
  lines: number
  /** What letters, stroke and plate cover before the layer is turned; pixels, from the box's top left. */
  inkLeft: number
  inkTop: number
  inkWidth: number
  inkHeight: number
  /** A word that no size could keep whole and that goes over two lines or more; null when there is none. */
  brokenWord: string | null
  /** Goes on after the text's name: `needs 5 lines at its least size of 32 px; 3 are allowed`. */
  why?: string
}

type Room = { width: number; height: number; edgeX: number; edgeY: number }
type SetLine = { text: string; measure: LineMeasure }

const tolerance = 1e-6

/**
 * Lays a text out in its box: wraps it, shrinks it from `size` towards `minSize` until it fits, places its lines and
 * its plate. The padding of the plate and the stroke count as part of the text. What does not fit at the least size
 * is laid out all the same, cut with an ellipsis. Pure: the measurer alone knows fonts.
 */
export function layoutText(spec: TextSpec, measurer: TextMeasurer): TextLayout {
  const { look } = spec
  const face = measurer.face({
    families: spec.families,
    weight: look.weight,
    italic: look.italic,
    locale: spec.locale,
    tracking: look.letterSpacing / look.size,
  })
  const prepared = prepare(spec.text)
  const segments: Measured[] = prepared.segments.map((segment) => ({
    ...segment,
    width: face.width(segment.text),
    spaceWidth: segment.space === '' ? 0 : face.width(segment.space),
  }))
  const typesetting = new Typesetting(spec, face, segments, prepared.embedded)
  return typesetting.result()
}

class Typesetting {
  private readonly spec: TextSpec
  private readonly face: FaceMeasurer
  private readonly segments: Measured[]
  /** The text has bidi embeddings or isolates, which lines must carry on. */
  private readonly embedded: boolean
  private readonly room: Room
  private readonly hyphenWidth: number
  private readonly order: 'ltr' | 'rtl'
  private readonly start: 'ltr' | 'rtl'

  constructor(spec: TextSpec, face: FaceMeasurer, segments: Measured[], embedded: boolean) {
    this.spec = spec
    this.face = face
    this.segments = segments
    this.embedded = embedded
    const { stroke, plate } = spec.look
    const edgeX = (stroke?.width ?? 0) + (plate?.paddingX ?? 0)
    const edgeY = (stroke?.width ?? 0) + (plate?.paddingY ?? 0)
    this.room = {
      width: Math.max(0, spec.width - 2 * edgeX),
      height: Math.max(0, spec.height - 2 * edgeY),
      edgeX,
      edgeY,
    }
    this.hyphenWidth = segments.some(({ hyphen }) => hyphen) ? face.width('-') : 0
    const { order, start } = directionOf(spec.text, spec.locale)
    this.order = order
    this.start = start
  }

  result(): TextLayout {
    const { size, minSize } = this.spec.look
    const sizes = stepsBetween(size, Math.min(minSize, size))
    for (const mayBreakWords of [false, true]) {
      let step = firstThat(sizes.count, (index) => this.fitsAt(sizes.at(index), mayBreakWords))
      // The widths of words added up may be a little less than the line's (joined scripts): then a step smaller.
      for (; step !== null && step < sizes.count; step += 1) {
        const tried = sizes.at(step)
        const most = this.mostLines(tried)
        const set = this.linesAt(tried, mayBreakWords, most, most)
        if (set !== null)
          return this.place(set.lines, tried, null, mayBreakWords ? this.tooWide(tried) : null)
      }
    }
    return this.cut(sizes.at(sizes.count - 1))
  }

  /** How many lines the box and the look allow at a size. */
  private mostLines(size: number): number {
    const { maxLines, lineHeight } = this.spec.look
    return Math.min(maxLines, Math.floor(this.room.height / (lineHeight * size) + tolerance))
  }

  private fitsAt(size: number, mayBreakWords: boolean): boolean {
    const limit = this.room.width / size
    const most = this.mostLines(size)
    const segments = mayBreakWords ? breakWords(this.segments, limit, this.face) : this.segments
    if (widest(segments) > limit + this.slack()) return false
    return fillLines(segments, limit + this.slack(), most, this.hyphenWidth) !== null
  }

  /** Widths that are added up hold a spacing after the last character, which a line doesn't have. */
  private slack(): number {
    return this.spec.look.letterSpacing / this.spec.look.size
  }

  /** The first `keep` lines at a size, exactly measured; null when more than `most` are needed or one is too wide. */
  private linesAt(
    size: number,
    mayBreakWords: boolean,
    most: number,
    keep: number,
  ): { lines: SetLine[]; total: number } | null {
    const room = this.room.width / size
    let limit = room + this.slack()
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const segments = mayBreakWords ? breakWords(this.segments, limit, this.face) : this.segments
      const filled = fillLines(segments, limit, most, this.hyphenWidth)
      if (filled === null) return null
      const lines = this.measured(segments, withoutLoneWords(segments, filled, limit).slice(0, keep))
      const excess = Math.max(0, ...lines.map(({ measure }) => measure.width)) - room
      if (excess <= tolerance) return { lines, total: filled.length }
      limit -= excess + tolerance
    }
    return null
  }

  /** The lines at a size in a box that is narrower than a character: they stand out of it. */
  private charactersAt(size: number, keep: number): { lines: SetLine[]; total: number } {
    const limit = this.room.width / size + this.slack()
    const segments = breakWords(this.segments, limit, this.face)
    const filled = fillLines(segments, limit, Number.POSITIVE_INFINITY, this.hyphenWidth) ?? []
    return { lines: this.measured(segments, filled.slice(0, keep)), total: filled.length }
  }

  private measured(segments: readonly Measured[], lines: Line[]): SetLine[] {
    let texts = lines.map((line) => lineText(segments, line))
    if (this.embedded) {
      texts = carryEmbeddings(
        texts,
        lines.map(({ from }) => segments[from]!.first),
      )
    }
    return texts.map((text) => ({ text, measure: this.face.line(text, this.order) }))
  }

  private tooWide(size: number): string | null {
    return this.segments.find(({ width }) => width > this.room.width / size + this.slack())?.text ?? null
  }

  private cut(size: number): TextLayout {
    const { look } = this.spec
    const room = this.room.width / size
    const most = Math.max(1, this.mostLines(size))
    const { lines, total } =
      this.linesAt(size, true, Number.POSITIVE_INFINITY, most) ?? this.charactersAt(size, most)
    const last = lines.at(-1)
    if (total > most && last !== undefined) {
      lines[lines.length - 1] = cutWithEllipsis(last.text, room, (text) => this.face.line(text, this.order))
    }
    const at =
      size < look.size ? `at its least size of ${shown(size)} px` : `at its size of ${shown(size)} px`
    const high = total * look.lineHeight * size
    const why =
      total > look.maxLines
        ? `needs ${total} lines ${at}; ${look.maxLines === 1 ? '1 is' : `${look.maxLines} are`} allowed`
        : high > this.room.height + tolerance
          ? `is ${shown(Math.ceil(high))} px high ${at} (${total === 1 ? '1 line' : `${total} lines`}); its box has room for ${shown(Math.floor(this.room.height))} px`
          : `has a character wider than the ${shown(Math.floor(this.room.width))} px of its box ${at}`
    return this.place(lines, size, why, this.tooWide(size))
  }

  private place(lines: SetLine[], size: number, why: string | null, brokenWord: string | null): TextLayout {
    const { spec, room } = this
    const { look } = spec
    const pitch = look.lineHeight * size
    const high = lines.length * pitch
    const free = room.height - high
    const top = room.edgeY + { top: 0, middle: free / 2, bottom: free }[look.valign]
    const { ascent, descent } = this.face
    const baseline = top + (pitch - (ascent + descent) * size) / 2 + ascent * size
    const placed = lines.map(({ text, measure }, index) => ({
      text,
      x: rounded(room.edgeX + (room.width - measure.width * size) * this.share()),
      // On whole pixels, so that horizontal strokes are sharp.
      baseline: Math.round(baseline + index * pitch),
      width: rounded(measure.width * size),
    }))
    const plate = this.plate(placed, top, high)
    const ink = inkOf(lines, placed, size, look.stroke?.width ?? 0, plate)
    const used = new Set(lines.flatMap(({ measure }) => measure.families))
    const families = spec.families.filter((family) => used.has(family))
    return {
      raster: {
        kind: 'text',
        width: spec.width,
        height: spec.height,
        families: families.length > 0 ? families : spec.families.slice(0, 1),
        weight: look.weight,
        italic: look.italic,
        size,
        letterSpacing: rounded((look.letterSpacing / look.size) * size),
        locale: spec.locale,
        colour: look.colour,
        lines: placed,
        direction: this.order,
        stroke: look.stroke,
        shadow: look.shadow,
        plate,
        opacity: spec.opacity,
        rotation: spec.rotation,
      },
      fits: why === null,
      size,
      lines: lines.length,
      ...ink,
      brokenWord,
      ...(why === null ? {} : { why }),
    }
  }

  /** Where in the free width a line lies: 0 left, 1 right. */
  private share(): number {
    const { align } = this.spec.look
    if (align === 'center') return 0.5
    if (align === 'left' || align === 'right') return align === 'left' ? 0 : 1
    return (align === 'start') === (this.start === 'ltr') ? 0 : 1
  }

  private plate(lines: TextRaster['lines'], top: number, high: number): TextRaster['plate'] {
    const wanted = this.spec.look.plate
    if (wanted === null || lines.length === 0) return null
    const { edgeX, edgeY } = this.room
    const left = Math.floor(Math.min(...lines.map(({ x }) => x)) - edgeX)
    const right = Math.ceil(Math.max(...lines.map(({ x, width }) => x + width)) + edgeX)
    const upper = Math.round(top - edgeY)
    const lower = Math.round(top + high + edgeY)
    return {
      colour: wanted.colour,
      x: left,
      y: upper,
      width: right - left,
      height: lower - upper,
      radius: wanted.radius,
    }
  }
}

function lineText(segments: readonly Measured[], line: Line): string {
  let text = ''
  for (let index = line.from; index < line.to; index += 1) {
    const segment = segments[index]!
    text += index === line.to - 1 ? segment.text : segment.text + segment.space
  }
  const broken = line.to < segments.length && !segments[line.to]!.first
  return broken && segments[line.to - 1]!.hyphen ? `${text}-` : text
}

function inkOf(
  lines: SetLine[],
  placed: TextRaster['lines'],
  size: number,
  stroke: number,
  plate: TextRaster['plate'],
): Pick<TextLayout, 'inkLeft' | 'inkTop' | 'inkWidth' | 'inkHeight'> {
  const empty = plate === null
  let left = empty ? Number.POSITIVE_INFINITY : plate.x
  let top = empty ? Number.POSITIVE_INFINITY : plate.y
  let right = empty ? Number.NEGATIVE_INFINITY : plate.x + plate.width
  let bottom = empty ? Number.NEGATIVE_INFINITY : plate.y + plate.height
  lines.forEach(({ measure }, index) => {
    if (measure.right <= measure.left) return
    const { x, baseline } = placed[index]!
    left = Math.min(left, x + measure.left * size - stroke)
    right = Math.max(right, x + measure.right * size + stroke)
    top = Math.min(top, baseline + measure.top * size - stroke)
    bottom = Math.max(bottom, baseline + measure.bottom * size + stroke)
  })
  if (right <= left) return { inkLeft: 0, inkTop: 0, inkWidth: 0, inkHeight: 0 }
  return {
    inkLeft: rounded(left),
    inkTop: rounded(top),
    inkWidth: rounded(right - left),
    inkHeight: rounded(bottom - top),
  }
}

/** Sizes to try, largest first: whole pixels apart (half pixels below 32), the least one last. */
function stepsBetween(size: number, least: number): { count: number; at(index: number): number } {
  const step = size >= 32 ? 1 : 0.5
  const count = Math.ceil((size - least) / step - tolerance) + 1
  return { count, at: (index) => (index === count - 1 ? least : size - index * step) }
}

/** The first index for which `holds`, which holds for all after it; null when it holds for none. */
function firstThat(count: number, holds: (index: number) => boolean): number | null {
  if (holds(0)) return 0
  if (count === 1 || !holds(count - 1)) return null
  let no = 0
  let yes = count - 1
  while (yes - no > 1) {
    const middle = (no + yes) >> 1
    if (holds(middle)) yes = middle
    else no = middle
  }
  return yes
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

function shown(value: number): string {
  return String(Math.round(value * 10) / 10)
}
