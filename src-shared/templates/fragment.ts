import { z } from 'zod'
import { variableName, variableSchema } from '../data/variables.ts'
import { partialLook } from './layers.ts'
import { templatePath } from './measures.ts'
import { placeTooDeep } from './nesting.ts'
import { brand, brandFont, language } from './template.ts'

/** Characters of the largest fragment that is read. */
const largest = 4_000_000

/** The value as it is written, if the schema takes it: nothing is filled in. */
const asWritten = <S extends z.ZodType>(schema: S) =>
  z.custom<z.input<S>>((value) => schema.safeParse(value).success, 'not of the kind that it stands for')

/** A layer or scene as its draft has it, right or wrong: what is wrong in it is found where it is put. */
const part = z.looseObject({ id: z.string().min(1).max(100) })

const colours = brand.shape.colours.unwrap()
const strings = language.shape.strings.unwrap()

/** Layers or scenes on their way to another place: with all that they name of the template that they come from. */
export const fragment = z.strictObject({
  reelmillFragment: z.literal(1),
  /** Name of the template that it was copied from; its files are fetched there. */
  template: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  canvas: z.strictObject({ width: z.number().min(16).max(8_192), height: z.number().min(16).max(8_192) }),
  /** The overrides that held in the format that was looked at. */
  layout: z.string().max(100),
  layers: z.array(part).max(1_000).default([]),
  scenes: z.array(part).max(200).default([]),
  variables: z.record(variableName, asWritten(variableSchema)).default({}),
  colours: asWritten(colours).default({}),
  fonts: z.record(z.string().max(100), asWritten(brandFont)).default({}),
  textStyles: z.record(z.string().max(100), asWritten(partialLook)).default({}),
  logo: templatePath.max(1_000).nullable().default(null),
  /** By language. */
  strings: z.record(z.string().max(40), asWritten(strings)).default({}),
  defaultLanguage: z.string().max(40),
})
export type Fragment = z.infer<typeof fragment>

type ReadFragment = { is: 'fragment'; fragment: Fragment } | { is: 'damaged' } | { is: 'foreign' }

/** A text that calls itself a fragment, whether it is one or not; null for every other. */
export const fragmentIn = (text: string): string | null =>
  /^\s*\{/.test(text) && text.includes('"reelmillFragment"') ? text : null

/** What somebody's clipboard holds: foreign is all that doesn't call itself a fragment. */
export function readFragment(text: string): ReadFragment {
  if (fragmentIn(text) === null) return { is: 'foreign' }
  if (text.length > largest || placeTooDeep(text) !== null) return { is: 'damaged' }
  try {
    // The one name that means something to the language itself.
    const json: unknown = JSON.parse(text, (name, value) => (name === '__proto__' ? undefined : value))
    const parsed = fragment.safeParse(json)
    if (!parsed.success || parsed.data.layers.length + parsed.data.scenes.length === 0)
      return { is: 'damaged' }
    return { is: 'fragment', fragment: parsed.data }
  } catch {
    return { is: 'damaged' }
  }
}
