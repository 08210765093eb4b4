import { rename, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { rejectedColumns } from '../../../src-shared/data/rows.ts'
import { manifestColumns } from '../../core/manifest/manifest-entry.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'
import { kindOfFile, startOfFile } from '../../outside/files/look-at-file.ts'
import { paperNames } from './papers.ts'

/**
 * Throws `output.exists` when what stands under the name of a paper was not written by a batch: such a file is moved
 * away only for `overwrite`, and never when it is the very table that is to be read.
 */
export async function refuseForeignPapers(
  store: StudioStore,
  request: { data: string; out: string; overwrite: boolean },
): Promise<void> {
  for (const name of Object.values(paperNames)) {
    const path = join(request.out, name)
    const kind = await kindOfFile(path)
    if (kind === null || (kind === 'file' && (await isOurs(store, path)))) continue
    if (kind === 'file' && (await isSameFile(path, request.data)))
      throw new StudioError({
        code: 'output.exists',
        message: `The table ${path} has the name of a file that the batch writes into its output folder.`,
        whatToDo: 'Choose another output folder, or give the table another name. Nothing was rendered.',
      })
    if (kind === 'file' && request.overwrite) continue
    throw new StudioError({
      code: 'output.exists',
      message: `The output folder ${request.out} already holds a ${kind === 'file' ? 'file' : 'folder'} ${name}, which no batch wrote.`,
      whatToDo:
        kind === 'file'
          ? 'Choose another output folder, or let it be put aside under another name with --overwrite. Nothing was rendered.'
          : 'Choose another output folder, or give that one another name. Nothing was rendered.',
    })
  }
}

/**
 * Keeps the papers of an earlier batch that used the same output folder: `manifest.json` becomes `manifest-<id>.json`,
 * and so on (`manifest-earlier.json` where the batch is not known), and the store knows. What stands under the new name
 * stays: a number is added. What is under the plain names always belongs to the latest batch. Comes back with the new
 * path of each that moved.
 */
export async function keepEarlierPapers(
  store: StudioStore,
  folder: string,
  batchId: string,
): Promise<Map<string, string>> {
  const moved = new Map<string, string>()
  const earlier = await batchOfManifest(join(folder, paperNames.json))
  const own = store.batch(batchId).rejected
  for (const name of Object.values(paperNames)) {
    const from = join(folder, name)
    const isOwn = name === paperNames.rejected ? from === own : earlier === batchId
    if (isOwn || (await kindOfFile(from)) !== 'file') continue
    const known = name === paperNames.rejected ? store.batchOfRejected(from)?.batch.id : undefined
    const to = await freeName(folder, name, known ?? (earlier === batchId ? null : earlier) ?? 'earlier')
    await rename(from, to)
    moved.set(from, to)
  }
  store.movePapers(moved)
  return moved
}

export async function freeName(folder: string, name: string, batch: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const path = join(folder, name.replace('.', `-${batch}${number === 1 ? '' : `-${number}`}.`))
    if ((await kindOfFile(path)) === null) return path
  }
}

const startBytes = 16_000

/** Whose papers lie in a folder; null: nobody's. The batch may be another studio's. */
export const batchInFolder = (folder: string): Promise<string | null> =>
  batchOfManifest(join(folder, paperNames.json))

async function batchOfManifest(path: string): Promise<string | null> {
  if ((await kindOfFile(path)) !== 'file') return null
  const start = (await startOfFile(path, startBytes)) ?? ''
  return /^\{\s*"reelmill": 1,\s*"batch": \{\s*"id": "([\w-]{1,64})"/.exec(start)?.[1] ?? null
}

/** Told by what is in it: the batch may have been another studio's. */
async function isOurs(store: StudioStore, path: string): Promise<boolean> {
  const name = basename(path)
  if (name === paperNames.json) return (await batchOfManifest(path)) !== null
  if (name === paperNames.rejected && store.batchOfRejected(path) !== null) return true
  const [head = ''] = ((await startOfFile(path, startBytes)) ?? '').split('\n')
  const cells = new Set(head.replace(/^\ufeff/, '').split(/[,;\t|"\s]+/))
  // Manifests of earlier versions have no column `new`.
  const columns: readonly string[] =
    name === paperNames.csv ? manifestColumns.filter((column) => column !== 'new') : rejectedColumns
  return columns.every((column) => cells.has(column))
}

/** Also through links, and where a file system does not tell capitals apart. */
async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((path) => stat(path).catch(() => null)))
  return first != null && second != null && first.dev === second.dev && first.ino === second.ino
}
