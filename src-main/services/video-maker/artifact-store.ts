import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A finished artifact, held: it stays on disk until `release` is called. */
export type HeldArtifact<Facts> = { path: string; facts: Facts; release(): void }

export type ArtifactStore = {
  /**
   * The artifact of this hash: the one on disk, the one that somebody is making right now, or a new one that `make`
   * writes to the path it is given. What `make` resolves to is remembered beside it. A failure is told to everyone
   * who waits for it; one that only met its asker's cancelling is tried again by the next.
   */
  hold<Facts>(
    hash: string,
    extension: string,
    signal: AbortSignal,
    make: (path: string) => Promise<Facts>,
  ): Promise<HeldArtifact<Facts>>
  /** Bytes on disk. */
  bytes(): number
  /** Drops every artifact. */
  drop(): Promise<void>
}

type Entry = { path: string; facts: unknown; bytes: number; holders: number }

/**
 * Artifacts of one batch, in one folder. Above `maxBytes` those go that nobody holds and that were asked for longest
 * ago; they are made again when somebody needs them.
 */
export function createArtifactStore(options: { folder: string; maxBytes: number }): ArtifactStore {
  const { folder, maxBytes } = options
  /** In order of last use, oldest first. */
  const entries = new Map<string, Entry>()
  const inMaking = new Map<string, Promise<Entry>>()
  let total = 0

  async function make<Facts>(
    hash: string,
    extension: string,
    work: (path: string) => Promise<Facts>,
  ): Promise<Entry> {
    // Two levels: a batch of thousands would put a hundred thousand files into one folder.
    const place = join(folder, hash.slice(0, 2))
    await mkdir(place, { recursive: true })
    const attempt = join(place, `${hash}.${randomUUID()}.attempt.${extension}`)
    try {
      const facts = await work(attempt)
      const path = join(place, `${hash}.${extension}`)
      await rename(attempt, path)
      return { path, facts, bytes: (await stat(path)).size, holders: 0 }
    } catch (error) {
      await rm(attempt, { force: true })
      throw error
    }
  }

  async function evict(): Promise<void> {
    for (const [hash, entry] of entries) {
      if (total <= maxBytes) return
      if (entry.holders > 0) continue
      entries.delete(hash)
      total -= entry.bytes
      await rm(entry.path, { force: true })
    }
  }

  function take<Facts>(hash: string, entry: Entry): HeldArtifact<Facts> {
    entry.holders += 1
    entries.delete(hash)
    entries.set(hash, entry)
    let held = true
    return {
      path: entry.path,
      facts: entry.facts as Facts,
      release() {
        if (held) entry.holders -= 1
        held = false
      },
    }
  }

  return {
    async hold(hash, extension, signal, work) {
      for (;;) {
        signal.throwIfAborted()
        const there = entries.get(hash)
        if (there !== undefined) return take(hash, there)
        const making = inMaking.get(hash)
        if (making !== undefined) {
          // Somebody else's work: when that one was cancelled, it is ours to do.
          const outcome = await making.then(
            () => 'made' as const,
            (error: unknown) => ({ error }),
          )
          if (outcome !== 'made' && !isAbort(outcome.error)) throw outcome.error
          continue
        }
        const mine = make(hash, extension, work)
        inMaking.set(hash, mine)
        try {
          const entry = await mine
          entries.set(hash, entry)
          total += entry.bytes
          const held = take<Awaited<ReturnType<typeof work>>>(hash, entry)
          await evict()
          return held
        } finally {
          inMaking.delete(hash)
        }
      }
    },
    bytes: () => total,
    async drop() {
      entries.clear()
      total = 0
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}
