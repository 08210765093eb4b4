import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { applyEdits, findNodeAtLocation, modify, parseTree } from 'jsonc-parser'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { isDeviceName } from '../../../src-shared/data/file-names.ts'
import { placeTooDeep } from '../../../src-shared/templates/nesting.ts'
import { versionPattern } from '../../../src-shared/templates/versions.ts'

/** What a template's file says of itself, also when it is no valid template; null for what it doesn't say. */
type SourceHead = { name: string | null; version: string | null; title: string | null }

/** As far as it can be read: a draft may be half written. */
export function headOf(source: string): SourceHead {
  const tree = placeTooDeep(source) === null ? parseTree(source) : undefined
  const text = (name: string) => {
    const value: unknown = tree === undefined ? undefined : findNodeAtLocation(tree, [name])?.value
    return typeof value === 'string' ? value : null
  }
  const [name, version] = [text('name'), text('version')]
  return {
    name: name !== null && templateName.test(name) ? name : null,
    version: version !== null && versionPattern.test(version) ? version : null,
    title: text('title'),
  }
}

/** The same text with other words at its top; everything else stays as its author laid it out. */
export function withHead(
  source: string,
  changes: Partial<Record<'name' | 'version' | 'title', string>>,
): string {
  return Object.entries(changes).reduce(
    (text, [name, value]) => applyEdits(text, modify(text, [name], value, {})),
    source,
  )
}

export const templateName = /^[a-z0-9][a-z0-9-]{0,63}$/

/** Throws `template.name` for what can't be the name of a template: a studio folder may be carried to Windows. */
export function requireName(name: string): void {
  if (templateName.test(name) && !isDeviceName(name)) return
  throw new StudioError({
    code: 'template.name',
    message: `"${name}" can't be the name of a template.`,
    whatToDo: 'Use lower-case letters, digits and hyphens, at most 64, with a letter or a digit first.',
  })
}

export const sourceOf = (folder: string): Promise<string> => readFile(join(folder, 'template.json'), 'utf8')
