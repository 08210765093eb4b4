import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import type { FileFacts } from '../../core/template-rules/tools.ts'
import { linksThatLeave, lookAtFiles, type TemplateFile, type TemplateText } from './template-folder.ts'
import type { LoadedTemplate } from './template-library.ts'

/** Keeps plain data under the words that decide what it is. Neither rejects. */
export type TemplateMemory = {
  recall(words: readonly string[]): Promise<unknown>
  keep(words: readonly string[], data: unknown): Promise<void>
}

/** What the files of the folder were like when the template was checked. */
type SeenFiles = { facts: FileFacts; files: ReadonlyMap<string, TemplateFile>; leaving: readonly string[] }

type Remembered = Pick<LoadedTemplate, 'template' | 'hash' | 'findings'> & {
  /** Paths that the template names. */
  used: string[]
  /** Hash of what was seen under them. */
  seen: string
}

/**
 * A template that was found to be usable before: the same text, the same files, the same rules. Null when it isn't known.
 * Its files are read all the same, since their contents are part of it.
 */
export async function recallTemplate(
  { folder, text }: TemplateText,
  memory: TemplateMemory,
): Promise<LoadedTemplate | null> {
  const packed = await memory.recall(wordsOf(text))
  if (typeof packed !== 'string') return null
  const known: Remembered = deserialize(Buffer.from(packed, 'base64'))
  const leaving = await linksThatLeave(folder)
  const { facts, files } = await lookAtFiles(folder, new Set(known.used))
  if (hashOf({ facts, files, leaving }) !== known.seen) return null
  const { template, hash, findings } = known
  return { template, folder, hash, files, findings }
}

/** Remembers a usable template, with what was seen of its files. */
export async function rememberTemplate(
  { text }: TemplateText,
  { template, hash, findings }: LoadedTemplate,
  seen: SeenFiles,
  memory: TemplateMemory,
): Promise<void> {
  const data: Remembered = { template, hash, findings, used: [...seen.facts.keys()], seen: hashOf(seen) }
  // Not as JSON: a format takes away a layer's motion by setting it to undefined.
  await memory.keep(wordsOf(text), serialize(data).toString('base64'))
}

function wordsOf(text: string): string[] {
  return ['template', sha256(text), markOfRules()]
}

function hashOf({ facts, files, leaving }: SeenFiles): string {
  const contents = [...files].map(([file, { content, bytes }]) => [file, content, bytes])
  return sha256(JSON.stringify([[...facts], contents, leaving]))
}

/** Where the schema and the rules lie, as seen from here; once they are built, all of it lies in one folder. */
const ruleFolders = [
  '.',
  '../../core/template-rules',
  '../../core/expressions',
  '../../core/cell-values',
  '../../core/scene-layout',
  '../../outside/fonts',
  '../../../src-shared/templates',
  '../../../src-shared/data',
]

/** Changes whenever a file of the rules does: whoever changes them must not be shown what the old ones said. */
export function markOfRules(): string {
  const files = ruleFolders.flatMap((name) => {
    const folder = new URL(`${name}/`, import.meta.url)
    try {
      return readdirSync(folder).map((file) => {
        const { size, mtimeMs } = statSync(new URL(encodeURIComponent(file), folder))
        return `${name}/${file} ${size} ${mtimeMs}`
      })
    } catch {
      return []
    }
  })
  return sha256(JSON.stringify([process.version, files]))
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
