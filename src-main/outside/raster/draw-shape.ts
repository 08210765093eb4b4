import type { RasterFill, ShapeRaster } from '../../../src-shared/plans/rasters.ts'
import { type Context, type Outline, skia } from './skia.ts'
import {
  around,
  type Bounds,
  cropped,
  direction,
  grown,
  type Pixels,
  surfaceOver,
  turn,
  turned,
} from './surface.ts'

/** Draws a rectangle, ellipse or line, turned about the box's centre. */
export function drawShape(spec: ShapeRaster): Pixels {
  const { width, height } = spec
  const box: Bounds = { left: 0, top: 0, right: width, bottom: height }
  const inked = grown(box, spec.stroke === null ? 0 : spec.stroke.width)
  const bounds = spec.shadow === null ? inked : around(inked, shadowBounds(inked, spec.shadow))
  const surface = surfaceOver(grown(turned(bounds, spec.rotation, width / 2, height / 2), 1))
  const { context } = surface
  const paint = (onto: Context) => {
    turn(onto, spec.rotation, width / 2, height / 2)
    const path = outlineOf(spec)
    if (spec.fill !== null && spec.shape !== 'line') fillWith(onto, path, spec.fill, width, height)
    if (spec.stroke !== null) {
      onto.strokeStyle = spec.stroke.colour
      onto.lineWidth = spec.stroke.width
      onto.stroke(path)
    }
  }
  if (spec.shadow === null) paint(context)
  else {
    const shape = surfaceOver(grown(turned(inked, spec.rotation, width / 2, height / 2), 1))
    paint(shape.context)
    drawWithShadow(context, shape, spec.shadow, spec.rotation)
  }
  return cropped(surface, spec.opacity)
}

type Shadow = { colour: string; x: number; y: number; blur: number }

/** What a shadow may cover: its standard deviation is half the blur, and three of them hold all that is seen. */
export function shadowBounds(inked: Bounds, shadow: Shadow): Bounds {
  const { left, top, right, bottom } = grown(inked, 1.5 * shadow.blur + 1)
  return { left: left + shadow.x, top: top + shadow.y, right: right + shadow.x, bottom: bottom + shadow.y }
}

/** Lays a finished drawing down with one shadow for all of it; the shadow's offset turns with the layer. */
export function drawWithShadow(
  onto: Context,
  drawing: { context: Context; left: number; top: number },
  shadow: Shadow,
  rotation: number,
): void {
  const { cos, sin } = direction(rotation)
  onto.save()
  onto.shadowColor = shadow.colour
  onto.shadowBlur = shadow.blur
  onto.shadowOffsetX = shadow.x * cos - shadow.y * sin
  onto.shadowOffsetY = shadow.x * sin + shadow.y * cos
  onto.drawImage(drawing.context.canvas, drawing.left, drawing.top)
  onto.restore()
}

function outlineOf(spec: ShapeRaster): Outline {
  const { width, height } = spec
  const path = new skia.Path2D()
  if (spec.shape === 'line') {
    path.moveTo(0, 0)
    path.lineTo(width, height)
  } else if (spec.shape === 'ellipse') {
    path.ellipse(width / 2, height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI)
  } else {
    const radius = Math.min(spec.radius, width / 2, height / 2)
    if (radius > 0) path.roundRect(0, 0, width, height, radius)
    else path.rect(0, 0, width, height)
  }
  return path
}

function fillWith(context: Context, path: Outline, fill: RasterFill, width: number, height: number): void {
  if (fill.kind === 'colour') {
    context.fillStyle = fill.colour
    context.fill(path)
    return
  }
  if (width <= 0 || height <= 0) return
  if (fill.kind === 'linear') {
    const { cos, sin } = direction(fill.angle)
    const half = (Math.abs(width * cos) + Math.abs(height * sin)) / 2
    const [x, y] = [width / 2, height / 2]
    const gradient = context.createLinearGradient(
      x - cos * half,
      y - sin * half,
      x + cos * half,
      y + sin * half,
    )
    for (const stop of fill.stops) gradient.addColorStop(stop.at, stop.colour)
    context.fillStyle = gradient
    context.fill(path)
    return
  }
  // An ellipse is a circle in a plane that is stretched to the box.
  const gradient = context.createRadialGradient(0.5, 0.5, 0, 0.5, 0.5, Math.SQRT1_2)
  for (const stop of fill.stops) gradient.addColorStop(stop.at, stop.colour)
  const squeezed = new skia.Path2D()
  squeezed.addPath(path, new skia.DOMMatrix([1 / width, 0, 0, 1 / height, 0, 0]))
  context.save()
  context.scale(width, height)
  context.fillStyle = gradient
  context.fill(squeezed)
  context.restore()
}
