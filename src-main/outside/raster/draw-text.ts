import type { TextFace, TextRaster } from '../../../src-shared/plans/rasters.ts'
import { drawWithShadow, shadowBounds } from './draw-shape.ts'
import type { Typeface } from './font-source.ts'
import { type Context, type Outline, skia } from './skia.ts'
import { around, type Bounds, cropped, grown, type Pixels, surfaceOver, turn, turned } from './surface.ts'
import type { PlacedRun, Typesetter } from './typesetter.ts'

/** Gives the name under which Skia knows a colour family. */
type ColourFonts = (family: string) => string

const outlinesRemembered = 2_000
const outlines = new Map<string, Outline | null>()

/** Draws the lines of a text where the layout put them, over their plate, turned about the box's centre. */
export function drawText(spec: TextRaster, typesetter: Typesetter, colourFonts: ColourFonts): Pixels {
  const face: TextFace = { ...spec, tracking: spec.letterSpacing / spec.size }
  const lines = spec.lines.map((line) => ({ ...line, runs: typesetter.set(line.text, spec.direction, face) }))
  const centreX = spec.width / 2
  const centreY = spec.height / 2
  const onPage = (bounds: Bounds) => grown(turned(bounds, spec.rotation, centreX, centreY), 1)

  const inked = grown(inkOf(spec, typesetter, face), (spec.stroke?.width ?? 0) + spec.size / 16)
  let bounds = inked
  if (spec.shadow !== null) bounds = around(bounds, shadowBounds(inked, spec.shadow))
  if (spec.plate !== null) bounds = around(bounds, plateBounds(spec.plate))
  const surface = surfaceOver(onPage(bounds))
  const { context } = surface

  context.save()
  turn(context, spec.rotation, centreX, centreY)
  drawPlate(context, spec)
  context.restore()
  const paint = (onto: Context) => {
    turn(onto, spec.rotation, centreX, centreY)
    drawLetters(onto, spec, lines, colourFonts)
  }
  if (spec.shadow === null) paint(context)
  else {
    const letters = surfaceOver(onPage(inked))
    paint(letters.context)
    drawWithShadow(context, letters, spec.shadow, spec.rotation)
  }
  return cropped(surface, spec.opacity)
}

function inkOf(spec: TextRaster, typesetter: Typesetter, face: TextFace): Bounds {
  const measurer = typesetter.measurer.face(face)
  let bounds: Bounds | null = null
  for (const line of spec.lines) {
    const ink = measurer.line(line.text, spec.direction)
    const lineBounds = {
      left: line.x + ink.left * spec.size,
      right: line.x + ink.right * spec.size,
      top: line.baseline + ink.top * spec.size,
      bottom: line.baseline + ink.bottom * spec.size,
    }
    bounds = bounds === null ? lineBounds : around(bounds, lineBounds)
  }
  return bounds ?? { left: 0, top: 0, right: 0, bottom: 0 }
}

type Plate = NonNullable<TextRaster['plate']>

function plateBounds(plate: Plate): Bounds {
  return { left: plate.x, top: plate.y, right: plate.x + plate.width, bottom: plate.y + plate.height }
}

function drawPlate(context: Context, spec: TextRaster): void {
  const { plate } = spec
  if (plate === null) return
  context.fillStyle = plate.colour
  context.beginPath()
  const radius = Math.min(plate.radius, plate.width / 2, plate.height / 2)
  if (radius > 0) context.roundRect(plate.x, plate.y, plate.width, plate.height, radius)
  else context.rect(plate.x, plate.y, plate.width, plate.height)
  context.fill()
}

type SetLine = { x: number; baseline: number; runs: PlacedRun[] }

/** Stroke first, then the letters as one shape, so that where they overlap nothing is laid on twice; then the emoji, whose plain parts take the colour of the text. */
function drawLetters(context: Context, spec: TextRaster, lines: SetLine[], colourFonts: ColourFonts): void {
  const letters = new skia.Path2D()
  const emoji: { run: PlacedRun; x: number; y: number }[] = []
  for (const line of lines) {
    for (const placed of line.runs) {
      const x = line.x + placed.x * spec.size
      if (placed.typeface.colour) emoji.push({ run: placed, x, y: line.baseline })
      else addRun(letters, placed, x, line.baseline, spec.size)
    }
  }
  if (spec.stroke !== null) {
    context.strokeStyle = spec.stroke.colour
    context.lineWidth = spec.stroke.width * 2
    context.lineJoin = 'round'
    context.stroke(letters)
    if (!/ff$/i.test(spec.colour)) {
      context.globalCompositeOperation = 'destination-out'
      context.fillStyle = '#000000'
      context.fill(letters)
      context.globalCompositeOperation = 'source-over'
    }
  }
  context.fillStyle = spec.colour
  context.fill(letters)
  for (const { run, x, y } of emoji) {
    context.font = `${spec.size}px "${colourFonts(run.family)}"`
    context.fillText(run.text, x, y)
  }
}

function addRun(path: Outline, placed: PlacedRun, x: number, baseline: number, size: number): void {
  const { run, typeface, tracking } = placed
  const scale = size / typeface.unitsPerEm
  run.glyphs.forEach((glyph, index) => {
    const outline = outlineOf(typeface, glyph)
    if (outline === null) return
    const glyphX = x + (run.x[index]! + run.gapsBefore[index]! * tracking) * size
    const glyphY = baseline + run.y[index]! * size
    path.addPath(outline, new skia.DOMMatrix([scale, 0, 0, -scale, glyphX, glyphY]))
  })
}

function outlineOf(typeface: Typeface, glyph: number): Outline | null {
  const key = `${typeface.id}/${glyph}`
  let outline = outlines.get(key)
  if (outline === undefined) {
    const path = typeface.outline(glyph)
    outline = path === '' ? null : new skia.Path2D(path)
    if (outlines.size >= outlinesRemembered) outlines.clear()
    outlines.set(key, outline)
  }
  return outline
}
