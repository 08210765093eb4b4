import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { constants, copyFile, lstat, readdir, rm, stat } from 'node:fs/promises'
import { basename, extname, join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { EditorAsset } from '../../../src-shared/contract/editor.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { writeWhole } from '../../outside/files/write-whole.ts'
import { makeFolder } from '../../outside/folders/make-folder.ts'

const templateFile = 'template.json'
/** The largest file that is taken into a template. */
const largestAsset = 4 * 1024 ** 3
const mostAssets = 2_000

const kindsByExtension: Record<Exclude<EditorAsset['kind'], 'other'>, string> = {
  picture: 'png jpg jpeg webp avif gif tif tiff svg heic heif bmp',
  clip: 'mp4 mov m4v mkv webm avi mxf mpg mpeg ts ogv wmv',
  sound: 'wav mp3 m4a aac flac ogg opus aif aiff wma caf',
  font: 'ttf otf',
}

const extensionOf = (path: string) => extname(path).slice(1).toLowerCase()

function kindOf(path: string): EditorAsset['kind'] {
  const own = extensionOf(path)
  for (const [kind, extensions] of Object.entries(kindsByExtension))
    if (extensions.split(' ').includes(own)) return kind as EditorAsset['kind']
  return 'other'
}

/** Writes the draft's template.json whole: whoever reads it, or is left after a power cut, has one text or the other. */
export async function writeSource(folder: string, text: string): Promise<void> {
  try {
    await writeWhole(join(folder, templateFile), [text])
  } catch (error) {
    throw new StudioError({
      code: 'file.unwritable',
      message: `The draft in ${folder} can't be written: ${(error as Error).message}.`,
      whatToDo: 'Make room on the disk, or allow writing to that folder; then change something again.',
      cause: error,
    })
  }
}

/** The files of a draft but its template.json, in order of name; links and hidden files are none. */
export async function assetsIn(folder: string, editor: string): Promise<EditorAsset[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const assets: EditorAsset[] = []
  for (const entry of entries) {
    if (!entry.isFile() || assets.length >= mostAssets) continue
    const file = join(entry.parentPath, entry.name)
    const path = relative(folder, file).split(sep).join('/')
    if (
      path === templateFile ||
      path === `${templateFile}.part` ||
      path.split('/').some((part) => part.startsWith('.'))
    )
      continue
    assets.push(await assetOf(file, path, editor))
  }
  return assets.sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function assetOf(file: string, path: string, editor: string): Promise<EditorAsset> {
  const { bytes } = await stat(file).then(
    ({ size }) => ({ bytes: size }),
    () => ({ bytes: 0 }),
  )
  const parts = path.split('/').map(addressPart)
  const kind = kindOf(path)
  const shown = (kind === 'picture' || kind === 'clip') && parts.length <= 6
  return { path, kind, bytes, address: shown ? `asset/${editor}/${parts.join('/')}` : null }
}

/** A name as an address may write it: everything that is no letter, digit, `_`, `-` or `.` as its bytes. */
const addressPart = (name: string) =>
  encodeURIComponent(name).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)

/** The picture or clip of an asset's address; null when it leads out of the folder or is nothing to show. */
export async function shownAsset(
  folder: string,
  parts: readonly string[],
): Promise<{ path: string; kind: 'picture' | 'clip' } | null> {
  const kind = kindOf(parts.at(-1) ?? '')
  if (kind !== 'picture' && kind !== 'clip') return null
  const path = await pathInside(folder, parts)
  return path === null ? null : { path, kind }
}

/** A file of a folder, by the parts of its path; null when it is hidden, a link leads to it, or nothing is there. */
export async function pathInside(folder: string, parts: readonly string[]): Promise<string | null> {
  if (parts.some((part) => part.startsWith('.'))) return null
  let path = folder
  for (const part of parts) {
    path = join(path, part)
    // A link could lead anywhere.
    if (
      await lstat(path).then(
        (found) => found.isSymbolicLink(),
        () => true,
      )
    )
      return null
  }
  return path
}

/** Copies a file into the draft's `assets`; where one of its name lies there, it gets a number. `reuse`: not where that is the same file. */
export async function addAsset(
  folder: string,
  path: string,
  editor: string,
  { reuse = false } = {},
): Promise<EditorAsset> {
  const found = await stat(path).catch(() => null)
  if (found === null || !found.isFile()) {
    throw new StudioError({
      code: 'asset.missing',
      message: found === null ? `There is no file ${path}.` : `${path} is not an ordinary file.`,
      whatToDo: 'Choose a picture, a clip, a sound or a font.',
    })
  }
  if (kindOf(path) === 'other') {
    throw new StudioError({
      code: 'asset.kind',
      message: `${basename(path)} is neither a picture nor a clip, a sound or a font.`,
      whatToDo: `Choose a file of one of these kinds: ${Object.values(kindsByExtension).join(' ')}.`,
    })
  }
  if (found.size > largestAsset) {
    throw new StudioError({
      code: 'asset.too-large',
      message: `${basename(path)} is larger than 4 GB.`,
      whatToDo: 'Make a shorter or smaller copy of it for the template.',
    })
  }
  makeFolder(join(folder, 'assets'), "the template's folder of assets")
  const name = nameFor(basename(path))
  const own = extname(name)
  const stem = name.slice(0, name.length - own.length)
  for (let number = 1; number <= 1_000; number += 1) {
    const relativePath = `assets/${number === 1 ? name : `${stem}-${number}${own}`}`
    const target = join(folder, relativePath)
    try {
      await copyFile(path, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
      return await assetOf(target, relativePath, editor)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
        if (reuse && (await isSameFile(path, target))) return await assetOf(target, relativePath, editor)
      } else {
        await rm(target, { force: true }).catch(() => {})
        throw new StudioError({
          code: 'file.unwritable',
          message: `${basename(path)} can't be copied into the draft: ${(error as Error).message}.`,
          whatToDo: 'Make room on the disk, or allow reading the file; then try again.',
          cause: error,
        })
      }
    }
  }
  throw new StudioError({
    code: 'asset.several',
    message: `The draft has a thousand files that are called like ${basename(path)}.`,
    whatToDo: 'Give the file another name first.',
  })
}

/** Whether two files hold the same bytes. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([a, b].map((path) => stat(path).catch(() => null)))
  if (one == null || other == null || !one.isFile() || !other.isFile() || one.size !== other.size)
    return false
  const [hash, otherHash] = await Promise.all([a, b].map(hashOf))
  return hash === otherHash
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** A name that every system takes and a template can write as it is. */
function nameFor(name: string): string {
  const own = extname(name).toLowerCase()
  const stem = name
    .slice(0, name.length - own.length)
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 100)
  return `${stem === '' ? 'file' : stem}${own}`
}
