import { constants, statfsSync, statSync } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { readOrNull } from '../programs/process-facts.ts'
import { stillRuns } from '../programs/process-start.ts'
import { runProgram } from '../programs/run-program.ts'
import { type Mount, mountOf } from './mounts.ts'
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
  /** Whether a folder that answers may be written to. */
  canWrite(folder: string): Promise<boolean>
  /** Whether a file is there, in a folder that answers. */
  isThere(path: string): Promise<boolean>
}

type Look = {
  folder: string
  answer: Promise<Disk | null>
  /** The program that looks, once it took too long. */
  hung: { pid: number; startedAt: string } | null
}

/**
 * Looks at folders that may hang. A look that hangs can't be called off: it would keep one of Node's few threads for
 * files, and the studio from ending. So shares are looked at by a program of the system, and none is sent
 * after one that still hangs. There is one look at a time for each mounted disk.
 */
export function diskWatch(
  roots: SystemRoots = systemRoots,
  lookProgram: (folder: string) => { command: string; args: string[] } = diskProgram,
): DiskWatch {
  const looks = new Map<string, Look>()

  function begin(folder: string, mount: Mount, milliseconds: number): Look {
    const look: Look = { folder, answer: Promise.resolve(null), hung: null }
    const answer = mount.mayHang ? fromProgram(folder, milliseconds, look) : fromHere(folder)
    look.answer = answer.finally(() => {
      if (look.hung === null) looks.delete(mount.point)
    })
    looks.set(mount.point, look)
    return look
  }

  async function fromProgram(folder: string, milliseconds: number, look: Look): Promise<Disk | null> {
    let started: Look['hung'] = null
    const end = await runProgram({
      ...lookProgram(folder),
      env: { LC_ALL: 'C' },
      timeout: milliseconds,
      grace: 100,
      onStart({ pid, startedAt }) {
        started = startedAt === null ? null : { pid, startedAt }
      },
    })
    if (end.kind === 'timed-out') look.hung = started
    return end.kind === 'finished' ? parseDisk(end.stdout) : null
  }

  async function lookAtDisk(folder: string, milliseconds: number): Promise<Disk | null> {
    const until = performance.now() + milliseconds
    const mount = mountOf(resolve(folder), readOrNull(join(roots.proc, 'self', 'mountinfo')))
    for (;;) {
      const other = looks.get(mount.point)
      if (other !== undefined && other.hung !== null) {
        if (stillRuns(other.hung)) return null
        looks.delete(mount.point)
        continue
      }
      const look = other ?? begin(folder, mount, milliseconds)
      const answer = await within(look.answer, until - performance.now())
      if (answer === 'late') return null
      if (look.folder === folder) return answer
    }
  }

  return {
    lookAtDisk,
    isReachable: async (folder, milliseconds) => (await lookAtDisk(folder, milliseconds)) !== null,
    canWrite: (folder) => can(folder, constants.W_OK),
    isThere: (path) => can(path, constants.F_OK),
  }
}

async function fromHere(folder: string): Promise<Disk | null> {
  try {
    const [{ bavail, blocks, bsize }, facts] = await Promise.all([statfs(folder), stat(folder)])
    return facts.isDirectory() ? { free: bavail * bsize, total: blocks * bsize, id: String(facts.dev) } : null
  } catch {
    return null
  }
}

/** The number of its disk, then what `df` says in units of 1,024 bytes. The last slash asks for a folder. */
function diskProgram(folder: string): { command: string; args: string[] } {
  const number = process.platform === 'darwin' ? 'stat -L -f %d' : 'stat -L -c %d'
  return { command: 'sh', args: ['-c', `${number} "$1/." && df -Pk "$1/."`, 'sh', folder] }
}

/**
 * `64768`
 * `Filesystem     1024-blocks      Used Available Capacity Mounted on`
 * `nas:/videos      264212084 188291880  63573956      75% /mnt/videos`
 */
export function parseDisk(text: string): Disk | null {
  const [id, , line] = text.split('\n')
  const [, total, free] = /\s(\d+)\s+-?\d+\s+(-?\d+)\s+\S+\s/.exec(line ?? '') ?? []
  if (id === undefined || !/^\d+$/.test(id) || total === undefined) return null
  return { free: Math.max(0, Number(free)) * 1024, total: Number(total) * 1024, id }
}

const can = (path: string, what: number): Promise<boolean> =>
  access(path, what).then(
    () => true,
    () => false,
  )

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
