import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openArtifactRecords } from '../../../src-main/outside/database/artifact-records.ts'
import {
  type ArtifactStoreOptions,
  createArtifactStore,
} from '../../../src-main/services/artifact-store/artifact-store.ts'
import type { ArtifactPolicy } from '../../../src-shared/batches/artifact-policy.ts'
import { projectRoot } from '../../helpers/project-root.ts'

export const sqlFolder = join(projectRoot, 'src-main/outside/database')
export const never = new AbortController().signal
/** When the tests' batches end. */
export const end = '2026-11-21T10:00:00.000Z'

/** A store with records on disk, and the damages that it noticed: why, by hash. */
export function openStore(
  folder: string,
  options: Partial<ArtifactStoreOptions> & { policy?: ArtifactPolicy } = {},
) {
  const { policy = 'keep', ...more } = options
  const damages: [hash: string, why: string][] = []
  const records = openArtifactRecords({ folder, sqlFolder, policy })
  const store = createArtifactStore({
    folder,
    maxBytes: 1e9,
    records,
    onDamaged: (hash, why) => damages.push([hash, why]),
    ...more,
  })
  return { store, records, damages }
}

/** A maker that writes a text, and counts how often it did. */
export function maker(text: string, frames: number | null = null) {
  const make = async (path: string) => {
    make.times += 1
    await writeFile(path, text)
    return { facts: { text }, frames }
  }
  make.times = 0
  return make
}

/** A batch that made these artifacts, text by hash, and was kept. */
export async function keptBatch(folder: string, texts: Record<string, string>, at = end): Promise<void> {
  const { store } = openStore(folder)
  for (const [hash, text] of Object.entries(texts))
    (await store.hold(hash, 'mp4', never, maker(text, text.length))).release()
  await store.seal('keep', at)
}

/** Where the file of an artifact lies. */
export const fileOf = (folder: string, hash: string) => join(folder, hash.slice(0, 2), `${hash}.mp4`)
