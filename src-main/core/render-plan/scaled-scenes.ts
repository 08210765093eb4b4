import type { ComposeFormat } from '../../../src-shared/plans/media.ts'
import type { RasterSpec, ShapeRaster } from '../../../src-shared/plans/rasters.ts'
import type { LiveLayer, LiveScene } from './live-scene.ts'

/** How a frame is made smaller: the size that it gets, and what it is composed in then. */
type Scaling = { factor: number; composeIn: ComposeFormat }

/**
 * The scenes as they look in a frame that is `factor` times as large. What was decided at full size (sizes of texts,
 * where lines break) stays decided: the small picture looks like the large one. Boxes lie on even pixels.
 */
export function scaledScenes(scenes: readonly LiveScene[], scaling: Scaling): LiveScene[] {
  return scenes.map((scene) => ({
    ...scene,
    layers: scene.layers.map((layer) => scaledLayer(layer, scaling)),
  }))
}

function scaledLayer(layer: LiveLayer, scaling: Scaling): LiveLayer {
  const even = (value: number) => 2 * Math.round((value * scaling.factor) / 2) + 0
  const x = even(layer.x)
  const y = even(layer.y)
  const width = Math.max(2, even(layer.x + layer.width) - x)
  const height = Math.max(2, even(layer.y + layer.height) - y)
  const size = { width, height, right: layer.x * scaling.factor - x, down: layer.y * scaling.factor - y }
  return { ...layer, x, y, width, height, picture: scaledPicture(layer, size, scaling) }
}

/** A box on even pixels; `right` and `down` of its corner its content would begin if it lay where it should. */
type Size = { width: number; height: number; right: number; down: number }

function scaledPicture(
  { picture, width }: LiveLayer,
  box: Size,
  { factor, composeIn }: Scaling,
): LiveLayer['picture'] {
  const size = { width: box.width, height: box.height }
  switch (picture.kind) {
    case 'raster':
      return { kind: 'raster', spec: scaledRaster(picture.spec, box, factor) }
    case 'clip': {
      const { spec } = picture
      const small = { ...size, radius: spec.radius * factor, blur: spec.blur * factor, composeIn }
      return { kind: 'clip', spec: { ...spec, ...small } }
    }
    case 'moving': {
      const { spec, mask } = picture
      const even = (value: number) => Math.max(2, 2 * Math.ceil((value * factor) / 2))
      // What is prepared as large as its box stays so: a box that is rounded must not become a zoom.
      const prepared = spec.width > width ? { width: even(spec.width), height: even(spec.height) } : size
      return {
        ...picture,
        spec: { ...spec, ...prepared, blur: spec.blur * factor },
        mask: mask === null ? null : scaledShape(mask, box, factor),
      }
    }
  }
}

function scaledRaster(spec: RasterSpec, box: Size, factor: number): RasterSpec {
  const { width, height, right, down } = box
  const size = { width, height }
  switch (spec.kind) {
    case 'shape':
      return scaledShape(spec, box, factor)
    case 'picture':
      return { ...spec, ...size, radius: spec.radius * factor, blur: spec.blur * factor }
    case 'text': {
      const { plate } = spec
      return {
        ...spec,
        ...size,
        size: spec.size * factor,
        letterSpacing: spec.letterSpacing * factor,
        lines: spec.lines.map((line) => ({
          ...line,
          x: line.x * factor + right,
          baseline: line.baseline * factor + down,
          width: line.width * factor,
        })),
        stroke: scaledStroke(spec.stroke, factor),
        shadow: scaledShadow(spec.shadow, factor),
        plate:
          plate === null
            ? null
            : {
                ...plate,
                x: plate.x * factor + right,
                y: plate.y * factor + down,
                width: plate.width * factor,
                height: plate.height * factor,
                radius: plate.radius * factor,
              },
      }
    }
  }
}

function scaledShape(spec: ShapeRaster, { width, height }: Size, factor: number): ShapeRaster {
  return {
    ...spec,
    width,
    height,
    radius: spec.radius * factor,
    stroke: scaledStroke(spec.stroke, factor),
    shadow: scaledShadow(spec.shadow, factor),
  }
}

const scaledStroke = (stroke: ShapeRaster['stroke'], factor: number) =>
  stroke === null ? null : { ...stroke, width: stroke.width * factor }

const scaledShadow = (shadow: ShapeRaster['shadow'], factor: number) =>
  shadow === null
    ? null
    : { ...shadow, x: shadow.x * factor, y: shadow.y * factor, blur: shadow.blur * factor }
