import { readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { isTransportStream, transportBytes } from '../../core/asset-rules/file-kinds.ts'
import { readPart } from '../../outside/asset-files/read-asset.ts'
import { missingFile } from '../../outside/media/faults.ts'

const endings = new Set(
  'mp4 m4v mov webm mkv avi mxf gif mpg mpeg ts m2ts mts 3gp wmv flv ogv'
    .split(' ')
    .map((word) => `.${word}`),
)
const isAmbiguous = /^\.m?ts$/
const most = 100_000

/**
 * Files as they are named, and the videos in folders and below them, by names (of `.ts` and `.mts` by their bytes); hidden ones and links are passed by. Rejects with
 * `media.missing`, `media.no-access`, `quality.no-videos`, `quality.too-many-videos`.
 */
export async function findVideos(paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  for (const path of paths) {
    const facts = await stat(path).catch((cause: unknown) => {
      throw missingFile(path, cause)
    })
    if (!facts.isDirectory()) found.add(path)
    else for (const video of await inFolder(path)) found.add(video)
    if (found.size > most) throw tooMany(path)
  }
  if (found.size === 0)
    throw new StudioError({
      code: 'quality.no-videos',
      message: 'There are no videos in that folder.',
      whatToDo: 'Name a video, or a folder with videos.',
      details: [...paths],
    })
  return [...found]
}

async function inFolder(folder: string): Promise<string[]> {
  const found: string[] = []
  const waiting = [folder]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const at = next
    const entries = await readdir(at, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
      // Gone since it was listed.
      if (cause.code === 'ENOENT' && at !== folder) return []
      throw missingFile(at, cause)
    })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory()) waiting.push(join(at, entry.name))
      else if (entry.isFile() && (await isVideo(join(at, entry.name)))) found.push(join(at, entry.name))
    }
    if (found.length > most) throw tooMany(folder)
  }
  return found
}

/** By its name; where that is also one of TypeScript's, by its first bytes. */
async function isVideo(path: string): Promise<boolean> {
  const ending = extname(path).toLowerCase()
  if (!isAmbiguous.test(ending)) return endings.has(ending)
  // What can't be read is said when it is looked at.
  return readPart(path, 0, transportBytes).then(isTransportStream, () => true)
}

const tooMany = (folder: string) =>
  new StudioError({
    code: 'quality.too-many-videos',
    message: `There are more than ${most.toLocaleString('en')} videos in ${folder}.`,
    whatToDo: 'Name some of the folders in it, one after the other.',
  })
