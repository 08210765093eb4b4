import { randomBytes } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from './make-folder.ts'

const name = /^(\d+)-[0-9a-f]{8}$/

/**
 * Makes a folder of this process's own under `parent`, and removes those that processes left which are no longer there.
 * Throws `folder.not-writable`.
 */
export async function makeWorkFolder(parent: string, what: string): Promise<string> {
  makeFolder(parent, what)
  for (const left of await readdir(parent)) {
    const pid = name.exec(left)?.[1]
    if (pid !== undefined && !isAlive(Number(pid)))
      await rm(join(parent, left), { recursive: true, force: true }).catch(() => {})
  }
  const folder = join(parent, `${process.pid}-${randomBytes(4).toString('hex')}`)
  makeFolder(folder, what)
  return folder
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It is somebody else's, and there.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
