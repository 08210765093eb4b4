import { z } from 'zod'
import { templateSchema } from './template.ts'

export type JsonSchema = {
  [key: string]: unknown
  description?: string
  properties?: Record<string, JsonSchema>
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  definitions?: Record<string, JsonSchema>
  $ref?: string
}

/** Help for the properties of variables, by name. */
const variableHelp: Record<string, string> = {
  type: 'What cells of this variable hold.',
  title: 'For people: shown in forms and messages.',
  description: 'For people: what belongs here.',
  required: 'Whether each row must have a value. A default makes the variable optional.',
  default: 'Used when the cell is empty; written as in a cell.',
  example: 'A value to show the template with; written as in a cell.',
  columns: 'Further column names that are taken for this variable.',
  perLanguage: 'Whether the data may give a value for each language: columns name_es, name-fr, name (de).',
  minLength: 'The fewest characters.',
  maxLength: 'The most characters.',
  html: 'Whether tags and entities of HTML are taken out of the text.',
  min: 'The least value.',
  max: 'The greatest value.',
  whole: 'Whether only whole numbers pass.',
  currency: 'Currency of cells that name none, like EUR.',
  from: 'The first day, as 2026-01-31.',
  to: 'The last day, as 2026-12-31.',
  fallback: 'A file of the template that stands in when the cell is empty or its file is missing.',
  separator: 'What stands between the items in a cell.',
  minItems: 'The fewest items.',
  maxItems: 'The most items.',
  items: 'What the items are.',
  choices: 'The values that a cell may have.',
}

/** The JSON Schema (draft 7, which every editor knows) of template.json as an author writes it. */
export function templateJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(templateSchema, { io: 'input', target: 'draft-7' }) as JsonSchema
  const variables = schema.properties?.variables?.additionalProperties
  if (typeof variables === 'object')
    for (const kind of variables.oneOf ?? variables.anyOf ?? [])
      for (const [name, property] of Object.entries(kind.properties ?? {}))
        property.description ??= variableHelp[name] ?? ''
  return { ...schema, title: 'Reelmill template', description: 'A template.json of Reelmill.' }
}
