import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { templateJsonSchema } from '../../../src-shared/templates/json-schema.ts'
import { withTables } from './guide-tables.ts'

/*
 * Writes resources/template.schema.json, and the tables of docs/template-guide.md, from the schema in src-shared:
 *   node src-main/services/template-library/write-schema.ts
 * A test fails when either is not up to date.
 */

const root = new URL('../../../', import.meta.url)
export const schemaFile = fileURLToPath(new URL('resources/template.schema.json', root))
export const guideFile = fileURLToPath(new URL('docs/template-guide.md', root))

/** The schema file's whole text. */
export function schemaText(): string {
  return `${JSON.stringify(templateJsonSchema(), null, 2)}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(schemaFile, schemaText())
  writeFileSync(guideFile, withTables(readFileSync(guideFile, 'utf8')))
}
