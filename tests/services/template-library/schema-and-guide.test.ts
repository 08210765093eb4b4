import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { filterNames } from '../../../src-main/core/expressions/filters.ts'
import { checkTemplate } from '../../../src-main/core/template-rules/check-template.ts'
import {
  allProperties,
  rangeOf,
  withTables,
} from '../../../src-main/services/template-library/guide-tables.ts'
import { ruleTools } from '../../../src-main/services/template-library/rule-tools.ts'
import {
  guideFile,
  schemaFile,
  schemaText,
} from '../../../src-main/services/template-library/write-schema.ts'
import { type JsonSchema, templateJsonSchema } from '../../../src-shared/templates/json-schema.ts'
import { templateSchema } from '../../../src-shared/templates/template.ts'

const again = 'run: node src-main/services/template-library/write-schema.ts'
const guide = readFileSync(guideFile, 'utf8')

describe('the schema for editors', () => {
  test('the file is what the schema says now', () => {
    expect(readFileSync(schemaFile, 'utf8'), again).toBe(schemaText())
  })

  test('each property has a line of help', () => {
    const schema = templateJsonSchema()
    const bare: string[] = []
    const described = (part: JsonSchema): boolean => {
      if (typeof part.description === 'string' && part.description !== '') return true
      const target = part.$ref === undefined ? part.allOf?.[0] : schema.definitions?.[part.$ref.slice(14)]
      return target !== undefined && described(target)
    }
    const walk = (path: string, part: JsonSchema) => {
      for (const [name, property] of Object.entries(part.properties ?? {})) {
        if (!described(property)) bare.push(`${path}.${name}`)
        walk(`${path}.${name}`, property)
      }
      const inner = [
        ...(part.anyOf ?? []),
        ...(part.oneOf ?? []),
        ...(part.allOf ?? []),
        part.items,
        part.additionalProperties,
      ]
      for (const one of inner) if (typeof one === 'object') walk(path, one)
    }
    walk('template', schema)
    for (const [name, definition] of Object.entries(schema.definitions ?? {})) walk(name, definition)
    expect(bare).toEqual([])
  })
})

describe('the template guide', () => {
  test('its tables are what the schema says now', () => {
    expect(withTables(guide), again).toBe(guide)
  })

  test.each<[JsonSchema, string]>([
    [{ type: 'integer', exclusiveMinimum: 0, maximum: 100 }, ' 1 to 100'],
    [
      { type: 'integer', minimum: -9007199254740991, exclusiveMinimum: 0, maximum: 9007199254740991 },
      ' from 1',
    ],
    [{ type: 'number', exclusiveMinimum: 0, maximum: 5 }, ' above 0, up to 5'],
    [{ type: 'number', minimum: 0, exclusiveMaximum: 1 }, ' from 0, below 1'],
    [{ type: 'number', minimum: 2, exclusiveMinimum: 0 }, ' from 2'],
    [{ type: 'number', minimum: 0, exclusiveMinimum: 0 }, ' above 0'],
    [{ type: 'number', minimum: 0, maximum: 1 }, ' 0 to 1'],
    [{ type: 'number' }, ''],
  ])('limits are told as the schema has them: %j', (part, told) => {
    expect(rangeOf(part)).toBe(told)
  })

  test('each property of the schema is in it', () => {
    const missing = allProperties().filter(
      ({ name }) => !guide.includes(`\`${name}\``) && !guide.includes(`{ "${name}": `),
    )
    expect(missing).toEqual([])
    expect(allProperties().length).toBeGreaterThan(150)
  })

  test('each filter is in it', () => {
    expect(filterNames.filter((name) => !guide.includes(`\`${name}\``))).toEqual([])
  })

  test('each link leads to a heading', () => {
    const headings = [...guide.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
      title!.toLowerCase().replaceAll(' ', '-'),
    )
    const links = [...guide.matchAll(/\]\(#([^)]+)\)/g)].map(([, link]) => link!)
    expect(links.filter((link) => !headings.includes(link))).toEqual([])
  })

  test('its first template has no finding', () => {
    const [, source] = /```json\n(\{[\s\S]*?)\n```/.exec(guide) ?? []
    const template = templateSchema.parse(JSON.parse(source ?? ''))
    expect(checkTemplate(template, new Map(), ruleTools)).toEqual([])
  })
})
