import { randomBytes } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { unpackZip } from '../../outside/archives/unpack-zip.ts'
import { kindOfFile } from '../../outside/files/look-at-file.ts'
import { type Carriage, copyFolder } from '../../outside/folders/copy-folder.ts'
import { templateLimits } from './template-folder.ts'

/**
 * Brings somebody's template, a folder, its template.json or a zip of it, into a folder of ours, hands that to `work`
 * and removes it again, whatever happens. Rejects with `template.missing`, `template.several`, or as copying and
 * unpacking do.
 */
export async function withIncoming<T>(
  from: string,
  parent: string,
  carriage: Carriage,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  await dropLeftOver(parent)
  const place = join(parent, `${mark}${randomBytes(6).toString('hex')}`)
  try {
    const given = basename(from) === 'template.json' ? dirname(from) : from
    const kind = await kindOfFile(given)
    if (kind === null) throw nothingThere(from)
    // Opening a pipe waits until somebody writes into it, and takes one of Node's few threads with it.
    if (kind === 'other') throw noOrdinaryFile(from)
    if (kind === 'folder')
      await copyFolder(await folderWithTemplate(given, from), place, templateLimits, carriage)
    else await unpackZip(given, place, templateLimits, carriage)
    return await work(await folderWithTemplate(place, from))
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

const mark = '.incoming-'

/** What a killed studio left. One studio works in a folder, so nobody uses it. */
async function dropLeftOver(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => []))
    if (name.startsWith(mark)) await rm(join(parent, name), { recursive: true, force: true })
}

/** The folder itself, or the one folder right under it that holds a template. */
async function folderWithTemplate(folder: string, shown: string): Promise<string> {
  // What may not be looked into is none.
  const holdsTemplate = async (path: string) =>
    (await kindOfFile(join(path, 'template.json')).catch(() => null)) === 'file'
  if (await holdsTemplate(folder)) return folder
  const found: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory() && (await holdsTemplate(join(folder, entry.name))))
      found.push(join(folder, entry.name))
  if (found.length === 1) return found[0]!
  if (found.length === 0)
    throw new StudioError({
      code: 'template.missing',
      message: `There is no template.json in ${shown}.`,
      whatToDo: 'Choose the folder that has the template.json in it, or a zip of that folder.',
    })
  throw new StudioError({
    code: 'template.several',
    message: `There are ${found.length} templates in ${shown}: ${found
      .map((path) => basename(path))
      .sort()
      .slice(0, 8)
      .join(', ')}.`,
    whatToDo: 'Import them one by one.',
  })
}

const noOrdinaryFile = (from: string) =>
  new StudioError({
    code: 'archive.kind',
    message: `${from} is neither a folder nor an ordinary file (a device, a pipe or a socket).`,
    whatToDo: "Choose a template's folder or a zip of it.",
  })

const nothingThere = (from: string) =>
  new StudioError({
    code: 'template.missing',
    message: `There is no folder and no file ${from}.`,
    whatToDo: "Choose a template's folder or a zip of it.",
  })
