import { z } from 'zod'
import { variableName, variableSchema } from '../data/variables.ts'
import { inspectionWish } from '../quality/wish.ts'
import { format, rate } from './formats.ts'
import { layer, partialLook } from './layers.ts'
import { colour, condition, easing, expressionText, seconds, side, templatePath } from './measures.ts'

/** Between two scenes. Its time belongs to both: the video is shorter by it. */
export const transition = z
  .strictObject({
    type: z
      .enum(['cut', 'fade', 'slide', 'wipe', 'zoom'])
      .describe('How this scene takes the place of the one before; cut is at once.'),
    duration: seconds
      .default(0.5)
      .describe('How long it takes. The time belongs to both scenes: the video is shorter by it.'),
    side: side.default('right').describe('For slides and wipes: the side that the new scene comes from.'),
    easing: easing.default('in-out'),
  })
  .meta({ id: 'Transition', description: 'How a scene takes the place of the one before.' })
export type Transition = z.infer<typeof transition>

export const scene = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens, a letter first')
      .describe('Name of the scene, unique in the template.'),
    title: z.string().optional().describe('For people: shown instead of the id.'),
    duration: seconds
      .refine((value) => value > 0, 'more than 0 seconds')
      .describe('How long it lasts, in seconds.'),
    when: condition.optional(),
    repeat: z
      .strictObject({
        over: z.string().describe('The name of a list variable.'),
        as: variableName
          .default('item')
          .describe('How texts and conditions of the scene call the item; its number is <name>_number.'),
        max: z.int().positive().max(100).default(10).describe('The scene comes at most this often.'),
      })
      .optional()
      .describe('Shows the scene once for each item of a list; with an empty list it is left out.'),
    background: colour.optional().describe("Colour behind all layers. Default: the template's background."),
    /** Into this scene, from the one before. */
    transition: transition.optional(),
    layers: z.array(layer).max(200).describe('What is seen, the lowest first.'),
    formats: z
      .record(
        z.string(),
        z.strictObject({
          duration: seconds.optional().describe('How long the scene lasts in this format.'),
          hidden: z.boolean().optional().describe('Leaves the scene out of this format.'),
          background: colour.optional().describe('Colour behind all layers in this format.'),
        }),
      )
      .default({})
      .describe('Changes for single formats, by name.'),
  })
  .meta({ id: 'Scene', description: 'A part of the video with its own clock and layers.' })
export type Scene = z.infer<typeof scene>

const gain = z.number().min(-60).max(12).default(0)

/** Gains are decibels, times seconds. */
export const audio = z
  .strictObject({
    music: z
      .strictObject({
        source: z
          .union([
            z.strictObject({ file: templatePath }),
            z.strictObject({ variable: z.string().describe('The name of an audio variable.') }),
          ])
          .describe('A file of the template, or an audio variable.'),
        gain: gain.describe('Louder or softer, in decibels: -6 is half as loud.'),
        loop: z.boolean().default(true).describe('Whether it starts again when the video is longer.'),
        fadeIn: seconds.default(0).describe('Seconds in which it comes up.'),
        fadeOut: seconds.default(1).describe("Seconds before the video's end in which it dies away."),
      })
      .optional()
      .describe('A music bed under the whole video.'),
    voice: z
      .strictObject({
        /** An audio variable (its `perLanguage` makes it one per language), or a file per language of the template. */
        source: z
          .union([
            z.strictObject({ variable: z.string().describe('The name of an audio variable.') }),
            z.strictObject({
              files: z.record(z.string(), templatePath).describe('A file of the template for each language.'),
            }),
          ])
          .describe('An audio variable, or a file of the template for each language.'),
        start: seconds.default(0).describe("Seconds after the video's start at which the voice begins."),
        gain: gain.describe('Louder or softer, in decibels: -6 is half as loud.'),
      })
      .optional()
      .describe('A voice-over.'),
    duck: z
      .strictObject({
        by: z.number().min(0).max(40).default(12).describe('How far they step back, in decibels.'),
        attack: seconds.default(0.15).describe('How fast they step back.'),
        release: seconds.default(0.6).describe('How fast they come back.'),
      })
      .optional()
      .describe('Music and clips step back while the voice speaks.'),
    loudness: z
      .strictObject({
        integrated: z
          .number()
          .min(-40)
          .max(-5)
          .default(-14)
          .describe(
            'Loudness of the whole sound in LUFS: -14 is what most platforms play at, -23 is broadcast.',
          ),
        truePeak: z.number().min(-9).max(0).default(-1).describe('The highest peak allowed, in dBTP.'),
      })
      .prefault({})
      .describe('What the finished sound is brought to.'),
  })
  .meta({ id: 'Audio', description: 'The sound of the video.' })
export type Audio = z.infer<typeof audio>

/** A font of the brand kit: a bundled family or files of the template; `scripts` names other families by ISO 15924 script. */
export const brandFont = z
  .strictObject({
    family: z
      .string()
      .describe('A bundled family (Inter, Outfit, ...), or the family name of the files below.'),
    files: z
      .array(templatePath)
      .default([])
      .describe('Font files of the template (TTF or OTF), one for each weight.'),
    scripts: z
      .record(
        z.string().regex(/^[A-Z][a-z]{3}$/, 'the four letters of a script, like Arab or Hebr'),
        z.string(),
      )
      .default({})
      .describe(
        'Other families for other scripts, by ISO 15924 code: { "Arab": "Cairo" }. Scripts that are not named use the bundled Noto family.',
      ),
  })
  .meta({ id: 'Font', description: 'A font of the brand kit.' })
export type BrandFont = z.infer<typeof brandFont>

export const brand = z
  .strictObject({
    colours: z
      .record(
        z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens, a letter first'),
        z.string().regex(/^#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/, '#rrggbb or #rrggbbaa'),
      )
      .default({})
      .describe('Colours by name; layers use the name.'),
    fonts: z
      .record(z.string(), brandFont)
      .default({})
      .describe('Fonts by name; the first one is the default.'),
    logo: templatePath.optional().describe('The logo: PNG with transparency, or SVG.'),
    textStyles: z
      .record(z.string(), partialLook)
      .default({})
      .describe('Looks of text by name, for the property style of text layers.'),
  })
  .meta({ id: 'Brand', description: 'Colours, fonts, logo and text styles, named once and used everywhere.' })
export type Brand = z.infer<typeof brand>

export const language = z
  .strictObject({
    title: z.string().optional().describe('For people: shown instead of the tag.'),
    locale: z
      .string()
      .optional()
      .describe(
        'How numbers, money and dates are written, like en-GB or fr-CA. Default: the language itself.',
      ),
    strings: z
      .record(
        z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and underscores, a letter first'),
        expressionText,
      )
      .default({})
      .describe('Texts in this language, used as {{ t.name }}; each may hold expressions itself.'),
  })
  .meta({ id: 'Language', description: 'A language that videos are made in.' })
export type Language = z.infer<typeof language>

export const templateSchema = z.strictObject({
  $schema: z.string().optional().describe('The address or path of this schema, for editors.'),
  reelmill: z.literal(1).describe("Version of this file's form: 1."),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens')
    .describe('Short name for commands and folders.'),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, 'a version like 1.0.0')
    .describe('Version of the template, like 1.0.0; raise it when videos made with it change.'),
  title: z.string().describe('Name for people.'),
  description: z.string().default('').describe('What the template is for, in a sentence or two.'),
  canvas: z
    .strictObject({
      width: z.int().min(16).max(8192).describe('Width in pixels.'),
      height: z.int().min(16).max(8192).describe('Height in pixels.'),
    })
    .describe(
      'The frame that lengths in pixels are meant for. In a format, one canvas pixel is (shorter side of the format / shorter side of the canvas) pixels.',
    ),
  fps: rate.default(30),
  background: colour.default('#000000').describe('Colour behind all layers of all scenes.'),
  formats: z
    .record(
      z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens, a letter first'),
      format,
    )
    .describe('The renditions that videos are made in, by name.'),
  variables: z
    .record(variableName, variableSchema)
    .default({})
    .describe('The slots that columns of the data fill, by name.'),
  brand: brand.prefault({}),
  languages: z
    .record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag like es or pt-BR'), language)
    .describe('The languages that videos are made in, by tag (es, pt-BR, ar).'),
  defaultLanguage: z.string().describe('The language whose strings the others must have too.'),
  mirror: z
    .boolean()
    .default(true)
    .describe('Whether layers change sides in right-to-left languages unless they say otherwise.'),
  scenes: z.array(scene).min(1).max(200).describe('The video from its beginning to its end.'),
  audio: audio.optional(),
  quality: inspectionWish
    .optional()
    .describe('How finished videos are inspected, unless a batch says otherwise.'),
})
/** A template as it stands after parsing: every default filled in. */
export type Template = z.infer<typeof templateSchema>
/** A template as an author may write it. */
export type TemplateSource = z.input<typeof templateSchema>
