import { z } from 'zod'

/**
 * A length: a number is canvas pixels, "40%" is a share of the frame (of its width for x and width, of its height
 * for y and height). One canvas pixel is (shorter side of the format / shorter side of the canvas) output pixels.
 */
export const length = z
  .union([
    z.number(),
    z.string().regex(/^-?\d+(\.\d+)?%$/, 'a number of canvas pixels, or a percentage like "40%"'),
  ])
  .meta({
    id: 'Length',
    description:
      'A number of canvas pixels, or a share of the frame like "40%" (of its width for x and width, of its height for y and height).',
  })
export type Length = z.infer<typeof length>

/** The point of the frame that x and y are measured from; the same point of the box is put there. Offsets point inward. */
export const anchor = z.enum([
  'top-left',
  'top',
  'top-right',
  'left',
  'center',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
])
export type Anchor = z.infer<typeof anchor>

/** A layer's place in the frame. */
export const box = z
  .strictObject({
    x: length.default(0).describe('Distance from the anchor, sideways. Positive points into the frame.'),
    y: length.default(0).describe('Distance from the anchor, up or down. Positive points into the frame.'),
    width: length.default('100%').describe('Width of the box.'),
    height: length.default('100%').describe('Height of the box.'),
    anchor: anchor
      .default('top-left')
      .describe(
        'The point of the frame that x and y are measured from; the same point of the box is put there.',
      ),
  })
  .meta({ id: 'Box', description: 'Where a layer stands in the frame.' })
export type Box = z.infer<typeof box>

/** `#rgb`, `#rrggbb`, `#rrggbbaa`, the name of a brand colour, or `var:name` for a colour variable. */
export const colour = z
  .string()
  .regex(
    /^(#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})|var:[a-z][a-z0-9_]*|[a-z][a-z0-9-]*)$/,
    '#rrggbb, #rrggbbaa, a brand colour or var:name',
  )
  .meta({
    id: 'Colour',
    description:
      'A colour: #rgb, #rrggbb, #rrggbbaa (the last two digits: how opaque), the name of a brand colour, or var:name for a colour variable.',
  })

/** Seconds of the scene's clock; cut to whole frames (nearest, halves up). */
export const seconds = z
  .number()
  .nonnegative()
  .max(36_000)
  .meta({ id: 'Seconds', description: 'A time in seconds; it is rounded to whole frames.' })

export const easing = z
  .enum(['linear', 'in', 'out', 'in-out'])
  .default('out')
  .describe(
    'How a movement gathers speed: evenly, slowly at first (in), slowly at last (out), or both (in-out).',
  )
export type Easing = z.infer<typeof easing>

export const side = z.enum(['left', 'right', 'top', 'bottom'])
export type Side = z.infer<typeof side>

/** Text with expressions: `{{ price | money }}`. Only the template's text is a program; data never is. */
export const expressionText = z.string().max(10_000)

/** A condition over variables, strings and the list item: `offer != blank and price > 10`. */
export const condition = z.string().min(1).max(1_000).meta({
  id: 'Condition',
  description:
    'A condition, written without braces: offer != blank and price > 10. Where it does not hold, this is left out.',
})

/** A path inside the template's folder, with forward slashes. */
export const templatePath = z
  .string()
  .min(1)
  .refine(
    (path) =>
      !path.startsWith('/') &&
      !/^[a-zA-Z]:/.test(path) &&
      !path.includes('\\') &&
      !path.split('/').includes('..'),
    'a path inside the template folder, like assets/logo.png',
  )
  .meta({ id: 'TemplatePath', description: 'A file of the template, like assets/logo.png.' })
