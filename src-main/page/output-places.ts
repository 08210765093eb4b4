import { lstat, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { DesktopPayload } from '../../src-shared/contract/bridge.ts'
import type { Api } from '../../src-shared/contract/commands.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'

/** What the page wants to see in the file manager. */
type Reveal = DesktopPayload<'desktop.reveal'>

/** Where that lies. The path comes from the studio's own records, never from the page. Rejects when it is gone. */
export async function whereIs(
  wanted: Reveal,
  needs: { api: Api; log: string },
): Promise<{ path: string; kind: 'file' | 'folder' }> {
  const place = await recorded(wanted, needs)
  const there = await stat(place.path).catch(() => null)
  if (there === null || there.isDirectory() !== (place.kind === 'folder')) throw gone(place.path)
  return place
}

async function recorded(
  wanted: Reveal,
  { api, log }: { api: Api; log: string },
): Promise<{ path: string; kind: 'file' | 'folder' }> {
  switch (wanted.what) {
    case 'log':
      return { path: log, kind: 'file' }
    case 'video':
      return { path: (await api.ask('media.file', { address: `job/${wanted.job}` })).path, kind: 'file' }
    case 'template':
      return {
        path: (await api.ask('template.show', { template: wanted.template })).folder,
        kind: 'folder',
      }
    default: {
      const batch = await api.ask('batch.show', { batch: wanted.batch })
      if (wanted.what === 'folder') return { path: batch.outputFolder, kind: 'folder' }
      const path = batch[wanted.what]
      if (path === null)
        throw new StudioError({
          code: 'paper.none',
          message:
            wanted.what === 'manifest' ? 'This batch has no manifest yet.' : 'This batch set no rows aside.',
          whatToDo: 'Look into its output folder.',
        })
      return { path, kind: 'file' }
    }
  }
}

function gone(path: string): StudioError {
  return new StudioError({
    code: 'output.missing',
    message: `${path} is no longer there.`,
    whatToDo: 'Put it back, or render the batch again.',
  })
}

/** A folder for the videos of this table that does not exist yet: `<videos>/Reelmill/products 2`. */
export function suggestOutput(videos: string, data: string): Promise<string> {
  return freePath(join(videos, 'Reelmill'), nameOf(data), '')
}

/** Whether something stands there; a link that leads nowhere does. */
export const isTaken = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )

/** A path in `parent` where nothing lies yet. */
export async function freePath(parent: string, name: string, extension: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const path = join(parent, `${name}${number === 1 ? '' : ` ${number}`}${extension}`)
    if (!(await isTaken(path))) return path
  }
}

/** `products.csv.gz` is the table `products`. */
function nameOf(data: string): string {
  const name = basename(data).replace(/\.gz$/i, '')
  return name.slice(0, name.length - extname(name).length) || 'videos'
}
