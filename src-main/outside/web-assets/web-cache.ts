import { createHash, hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

/** What is remembered of one address. Of the address itself only its hash: a query may hold secrets. */
const entrySchema = z.object({
  /** SHA-256 of the bytes; the file's name in the cache. */
  content: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().positive(),
  /** SHA-256 of the address that answered, after redirections: only there the validators mean something. */
  answeredBy: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Milliseconds since 1970 until which the server need not be asked again. */
  freshUntil: z.number(),
})
export type CacheEntry = z.infer<typeof entrySchema>

/**
 * Fetched files on disk: `files/<hash of the bytes>` and `addresses/<hash of the address>.json`. Both appear by
 * renaming, so a file under its name is whole; several processes may share one folder.
 */
export type WebCache = {
  /** The entry of an address whose file is still there, whole and unchanged (its hash is computed again). */
  find(address: string): Promise<CacheEntry | null>
  /** Where to write a new file. */
  newPart(): Promise<string>
  /** Takes a finished part in and remembers it; gives its path. */
  keep(address: string, part: string, entry: CacheEntry): Promise<string>
  /** Remembers new times of an address. */
  touch(address: string, entry: CacheEntry): Promise<void>
  fileOf(entry: CacheEntry): string
  /**
   * Drops parts that a killed process left, and files not used for `keepDays`, then the longest unused ones until
   * at most `maxBytes` are left. Files used within a day stay in any case: a batch may need them.
   */
  tidy(limits: { keepDays: number; maxBytes: number }): Promise<{ removed: number; bytes: number }>
}

const day = 86_400_000

export function createWebCache(folder: string): WebCache {
  const files = path.join(folder, 'files')
  const addresses = path.join(folder, 'addresses')
  let made: Promise<unknown> | undefined
  const makeFolders = () => {
    made ??= Promise.all([files, addresses].map((wanted) => mkdir(wanted, { recursive: true })))
    return made
  }
  const entryPath = (address: string) => path.join(addresses, `${addressHash(address)}.json`)
  const fileOf = (entry: CacheEntry) => path.join(files, entry.content)

  async function remember(address: string, entry: CacheEntry) {
    const part = `${entryPath(address)}.${unique()}.part`
    await writeFile(part, JSON.stringify(entry), { mode: 0o600 })
    await rename(part, entryPath(address))
  }

  return {
    fileOf,
    async find(address) {
      try {
        const entry = entrySchema.parse(JSON.parse(await readFile(entryPath(address), 'utf8')))
        const file = fileOf(entry)
        if ((await stat(file)).size !== entry.bytes || (await contentOf(file)) !== entry.content) return null
        const now = new Date()
        await utimes(file, now, now)
        return entry
      } catch {
        // Never fetched, or damaged: it is fetched (again).
        return null
      }
    },
    async newPart() {
      await makeFolders()
      return path.join(files, `${unique()}.part`)
    },
    async keep(address, part, entry) {
      await rename(part, fileOf(entry))
      await remember(address, entry)
      return fileOf(entry)
    },
    touch: remember,
    async tidy({ keepDays, maxBytes }) {
      const now = Date.now()
      const found: { file: string; bytes: number; used: number; part: boolean }[] = []
      for (const place of [files, addresses]) {
        for (const name of await readdir(place).catch(() => [])) {
          const file = path.join(place, name)
          const facts = await stat(file).catch(() => null)
          if (facts?.isFile()) {
            found.push({ file, bytes: facts.size, used: facts.mtimeMs, part: name.endsWith('.part') })
          }
        }
      }
      let left = found.reduce((sum, { bytes }) => sum + bytes, 0)
      let removed = 0
      for (const old of found.toSorted((one, other) => one.used - other.used)) {
        const age = now - old.used
        if (age < day || !(old.part || age > keepDays * day || left > maxBytes)) continue
        await rm(old.file, { force: true })
        left -= old.bytes
        removed += 1
      }
      return { removed, bytes: left }
    },
  }
}

export function addressHash(address: string): string {
  return hash('sha256', address)
}

let counter = 0
function unique(): string {
  counter += 1
  return `${process.pid}-${Date.now().toString(36)}-${counter}`
}

async function contentOf(file: string): Promise<string> {
  const sum = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) sum.update(chunk)
  return sum.digest('hex')
}
