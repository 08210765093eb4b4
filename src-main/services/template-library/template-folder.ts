import { lstat, readdir, realpath } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { type FileKind, fileKind, headBytes } from '../../core/asset-rules/file-kinds.ts'
import { readSource } from '../../core/asset-rules/read-source.ts'
import type { FileFact, FileFacts } from '../../core/template-rules/tools.ts'
import { openAssetFolders } from '../../outside/asset-files/asset-folders.ts'
import { readAsset } from '../../outside/asset-files/read-asset.ts'
import { kindOfFile, startOfFile } from '../../outside/files/look-at-file.ts'

/** The largest template.json that is read. */
const largestTemplate = 2 * 1024 * 1024
/** The most that a template's folder may hold when it is copied. */
export const templateLimits = { files: 2_000, bytes: 2 * 1024 ** 3 }
const templateFile = 'template.json'

/** A file of a template: its absolute path without links, the SHA-256 of its bytes (lower-case hex), its size. */
export type TemplateFile = { path: string; content: string; bytes: number }

/** A template's folder, its absolute path without links, and the text of its template.json. */
export type TemplateText = { folder: string; text: string }

/** Opens a template's folder. Throws `template.*`. */
export async function openTemplateFolder(folder: string): Promise<TemplateText> {
  const real = await realFolder(folder)
  const folders = await openAssetFolders([real])
  const found = await folders.find({ path: templateFile, startFolders: [real], name: templateFile })
  if ('problem' in found)
    throw new StudioError({
      code: 'template.missing',
      message: `The folder ${folder} holds no template: ${found.problem.message}`,
      whatToDo:
        found.problem.rule === 'asset.missing'
          ? 'Name a folder that has a template.json in it.'
          : found.problem.whatToDo,
    })
  const text = (await startOfFile(found.ok.path, largestTemplate + 1)) ?? ''
  if (Buffer.byteLength(text) > largestTemplate)
    throw unreadable(
      folder,
      'it is larger than 2 MB',
      'No template needs that much: look for data pasted into it.',
    )
  if (text.includes('\ufffd') || text.includes('\0'))
    throw unreadable(folder, 'it is not in UTF-8', 'Save template.json with the encoding UTF-8.')
  return { folder: real, text }
}

function unreadable(folder: string, why: string, whatToDo: string): StudioError {
  return new StudioError({
    code: 'template.invalid',
    message: `The template.json in ${folder} can't be read: ${why}.`,
    whatToDo,
  })
}

async function realFolder(folder: string): Promise<string> {
  const kind = await kindOfFile(folder)
  if (kind === 'folder') return realpath(folder)
  throw new StudioError({
    code: 'template.missing',
    message:
      kind === null ? `There is no folder ${folder}.` : `${folder} is a file, not the folder of a template.`,
    whatToDo: 'Name the folder that has the template.json in it.',
  })
}

/** Files that were read before, by identity (path, size, times, inode). */
export type ReadBefore = Map<string, { content: string; bytes: number; head: Uint8Array }>

/**
 * Looks at each named file, inside the folder only: what it is, and its content's hash. `wanted` are paths as the
 * template writes them. What was read `before` and is still the same file is not read again.
 */
export async function lookAtFiles(
  folder: string,
  wanted: ReadonlySet<string>,
  before: ReadBefore = new Map(),
): Promise<{ facts: FileFacts; files: Map<string, TemplateFile> }> {
  const folders = await openAssetFolders([folder])
  const facts = new Map<string, FileFact>()
  const files = new Map<string, TemplateFile>()
  for (const file of wanted) {
    const refused = (problem: { message: string; whatToDo: string }) =>
      facts.set(file, { found: false, message: problem.message, whatToDo: inTemplate(problem.whatToDo) })
    const read = readSource(file, process.platform === 'win32' ? 'windows' : 'posix')
    if ('problem' in read) {
      refused(read.problem)
      continue
    }
    if (read.ok.kind === 'web') {
      refused({ message: `${file} is a web address.`, whatToDo: 'Put the file into the template.' })
      continue
    }
    const found = await folders.find({ path: read.ok.path, startFolders: [folder], name: file })
    if ('problem' in found) {
      refused(found.problem)
      continue
    }
    const isKnown = (identity: string) => before.has(identity)
    const outcome = await readAsset({ path: found.ok.path, headBytes, name: file, isKnown })
    if ('problem' in outcome) {
      refused(outcome.problem)
      continue
    }
    if ('read' in outcome) before.set(outcome.identity, outcome.read)
    const { content, bytes, head } = before.get(outcome.identity)!
    files.set(file, { path: found.ok.path, content, bytes })
    facts.set(file, factOf(head))
  }
  return { facts, files }
}

/** The remedies of assets speak of tables; a template has none. */
function inTemplate(whatToDo: string): string {
  return /table|data|root/.test(whatToDo)
    ? 'Put the file into the folder of the template, and write its path from there.'
    : whatToDo
}

const fontMarks = new Map([
  ['\0\x01\0\0', 'a TrueType font'],
  ['true', 'a TrueType font'],
  ['OTTO', 'an OpenType font'],
])

function factOf(head: Uint8Array): FileFact {
  const mark = String.fromCharCode(...head.subarray(0, 4))
  const font = fontMarks.get(mark)
  if (font !== undefined) return { found: true, serves: [], font: true, title: font }
  if (mark === 'wOFF' || mark === 'wOF2')
    return { found: true, serves: [], font: false, title: 'a web font (WOFF)' }
  const { serves, title }: FileKind = fileKind(head)
  return { found: true, serves, font: false, title }
}

const mostEntries = 10_000

/** Links in the folder that lead out of it, as paths from the folder; they may not be there even if nothing uses them. */
export async function linksThatLeave(folder: string): Promise<string[]> {
  const leaving: string[] = []
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  if (entries.length > mostEntries)
    throw new StudioError({
      code: 'template.invalid',
      message: `The template folder ${folder} holds more than ${mostEntries.toLocaleString('en')} files.`,
      whatToDo: 'Keep only what the template uses in its folder.',
    })
  for (const entry of entries) {
    if (!entry.isSymbolicLink()) continue
    const link = path.join(entry.parentPath, entry.name)
    const target = await realpath(link).catch(() => null)
    const way = target === null ? null : path.relative(folder, target)
    if (way === null || (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way))) continue
    leaving.push(path.relative(folder, link).replaceAll(path.sep, '/'))
  }
  return leaving.sort()
}

/** Folders right under a folder that hold a template.json; an empty list when the folder isn't there. */
export async function templateFolders(parent: string): Promise<string[]> {
  const names = await readdir(parent).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const found: string[] = []
  for (const name of names.sort()) {
    const folder = path.join(parent, name)
    const has = await lstat(path.join(folder, templateFile)).catch(() => null)
    if (has !== null) found.push(folder)
  }
  return found
}
