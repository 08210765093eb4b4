import { z } from 'zod'

export const assetTypes = ['image', 'video', 'audio'] as const
export type AssetType = (typeof assetTypes)[number]

export const variableName = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'a lower-case letter first, then letters, digits and underscores')

const common = {
  /** For people: shown in forms and messages. */
  title: z.string().optional(),
  description: z.string().optional(),
  required: z.boolean().default(true),
  /** Used when the cell is empty; written as a person would write it in a cell. Makes the variable optional. */
  default: z.string().optional(),
  example: z.string().optional(),
  /** Further column names that are taken for this variable ("Title", "Product name"). */
  columns: z.array(z.string()).default([]),
  /** A cell may be given per language: columns `name_es`, `name-fr`, `name (de)`; the plain column serves the rest. */
  perLanguage: z.boolean().default(false),
}
const assetCommon = {
  ...common,
  /** A file of the template that stands in when the cell is empty or the file is missing or can't be fetched. */
  fallback: z.string().optional(),
}

/** One variable of a template: a typed slot that a column of the data fills. */
export const variableSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    ...common,
    /** In characters as a person counts them (grapheme clusters). */
    minLength: z.int().nonnegative().optional(),
    maxLength: z.int().positive().optional(),
    /** Tags and entities of HTML are taken out, line breaks kept. */
    html: z.boolean().default(false),
  }),
  z.strictObject({
    type: z.literal('number'),
    ...common,
    min: z.number().optional(),
    max: z.number().optional(),
    whole: z.boolean().default(false),
  }),
  z.strictObject({
    type: z.literal('money'),
    ...common,
    min: z.number().optional(),
    max: z.number().optional(),
    /** ISO 4217; for cells that name no currency. */
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
  }),
  /** 12.5 stands for 12.5 %. */
  z.strictObject({
    type: z.literal('percent'),
    ...common,
    min: z.number().optional(),
    max: z.number().optional(),
  }),
  z.strictObject({
    type: z.literal('date'),
    ...common,
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
  }),
  z.strictObject({ type: z.literal('boolean'), ...common }),
  z.strictObject({ type: z.literal('colour'), ...common }),
  z.strictObject({ type: z.literal('image'), ...assetCommon }),
  z.strictObject({ type: z.literal('video'), ...assetCommon }),
  z.strictObject({ type: z.literal('audio'), ...assetCommon }),
  z.strictObject({ type: z.literal('url'), ...common }),
  z.strictObject({
    type: z.literal('list'),
    ...common,
    /** What stands between the items in a cell. JSON arrays are taken as they are. */
    separator: z.string().min(1).default('|'),
    minItems: z.int().nonnegative().optional(),
    maxItems: z.int().positive().optional(),
    /** Type of each item. */
    items: z.enum(['text', 'number', 'money', 'percent', 'date', 'image', 'url']).default('text'),
  }),
  z.strictObject({ type: z.literal('one-of'), ...common, choices: z.array(z.string().min(1)).min(1) }),
])
export type Variable = z.infer<typeof variableSchema>
export type Variables = Record<string, Variable>
