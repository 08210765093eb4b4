import { open, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { cpus, release } from 'node:os'
import { basename } from 'node:path'

/** A program's file, as it can be told from another one without running it. */
type ProgramMark = {
  /** The file, its size, dates and place on the disk, and the system's libraries that it may load. Equal marks: the same program. */
  mark: string
  /**
   * Whether nothing else decides what it answers to `-version`. A script and a starter (of Snap, Scoop or Chocolatey)
   * stay as they are when the program behind them changes.
   */
  standsAlone: boolean
}

/** A program of this size is no starter for another one. */
const surelyWhole = 4 * 1024 * 1024

/** The mark of a program, or null when its file can't be looked at. Takes a fraction of a millisecond. */
export async function markOfProgram(path: string): Promise<ProgramMark | null> {
  try {
    const [real, { size, mtimeMs, ctimeMs, ino }, libraries] = await Promise.all([
      realpath(path),
      stat(path),
      libraryMark(),
    ])
    const mark = [path, size, mtimeMs, ctimeMs, ino, libraries].join(' ')
    // A program of the system's packages is small and loads its libraries; what is installed there is in the mark.
    const ofSystem =
      libraries !== null && /^\/(usr\/)?bin\//.test(real) && /^ff(mpeg|probe)$/.test(basename(real))
    return { mark, standsAlone: (size >= surelyWhole || ofSystem) && !(await isScript(path)) }
  } catch {
    return null
  }
}

async function isScript(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return buffer.toString('latin1', 0, bytesRead) === '#!'
  } finally {
    await file.close()
  }
}

/** Changes whenever a shared library is installed on a Linux system: its list is written again. Null elsewhere. */
async function libraryMark(): Promise<number | null> {
  if (process.platform !== 'linux') return null
  return stat('/etc/ld.so.cache').then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  )
}

/** What of the machine decides which encoders work and what they write: system, processor, graphics driver. */
export async function markOfMachine(): Promise<string> {
  const [nodes, nvidia] = await Promise.all([
    readdir('/dev/dri').catch(() => []),
    readFile('/sys/module/nvidia/version', 'utf8').catch(() => ''),
  ])
  const graphics = [...nodes.sort(), nvidia.trim()].filter((part) => part !== '').join(' ')
  return [process.platform, process.arch, release(), cpus()[0]?.model ?? '', graphics].join(' | ')
}
