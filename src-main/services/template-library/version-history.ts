import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { compareVersions, highestVersion, versionPattern } from '../../../src-shared/templates/versions.ts'
import { writeWhole } from '../../outside/files/write-whole.ts'

const version = z.string().regex(versionPattern)

const history = z.object({
  /** The version that the name stands for; null: the one that comes with the product. */
  current: version.nullable(),
  /** In the order in which they were published. `at`: ISO 8601. */
  versions: z.array(z.object({ version, at: z.string(), note: z.string() })),
})
/** What is known of an own template's versions. A folder that it doesn't name was never whole, and doesn't count. */
export type History = z.infer<typeof history>

/** Null when there is no such template. One that was lost or spoilt is made anew from the folders that lie there. */
export async function readHistory(folder: string): Promise<History | null> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  })
  if (names === null) return null
  const text = await readFile(historyFile(folder), 'utf8').catch(() => '')
  const parsed = history.safeParse(parse(text))
  if (!parsed.success) return fromFolders(folder, names)
  // A version whose folder somebody removed can't be gone back to.
  const versions = parsed.data.versions.filter((one) => names.includes(one.version))
  const { current } = parsed.data
  const isThere = current === null || versions.some((one) => one.version === current)
  return { current: isThere ? current : highestVersion(versions.map((one) => one.version)), versions }
}

async function fromFolders(folder: string, names: readonly string[]): Promise<History | null> {
  const found = names.filter((name) => versionPattern.test(name)).sort(compareVersions)
  const versions = await Promise.all(
    found.map(async (name) => ({
      version: name,
      at: (await stat(join(folder, name))).mtime.toISOString(),
      note: '',
    })),
  )
  return versions.length === 0 ? null : { current: highestVersion(found), versions }
}

export const writeHistory = (folder: string, told: History): Promise<void> =>
  writeWhole(historyFile(folder), [`${JSON.stringify(told, null, 2)}\n`])

const historyFile = (folder: string) => join(folder, 'history.json')

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
