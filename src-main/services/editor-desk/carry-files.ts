import { StudioError } from '../../../src-shared/contract/errors.ts'
import { addAsset, isSameFile, pathInside } from './draft-files.ts'

/**
 * Copies files from the folder of one template into that of another, for layers that were carried there; what lies there already
 * is not copied again. Answers where each lies; null for what is not to be had. `from` null: the other template is gone.
 */
export async function carryFiles(
  from: string | null,
  to: string,
  files: readonly string[],
  editor: string,
): Promise<{ file: string; path: string | null }[]> {
  const carried: { file: string; path: string | null }[] = []
  for (const file of files) carried.push({ file, path: await carry(from, to, file, editor) })
  return carried
}

async function carry(from: string | null, to: string, file: string, editor: string): Promise<string | null> {
  const parts = file.split('/').filter((part) => part !== '' && part !== '.')
  const path = from === null || parts.length === 0 ? null : await pathInside(from, parts)
  if (path === null) return null
  const there = await pathInside(to, parts)
  if (there !== null && (await isSameFile(path, there))) return file
  try {
    return (await addAsset(to, path, editor, { reuse: true })).path
  } catch (error) {
    // No file that a layer could show: it could not have been used there either.
    if (error instanceof StudioError && error.code.startsWith('asset.')) return null
    throw error
  }
}
