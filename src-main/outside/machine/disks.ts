import { statfsSync, statSync } from 'node:fs'
import { stat, statfs } from 'node:fs/promises'
import { dirname, join, parse, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { readOrNull } from '../programs/process-facts.ts'
import { type SystemRoots, systemRoots } from './system-roots.ts'

/** Bytes, those that we may use; `id` is equal for folders on the same disk. */
export type Disk = { free: number; total: number; id: string }

/**
 * The disk of a folder, which may not be there yet: then that of the nearest folder above it. Asked at once, so not for
 * shares that may hang (`lookAtDisk`). Throws `disk.unreadable`.
 */
export function diskOf(folder: string): Disk {
  for (let at = resolve(folder); ; at = dirname(at)) {
    try {
      const { bavail, blocks, bsize } = statfsSync(at)
      return { free: bavail * bsize, total: blocks * bsize, id: String(statSync(at).dev) }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if ((code === 'ENOENT' || code === 'ENOTDIR') && dirname(at) !== at) continue
      throw new StudioError({
        code: 'disk.unreadable',
        message: `The disk of ${folder} can't be asked for its free space (${code ?? String(error)}).`,
        whatToDo: 'See that the disk or share is there and may be read, or choose another folder.',
        cause: error,
      })
    }
  }
}

export type DiskWatch = {
  /** The disk of a folder that is there; null when it isn't, or does not answer within so many milliseconds. */
  lookAtDisk(folder: string, milliseconds: number): Promise<Disk | null>
  isReachable(folder: string, milliseconds: number): Promise<boolean>
}

/**
 * Looks at folders that may hang. Such a look can't be called off and keeps one of Node's few threads for files, so
 * there is at most one for each mounted disk, which later askers share, and at most two that hang at all: with those,
 * a third disk counts as not reachable, before our own files have no thread left.
 */
export function diskWatch(roots: SystemRoots = systemRoots): DiskWatch {
  const looking = new Map<string, { folder: string; look: Promise<Disk | null> }>()
  let hanging = 0

  const begin = (folder: string): Promise<Disk | null> =>
    Promise.all([statfs(folder), stat(folder)]).then(
      ([{ bavail, blocks, bsize }, facts]) =>
        facts.isDirectory() ? { free: bavail * bsize, total: blocks * bsize, id: String(facts.dev) } : null,
      () => null,
    )

  async function lookAtDisk(folder: string, milliseconds: number): Promise<Disk | null> {
    const until = performance.now() + milliseconds
    const mount = mountOf(resolve(folder), readOrNull(join(roots.proc, 'self', 'mountinfo')))
    for (;;) {
      const other = looking.get(mount)
      if (other === undefined) break
      const answer = await within(other.look, until - performance.now())
      if (answer === 'late') return null
      if (other.folder === folder) return answer
    }
    if (hanging >= 2) return null
    const look = begin(folder)
    looking.set(mount, { folder, look })
    const answer = await within(look, until - performance.now())
    if (answer !== 'late') {
      looking.delete(mount)
      return answer
    }
    hanging++
    void look.then(() => {
      hanging--
      looking.delete(mount)
    })
    return null
  }

  return {
    lookAtDisk,
    isReachable: async (folder, milliseconds) => (await lookAtDisk(folder, milliseconds)) !== null,
  }
}

async function within<T>(answer: Promise<T>, milliseconds: number): Promise<T | 'late'> {
  const over = new AbortController()
  const late = sleep(Math.max(0, milliseconds), 'late' as const, { signal: over.signal }).catch(
    () => 'late' as const,
  )
  try {
    return await Promise.race([answer, late])
  } finally {
    over.abort()
  }
}

/**
 * Where the disk of a path is mounted, found without touching it: from Linux's list of mounts; elsewhere the drive, the
 * share, or the folder under /Volumes. `36 35 98:0 /root /mount/point rw - ext4 ...`, with \040 for a blank.
 */
export function mountOf(path: string, mountinfo: string | null): string {
  const { root } = parse(path)
  if (mountinfo === null) return /^\/Volumes\/[^/]+/.exec(path)?.[0] ?? root
  let found = root
  for (const line of mountinfo.split('\n')) {
    const point = line
      .split(' ')[4]
      ?.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)))
    if (point === undefined || point.length < found.length) continue
    if (path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`)) found = point
  }
  return found
}
