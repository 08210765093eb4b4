import { readdir, realpath, stat } from 'node:fs/promises'
import { basename } from 'node:path'

/**
 * The true path of a folder that the system's file manager opens and nothing else: what is no folder would be started by its
 * program or run, and so would be a folder that is an app (`Card.app`, also behind a link): systems take folders with an ending,
 * or with `Contents` in them, for one thing. Those, files, and what is not there: null.
 */
export async function plainFolder(path: string): Promise<string | null> {
  const real = await realpath(path).catch(() => null)
  if (real === null || /\.[^.]*[\p{L}{]/u.test(basename(real))) return null
  if (!(await stat(real).catch(() => null))?.isDirectory()) return null
  const within = await readdir(real).catch(() => [])
  return within.some((name) => name.toLowerCase() === 'contents') ? null : real
}
