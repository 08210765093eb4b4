import { createHash, randomUUID } from 'node:crypto'
import { lstat, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type FileMark, markOfFile, verifyFile } from '../artifact-store/artifact-file.ts'
import type { ArtifactMemory, HeldArtifact, MadeArtifact } from '../artifact-store/artifact-store.ts'

/** What stills leave for the next ones: drawings, and what was seen of files. Any number of processes may share it. */
export type StillMemory = {
  /** Drawings and prepared pictures, by their hash. Nothing of it is lost by `drop`; it only tidies. */
  artifacts: ArtifactMemory
  /** Plain data that was kept under these words, or null. Never rejects. */
  recall(words: readonly string[]): Promise<unknown>
  /** Keeps plain data under these words, all of which decide what it is. Never rejects. */
  keep(words: readonly string[], data: unknown): Promise<void>
}

type Setup = {
  folder: string
  /** Bytes that it may take. */
  maxBytes: number
  /** Milliseconds since 1970. */
  now?: () => number
}

/** Raised when what is written has another form. */
const form = 1
const day = 86_400_000
/** What nobody used for so long goes. */
const longest = 7 * day
/** What was used a moment ago may be in use. */
const atLeast = 10 * 60_000
/** A file that was written a moment ago may be written again within the same tick of the disk's clock. */
const settledAfter = 2_000
const mostVerified = 5_000
const tidyEvery = 60 * 60_000
/** Above this many files the oldest go, however small they are. */
const mostFiles = 20_000

/** Whatever else lies there is somebody else's. The longer names are of files that a dying process left half-written. */
const ourShard = /^[0-9a-f]{2}$/
const ourFile = /^[0-9a-f]{64}\.[a-z0-9]+(\.[0-9a-f-]{36}\.part)?$/

type Kept = MadeArtifact<unknown> & FileMark

/**
 * Opens the memory in a folder, which is made when something is kept. Files are named by what they follow from, appear
 * whole, and are verified before they are used: so no lock is needed, and a damaged one is made again. What was verified here
 * is believed while it is the very same file, of the same size and times: a film is asked for in many pieces.
 */
export function openStillMemory({ folder, maxBytes, now = Date.now }: Setup): StillMemory {
  /** By path: which file it was, as it was then. */
  const verified = new Map<string, string>()
  const placeOf = (name: string) => join(folder, name.slice(0, 2), name)

  async function recall(words: readonly string[]): Promise<unknown> {
    try {
      const path = placeOf(`${nameOf(words)}.json`)
      const text = await readFile(path, 'utf8')
      const [sha256, data] = [text.slice(0, 64), text.slice(64)]
      if (sha256 !== sha256Of(data)) return null
      await touch(path)
      return JSON.parse(data)
    } catch {
      return null
    }
  }

  async function keep(words: readonly string[], data: unknown): Promise<void> {
    const text = JSON.stringify(data)
    await write(`${nameOf(words)}.json`, (part) => writeFile(part, sha256Of(text) + text)).catch(() => {})
  }

  /** Writes a file under another name and gives it its own when it is whole. */
  async function write<T>(name: string, make: (part: string) => Promise<T>): Promise<T> {
    const path = placeOf(name)
    await mkdir(dirname(path), { recursive: true })
    const part = `${path}.${randomUUID()}.part`
    try {
      const made = await make(part)
      await rename(part, path)
      return made
    } finally {
      await rm(part, { force: true })
    }
  }

  /** So that it counts as used; the day is enough. */
  async function touch(path: string): Promise<void> {
    const time = now()
    if (Math.abs(time - (await stat(path)).mtimeMs) < atLeast / 2) return
    await utimes(path, time / 1000, time / 1000).catch(() => {})
  }

  async function isWhole(path: string, kept: FileMark): Promise<boolean> {
    try {
      await touch(path)
      const { ino, size, mtimeMs, ctimeMs } = await lstat(path)
      const mark = [kept.sha256, ino, size, mtimeMs, ctimeMs].join()
      if (verified.get(path) === mark) return true
      if (!('mark' in (await verifyFile(path, kept, false)))) return false
      if (verified.size >= mostVerified) verified.clear()
      if (Date.now() - ctimeMs > settledAfter) verified.set(path, mark)
      return true
    } catch {
      return false
    }
  }

  async function hold<Facts>(
    hash: string,
    extension: string,
    signal: AbortSignal,
    make: (path: string) => Promise<MadeArtifact<Facts>>,
  ): Promise<HeldArtifact<Facts>> {
    signal.throwIfAborted()
    const name = `${hash}.${extension}`
    const path = placeOf(name)
    const release = () => {}
    const kept = (await recall(['artifact', name])) as Kept | null
    if (kept !== null && (await isWhole(path, kept)))
      return { path, sha256: kept.sha256, facts: kept.facts as Facts, frames: kept.frames, release }
    const { made, mark } = await write(name, async (part) => ({
      made: await make(part),
      mark: await markOfFile(part),
    }))
    await keep(['artifact', name], { ...made, ...mark })
    return { path, sha256: mark.sha256, ...made, release }
  }

  /** Once an hour at most: what is old goes, and of the rest the longest unused until it is little enough. */
  async function tidy(): Promise<void> {
    const stamp = join(folder, 'tidied')
    const before = await stat(stamp).catch(() => null)
    if (before !== null && Math.abs(now() - before.mtimeMs) < tidyEvery) return
    await writeFile(stamp, '')
    await utimes(stamp, now() / 1000, now() / 1000)
    const files = []
    for (const shard of await readdir(folder, { withFileTypes: true })) {
      if (!shard.isDirectory() || !ourShard.test(shard.name)) continue
      for (const name of await readdir(join(folder, shard.name))) {
        if (!ourFile.test(name)) continue
        const path = join(folder, shard.name, name)
        const found = await lstat(path).catch(() => null)
        if (found?.isFile()) files.push({ path, bytes: found.size, unused: now() - found.mtimeMs })
      }
    }
    files.sort((a, b) => a.unused - b.unused)
    let bytes = 0
    for (const [index, file] of files.entries()) {
      bytes += file.bytes
      const surplus = bytes > maxBytes || index >= mostFiles || file.unused > longest
      if (surplus && file.unused > atLeast) await rm(file.path, { force: true })
    }
  }

  const end = () => tidy().catch(() => {})
  return { recall, keep, artifacts: { hold, bytes: () => 0, seal: end, drop: end } }
}

const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex')

const nameOf = (words: readonly string[]) => sha256Of(JSON.stringify([form, ...words]))
