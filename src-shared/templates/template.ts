import { z } from 'zod'
import { variableName, variableSchema } from '../data/variables.ts'
import { format, rate } from './formats.ts'
import { layer, textLook } from './layers.ts'
import { colour, condition, easing, expressionText, seconds, side, templatePath } from './measures.ts'

/** Between two scenes. Its time belongs to both: the video is shorter by it. */
export const transition = z.strictObject({
  type: z.enum(['cut', 'fade', 'slide', 'wipe', 'zoom']),
  duration: seconds.default(0.5),
  /** The side that the new scene comes from (slide, wipe). */
  side: side.default('right'),
  easing: easing.default('in-out'),
})
export type Transition = z.infer<typeof transition>

export const scene = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string().optional(),
  duration: seconds.refine((value) => value > 0, 'more than 0 seconds'),
  when: condition.optional(),
  /** Once for each item of a list variable, in order; the item's name is usable in texts and conditions, its number as `<name>_number`. */
  repeat: z
    .strictObject({
      over: z.string(),
      as: variableName.default('item'),
      max: z.int().positive().max(100).default(10),
    })
    .optional(),
  background: colour.optional(),
  /** Into this scene, from the one before. */
  transition: transition.optional(),
  layers: z.array(layer).max(200),
  formats: z
    .record(
      z.string(),
      z.strictObject({
        duration: seconds.optional(),
        hidden: z.boolean().optional(),
        background: colour.optional(),
      }),
    )
    .default({}),
})
export type Scene = z.infer<typeof scene>

/** Gains are decibels, times seconds. */
export const audio = z.strictObject({
  music: z
    .strictObject({
      source: z.union([z.strictObject({ file: templatePath }), z.strictObject({ variable: z.string() })]),
      gain: z.number().min(-60).max(12).default(0),
      loop: z.boolean().default(true),
      fadeIn: seconds.default(0),
      fadeOut: seconds.default(1),
    })
    .optional(),
  voice: z
    .strictObject({
      /** An audio variable (its `perLanguage` makes it one per language), or a file per language of the template. */
      source: z.union([
        z.strictObject({ variable: z.string() }),
        z.strictObject({ files: z.record(z.string(), templatePath) }),
      ]),
      start: seconds.default(0),
      gain: z.number().min(-60).max(12).default(0),
    })
    .optional(),
  /** How far music and clips step back while the voice speaks, in decibels. */
  duck: z
    .strictObject({
      by: z.number().min(0).max(40).default(12),
      attack: seconds.default(0.15),
      release: seconds.default(0.6),
    })
    .optional(),
  loudness: z
    .strictObject({
      integrated: z.number().min(-40).max(-5).default(-14),
      truePeak: z.number().min(-9).max(0).default(-1),
    })
    .prefault({}),
})
export type Audio = z.infer<typeof audio>

/** A font of the brand kit: a bundled family or files of the template; `scripts` names other families by ISO 15924 script. */
export const brandFont = z.strictObject({
  /** A bundled family ("Inter", "Outfit", ...), or the family name of the files below. */
  family: z.string(),
  files: z.array(templatePath).default([]),
  /** { "Arab": "Cairo" }; scripts that aren't named use the bundled Noto family. */
  scripts: z.record(z.string().regex(/^[A-Z][a-z]{3}$/), z.string()).default({}),
})
export type BrandFont = z.infer<typeof brandFont>

export const brand = z.strictObject({
  colours: z
    .record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.string().regex(/^#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/))
    .default({}),
  fonts: z.record(z.string(), brandFont).default({}),
  logo: templatePath.optional(),
  textStyles: z.record(z.string(), textLook.partial()).default({}),
})
export type Brand = z.infer<typeof brand>

export const language = z.strictObject({
  title: z.string().optional(),
  /** BCP 47, for numbers, money, dates and case; default: the language itself. */
  locale: z.string().optional(),
  /** Usable in texts as `{{ t.name }}`; each may hold expressions itself. */
  strings: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), expressionText).default({}),
})
export type Language = z.infer<typeof language>

export const templateSchema = z.strictObject({
  $schema: z.string().optional(),
  /** Version of this file's form. */
  reelmill: z.literal(1),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'like 1.0.0'),
  title: z.string(),
  description: z.string().default(''),
  /** The frame that lengths in pixels are meant for. */
  canvas: z.strictObject({ width: z.int().min(16).max(8192), height: z.int().min(16).max(8192) }),
  fps: rate.default(30),
  background: colour.default('#000000'),
  formats: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), format),
  variables: z.record(variableName, variableSchema).default({}),
  brand: brand.prefault({}),
  languages: z.record(
    z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag like es or pt-BR'),
    language,
  ),
  defaultLanguage: z.string(),
  /** Whether layers are mirrored in right-to-left languages unless they say otherwise. */
  mirror: z.boolean().default(true),
  scenes: z.array(scene).min(1).max(200),
  audio: audio.optional(),
})
/** A template as it stands after parsing: every default filled in. */
export type Template = z.infer<typeof templateSchema>
/** A template as an author may write it. */
export type TemplateSource = z.input<typeof templateSchema>
