import { z } from 'zod'
import { box, colour, condition, easing, expressionText, seconds, side, templatePath } from './measures.ts'

/** How a layer comes or goes. A slide comes from, or leaves to, `side`; in mirrored layouts left and right change places. */
const motionStep = z
  .strictObject({
    effect: z.enum(['fade', 'slide', 'zoom']).describe('What the layer does while it comes or goes.'),
    duration: seconds.default(0.5).describe('How long it takes, in seconds.'),
    side: side.default('left').describe('For slides: the side that it comes from, or leaves to.'),
    easing,
  })
  .meta({ id: 'MotionStep', description: 'How a layer comes or goes.' })
export type MotionStep = z.infer<typeof motionStep>

/** Where a picture or clip comes from: a file of the template, an asset variable, or the brand's logo. */
export const source = z
  .union([
    z.strictObject({ file: templatePath }),
    z.strictObject({ variable: z.string().describe('The name of an image or video variable.') }),
    z.strictObject({ brand: z.literal('logo').describe("The brand kit's logo.") }),
  ])
  .meta({
    id: 'Source',
    description: 'A file of the template, an asset variable, or the logo of the brand kit.',
  })
export type Source = z.infer<typeof source>

export const fit = z.enum(['cover', 'contain', 'fill'])
export type Fit = z.infer<typeof fit>

/** The part of the picture that must stay visible under `cover`; shares of its width and height, 0..1 from top left. */
const focus = z
  .strictObject({
    x: z.number().min(0).max(1).describe('0 is the left edge of the picture, 1 the right one.'),
    y: z.number().min(0).max(1).describe('0 is the top edge of the picture, 1 the bottom one.'),
  })
  .meta({ id: 'Focus' })

const shadow = z
  .strictObject({
    colour: colour.default('#00000080').describe('Colour of the shadow.'),
    x: z.number().default(0).describe('How far it falls to the right, in canvas pixels.'),
    y: z.number().default(4).describe('How far it falls down, in canvas pixels.'),
    blur: z.number().nonnegative().default(8).describe('How soft it is, in canvas pixels.'),
  })
  .meta({ id: 'Shadow', description: 'A shadow behind the text or shape.' })
export type Shadow = z.infer<typeof shadow>

const stroke = z
  .strictObject({
    colour: colour.describe('Colour of the line.'),
    width: z.number().positive().describe('Width of the line in canvas pixels.'),
  })
  .meta({ id: 'Stroke', description: 'An outline.' })
export type Stroke = z.infer<typeof stroke>

const plate = z
  .strictObject({
    colour: colour.describe('Colour of the plate.'),
    paddingX: z
      .number()
      .nonnegative()
      .default(16)
      .describe('Room left and right of the text, in canvas pixels.'),
    paddingY: z
      .number()
      .nonnegative()
      .default(8)
      .describe('Room above and below the text, in canvas pixels.'),
    radius: z.number().nonnegative().default(0).describe('Radius of its corners in canvas pixels.'),
  })
  .meta({ id: 'Plate', description: 'A plate behind the text, as large as the text and its padding.' })

/** What a text looks like. Every property may come from a text style of the brand kit and be changed in the layer. */
const textLook = z.strictObject({
  font: z
    .string()
    .describe("Name of a font of the brand kit. Default: the brand kit's first font, else Inter."),
  weight: z.number().int().min(100).max(900).describe('400 is regular, 700 is bold. Default: 400.'),
  italic: z.boolean().describe('Slanted, where the font has it. Default: false.'),
  size: z
    .number()
    .positive()
    .max(2_000)
    .describe('Height of the letters (the em) in canvas pixels. Default: 48.'),
  /** The text may shrink to this size so that it fits. Default: `size`, no shrinking. */
  minSize: z
    .number()
    .positive()
    .describe('The text may shrink to this size so that it fits. Default: size, so that it never shrinks.'),
  maxLines: z.int().positive().describe('The text may have no more lines than this. Default: 100.'),
  /** What a text does that needs more room than it has at its least size: keep the row from being made, or end in "…". */
  overflow: z
    .enum(['error', 'cut'])
    .describe(
      'When the text is too long even at its least size: set the row aside (error, the default), or end it in "…" (cut).',
    ),
  colour: colour.describe('Colour of the letters. Default: #ffffff.'),
  /** `start` and `end` follow the direction of the text; `left` and `right` don't. */
  align: z
    .enum(['start', 'center', 'end', 'left', 'right'])
    .describe(
      'Where lines stand in the box; start and end follow the direction of the writing. Default: start.',
    ),
  valign: z
    .enum(['top', 'middle', 'bottom'])
    .describe('Where the text stands in the height of the box. Default: top.'),
  lineHeight: z
    .number()
    .positive()
    .max(5)
    .describe('Distance of lines, as a multiple of the size. Default: 1.2.'),
  /** Canvas pixels between characters; 0 for scripts whose letters join. */
  letterSpacing: z
    .number()
    .describe('Canvas pixels between letters; scripts whose letters join ignore it. Default: 0.'),
  stroke: stroke.optional(),
  shadow: shadow.optional(),
  plate: plate.optional(),
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
/** Any part of a look, as styles and layers give it. */
export const partialLook = textLook.partial().meta({ id: 'TextLook', description: 'What a text looks like.' })

const gradient = z
  .strictObject({
    gradient: z
      .enum(['linear', 'radial'])
      .default('linear')
      .describe('Along a line, or from the centre outward.'),
    angle: z.number().default(90).describe('Degrees; 0 runs left to right, 90 top to bottom.'),
    stops: z
      .array(
        z.strictObject({
          at: z.number().min(0).max(1).describe('Share of the way, from 0 to 1.'),
          colour,
        }),
      )
      .min(2)
      .describe('The colours along the way, in order.'),
  })
  .meta({ id: 'Gradient', description: 'A gradient between two or more colours.' })
export const fill = z.union([colour, gradient]).meta({ id: 'Fill', description: 'A colour or a gradient.' })
export type Fill = z.infer<typeof fill>

const layerCommon = {
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens, a letter first')
    .describe('Name of the layer, unique in its scene.'),
  title: z.string().optional().describe('For people: shown instead of the id.'),
  start: seconds.default(0).describe("Seconds after the scene's start at which the layer appears."),
  duration: seconds.optional().describe('Seconds that the layer stays. Default: to the end of the scene.'),
  box: box.prefault({}),
  opacity: z.number().min(0).max(1).default(1).describe('0 is invisible, 1 opaque.'),
  rotation: z.number().min(-360).max(360).default(0).describe("Degrees clockwise about the box's centre."),
  enter: motionStep.optional().describe('How the layer comes.'),
  exit: motionStep.optional().describe('How the layer goes.'),
  when: condition.optional(),
  /** May be mirrored (place, slide side) in right-to-left languages. Default: what the template's `mirror` says. */
  mirror: z
    .boolean()
    .optional()
    .describe('Whether the layer changes sides in right-to-left languages. Default: what the template says.'),
  hidden: z
    .boolean()
    .default(false)
    .describe('Leaves the layer out; a format can show it again, or hide it.'),
}

const pictureCommon = {
  source,
  fit: fit
    .default('cover')
    .describe(
      'How the picture fills its box: cut to fill it (cover), whole with margins (contain), stretched (fill).',
    ),
  focus: focus
    .default({ x: 0.5, y: 0.5 })
    .describe('The point of the picture that stays visible when it is cut; shares of its width and height.'),
  radius: z.number().nonnegative().default(0).describe('Radius of the corners in canvas pixels.'),
  blur: z.number().nonnegative().max(200).default(0).describe('Softness (Gaussian blur) in canvas pixels.'),
}

/** Zoom 1 shows the fitted picture; x and y (-1..1) move within what the zoom leaves outside the box. */
const view = z
  .strictObject({
    zoom: z
      .number()
      .min(1)
      .max(4)
      .default(1)
      .describe('1 shows the fitted picture, 2 half of its width and height.'),
    x: z
      .number()
      .min(-1)
      .max(1)
      .default(0)
      .describe('-1 shows the left edge of what zoom leaves out, 1 the right one.'),
    y: z
      .number()
      .min(-1)
      .max(1)
      .default(0)
      .describe('-1 shows the top edge of what zoom leaves out, 1 the bottom one.'),
  })
  .meta({ id: 'View', description: 'The part of a picture that a slow move starts from or ends with.' })

const layerShapes = {
  text: z.strictObject({
    type: z.literal('text').describe('What the layer is.'),
    ...layerCommon,
    text: expressionText.describe('The text, with expressions in braces: Now {{ price | money }}.'),
    style: z.string().optional().describe('Name of a text style of the brand kit.'),
    look: partialLook
      .prefault({})
      .describe('What the text looks like; each property here wins over the style.'),
  }),
  image: z.strictObject({
    type: z.literal('image').describe('What the layer is.'),
    ...layerCommon,
    ...pictureCommon,
    motion: z
      .strictObject({
        from: view.prefault({}),
        to: view.prefault({}),
        easing: z
          .enum(['linear', 'in', 'out', 'in-out'])
          .default('linear')
          .describe('How the move gathers speed.'),
      })
      .optional()
      .describe("A slow pan and zoom over the layer's whole time."),
  }),
  video: z.strictObject({
    type: z.literal('video').describe('What the layer is.'),
    ...layerCommon,
    ...pictureCommon,
    trim: z
      .strictObject({
        from: seconds.default(0).describe('Second of the clip at which it begins.'),
        to: seconds.optional().describe('Second of the clip at which it ends. Default: its end.'),
      })
      .prefault({})
      .describe('The stretch of the clip that is used.'),
    speed: z.number().min(0.1).max(10).default(1).describe('2 is twice as fast, 0.5 half as fast.'),
    end: z
      .enum(['freeze', 'loop', 'hide'])
      .default('freeze')
      .describe(
        'When the clip is shorter than the layer: its last frame stays (freeze), it starts again (loop), or it is gone (hide).',
      ),
    sound: z
      .number()
      .min(-60)
      .max(12)
      .nullable()
      .default(null)
      .describe("Loudness of the clip's own sound in decibels: 0 as it is, -6 half as loud; null mutes it."),
  }),
  shape: z.strictObject({
    type: z.literal('shape').describe('What the layer is.'),
    ...layerCommon,
    shape: z
      .enum(['rectangle', 'ellipse', 'line'])
      .describe('What is drawn into the box; lines run from its top left to its bottom right corner.'),
    fill: fill.optional().describe('What the shape is filled with. Not for lines.'),
    radius: z
      .number()
      .nonnegative()
      .default(0)
      .describe('Radius of the corners of a rectangle, in canvas pixels.'),
    stroke: stroke.optional(),
    shadow: shadow.optional(),
  }),
}

/** What a format may change in a layer: any property but type and id; the box and the look are merged, the rest replaced. */
const override = (shape: z.ZodObject) => {
  const { type: _type, id: _id, ...rest } = shape.shape
  const changed = {
    box: changedObject(box).describe('Where the layer stands in this format.'),
    look: changedObject(textLook).describe('What the text looks like in this format.'),
  }
  const own = Object.fromEntries(
    Object.entries(rest).map(([name, schema]) => [
      name,
      name === 'box' || name === 'look' ? changed[name].optional() : changeOf(schema as z.ZodType),
    ]),
  )
  return z.strictObject(own)
}

/**
 * The schema without its default, so that an override says only what it says. What may be left out of a layer can be
 * taken away by null: the property then stands in the override as undefined, and so it wins when they are merged.
 */
function changeOf(schema: z.ZodType): z.ZodType {
  const wrapped =
    schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional
  const bare = wrapped ? (schema.unwrap() as z.ZodType) : schema
  const change = schema instanceof z.ZodOptional ? z.union([bare, takenAway]).optional() : bare.optional()
  const description = schema.description ?? bare.description
  return description === undefined ? change : change.describe(description)
}
const takenAway = z.null().transform(() => undefined)

function changedObject(schema: z.ZodObject) {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(schema.shape).map(([name, field]) => [name, changeOf(field as z.ZodType)]),
    ),
  )
}

const overrides = (shape: z.ZodObject) =>
  z
    .record(z.string(), override(shape))
    .default({})
    .describe(
      'Changes for single formats, by name: any property but type and id. The box and the look are merged, the rest replaced; null takes an optional property away.',
    )

const textLayer = layerShapes.text
  .extend({ formats: overrides(layerShapes.text) })
  .meta({ id: 'TextLayer', description: 'A text.' })
const imageLayer = layerShapes.image
  .extend({ formats: overrides(layerShapes.image) })
  .meta({ id: 'ImageLayer', description: 'A still picture, at rest or slowly moving.' })
const videoLayer = layerShapes.video
  .extend({ formats: overrides(layerShapes.video) })
  .meta({ id: 'VideoLayer', description: 'A clip.' })
const shapeLayer = layerShapes.shape
  .extend({ formats: overrides(layerShapes.shape) })
  .meta({ id: 'ShapeLayer', description: 'A rectangle, an ellipse or a line.' })
export const layer = z.discriminatedUnion('type', [textLayer, imageLayer, videoLayer, shapeLayer])
export type TextLayer = z.infer<typeof textLayer>
export type ImageLayer = z.infer<typeof imageLayer>
export type VideoLayer = z.infer<typeof videoLayer>
export type ShapeLayer = z.infer<typeof shapeLayer>
export type Layer = z.infer<typeof layer>
