import { readdir, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'

const endings = new Set(
  'mp4 m4v mov webm mkv avi mxf gif mpg mpeg ts m2ts mts 3gp wmv flv ogv'
    .split(' ')
    .map((word) => `.${word}`),
)
const most = 100_000

/**
 * Files as they are named, and the videos in folders and below them, by names; hidden ones and links are passed by. Rejects with
 * `media.missing`, `quality.no-videos`.
 */
export async function findVideos(paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  for (const path of paths) {
    const facts = await stat(path).catch((cause: unknown) => {
      throw new StudioError({
        code: 'media.missing',
        message: `${basename(path)} is not there.`,
        whatToDo: 'Correct its name, or put it back.',
        details: [path],
        cause,
      })
    })
    if (!facts.isDirectory()) found.add(path)
    else for (const video of await inFolder(path)) found.add(video)
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
  for (let next = waiting.shift(); next !== undefined && found.length < most; next = waiting.shift()) {
    const entries = await readdir(next, { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory()) waiting.push(join(next, entry.name))
      else if (entry.isFile() && endings.has(extname(entry.name).toLowerCase()))
        found.push(join(next, entry.name))
    }
  }
  return found
}
