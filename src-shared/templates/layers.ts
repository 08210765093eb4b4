import { z } from 'zod'
import { box, colour, condition, easing, expressionText, seconds, side, templatePath } from './measures.ts'

/** How a layer comes or goes. A slide comes from, or leaves to, `side`; in mirrored layouts left and right change places. */
export const motionStep = z.strictObject({
  effect: z.enum(['fade', 'slide', 'zoom']),
  duration: seconds.default(0.5),
  side: side.default('left'),
  easing,
})
export type MotionStep = z.infer<typeof motionStep>

/** Where a picture or clip comes from: a file of the template, an asset variable, or the brand's logo. */
export const source = z.union([
  z.strictObject({ file: templatePath }),
  z.strictObject({ variable: z.string() }),
  z.strictObject({ brand: z.literal('logo') }),
])
export type Source = z.infer<typeof source>

export const fit = z.enum(['cover', 'contain', 'fill'])
export type Fit = z.infer<typeof fit>

/** The part of the picture that must stay visible under `cover`; shares of its width and height, 0..1 from top left. */
const focus = z.strictObject({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) })

const shadow = z.strictObject({
  colour: colour.default('#00000080'),
  /** Canvas pixels. */
  x: z.number().default(0),
  y: z.number().default(4),
  blur: z.number().nonnegative().default(8),
})
export type Shadow = z.infer<typeof shadow>

const stroke = z.strictObject({ colour, width: z.number().positive() })
export type Stroke = z.infer<typeof stroke>

/** What a text looks like. Every property may come from a text style of the brand kit and be changed in the layer. */
export const textLook = z.strictObject({
  /** Name of a font of the brand kit. */
  font: z.string(),
  weight: z.number().int().min(100).max(900),
  italic: z.boolean(),
  /** Canvas pixels of the em square. */
  size: z.number().positive().max(2_000),
  /** The text may shrink to this size so that it fits. Default: `size`, no shrinking. */
  minSize: z.number().positive(),
  maxLines: z.int().positive(),
  /** What a text does that needs more room than it has at its least size: keep the row from being made, or end in "…". */
  overflow: z.enum(['error', 'cut']),
  colour,
  /** `start` and `end` follow the direction of the text; `left` and `right` don't. */
  align: z.enum(['start', 'center', 'end', 'left', 'right']),
  valign: z.enum(['top', 'middle', 'bottom']),
  /** Multiple of the size. */
  lineHeight: z.number().positive().max(5),
  /** Canvas pixels between characters; 0 for scripts whose letters join. */
  letterSpacing: z.number(),
  stroke: stroke.optional(),
  shadow: shadow.optional(),
  /** A plate behind the text, as large as the text and its padding. */
  plate: z
    .strictObject({
      colour,
      paddingX: z.number().nonnegative().default(16),
      paddingY: z.number().nonnegative().default(8),
      radius: z.number().nonnegative().default(0),
    })
    .optional(),
})
export type TextLook = z.infer<typeof textLook>
export const textLookDefaults = {
  weight: 400,
  italic: false,
  size: 48,
  colour: '#ffffff',
  align: 'start',
  valign: 'top',
  lineHeight: 1.2,
  letterSpacing: 0,
  maxLines: 100,
  overflow: 'error',
} as const

const gradient = z.strictObject({
  gradient: z.enum(['linear', 'radial']).default('linear'),
  /** Degrees; 0 runs left to right, 90 top to bottom. */
  angle: z.number().default(90),
  stops: z.array(z.strictObject({ at: z.number().min(0).max(1), colour })).min(2),
})
export const fill = z.union([colour, gradient])
export type Fill = z.infer<typeof fill>

const layerCommon = {
  /** Unique in its scene. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string().optional(),
  /** Seconds after the scene's start. */
  start: seconds.default(0),
  /** Seconds; default: to the end of the scene. */
  duration: seconds.optional(),
  box: box.prefault({}),
  opacity: z.number().min(0).max(1).default(1),
  /** Degrees clockwise about the box's centre. */
  rotation: z.number().min(-360).max(360).default(0),
  enter: motionStep.optional(),
  exit: motionStep.optional(),
  when: condition.optional(),
  /** May be mirrored (place, slide side) in right-to-left languages. Default: what the template's `mirror` says. */
  mirror: z.boolean().optional(),
  hidden: z.boolean().default(false),
}

const pictureCommon = {
  source,
  fit: fit.default('cover'),
  focus: focus.default({ x: 0.5, y: 0.5 }),
  /** Corner radius in canvas pixels. */
  radius: z.number().nonnegative().default(0),
  /** Gaussian blur, standard deviation in canvas pixels. */
  blur: z.number().nonnegative().max(200).default(0),
}

/** Zoom 1 shows the fitted picture; x and y (-1..1) move within what the zoom leaves outside the box. */
const view = z.strictObject({
  zoom: z.number().min(1).max(4).default(1),
  x: z.number().min(-1).max(1).default(0),
  y: z.number().min(-1).max(1).default(0),
})

const layerShapes = {
  text: z.strictObject({
    type: z.literal('text'),
    ...layerCommon,
    text: expressionText,
    style: z.string().optional(),
    look: textLook.partial().prefault({}),
  }),
  image: z.strictObject({
    type: z.literal('image'),
    ...layerCommon,
    ...pictureCommon,
    /** A slow move over the layer's whole time. */
    motion: z
      .strictObject({
        from: view.prefault({}),
        to: view.prefault({}),
        easing: z.enum(['linear', 'in', 'out', 'in-out']).default('linear'),
      })
      .optional(),
  }),
  video: z.strictObject({
    type: z.literal('video'),
    ...layerCommon,
    ...pictureCommon,
    /** The stretch of the clip that is used, in seconds of the clip. */
    trim: z.strictObject({ from: seconds.default(0), to: seconds.optional() }).prefault({}),
    /** 2 is twice as fast. */
    speed: z.number().min(0.1).max(10).default(1),
    /** What happens when the clip is shorter than the layer. */
    end: z.enum(['freeze', 'loop', 'hide']).default('freeze'),
    /** The clip's own sound, in decibels relative to itself; null mutes it. */
    sound: z.number().min(-60).max(12).nullable().default(null),
  }),
  shape: z.strictObject({
    type: z.literal('shape'),
    ...layerCommon,
    shape: z.enum(['rectangle', 'ellipse', 'line']),
    /** Not for lines. */
    fill: fill.optional(),
    radius: z.number().nonnegative().default(0),
    /** Lines run from the box's top left to its bottom right corner. */
    stroke: stroke.optional(),
    shadow: shadow.optional(),
  }),
}
/** What a format may change in a layer: any property but type and id; the box and the look are merged, the rest replaced. */
const override = <T extends z.ZodObject>(shape: T) => {
  const { type: _type, id: _id, ...rest } = shape.shape
  const own = Object.fromEntries(
    Object.entries(rest).map(([name, schema]) => [name, bare(schema as z.ZodType).optional()]),
  )
  return z.strictObject({ ...own, box: bareObject(box).optional() })
}
/** The schema without its default, so that an override says only what it says. */
function bare(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return schema.unwrap() as z.ZodType
  return schema
}
function bareObject(schema: z.ZodObject) {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(schema.shape).map(([name, field]) => [name, bare(field as z.ZodType).optional()]),
    ),
  )
}

const overrides = (shape: z.ZodObject) => z.record(z.string(), override(shape)).default({})

export const textLayer = layerShapes.text.extend({ formats: overrides(layerShapes.text) })
export const imageLayer = layerShapes.image.extend({ formats: overrides(layerShapes.image) })
export const videoLayer = layerShapes.video.extend({ formats: overrides(layerShapes.video) })
export const shapeLayer = layerShapes.shape.extend({ formats: overrides(layerShapes.shape) })
export const layer = z.discriminatedUnion('type', [textLayer, imageLayer, videoLayer, shapeLayer])
export type TextLayer = z.infer<typeof textLayer>
export type ImageLayer = z.infer<typeof imageLayer>
export type VideoLayer = z.infer<typeof videoLayer>
export type ShapeLayer = z.infer<typeof shapeLayer>
export type Layer = z.infer<typeof layer>
