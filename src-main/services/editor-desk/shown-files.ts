import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Files that pages show by an id for a while. */
type ShownFiles = {
  /** A place for a file that is about to be written. */
  place(): { id: string; path: string }
  /** Shows it from now on; the one that was shown longest ago goes when there are too many. */
  show(id: string): void
  /** Where it lies, or null. */
  find(id: string): string | null
}

/** `most`: files that are kept. A page may be slow to fetch what it was told of, so they are some more than it shows. */
export function createShownFiles(folder: string, extension: string, most: number): ShownFiles {
  const shown = new Set<string>()
  const pathOf = (id: string) => join(folder, `${id}.${extension}`)
  return {
    place() {
      const id = randomBytes(8).toString('hex')
      return { id, path: pathOf(id) }
    },
    show(id) {
      shown.delete(id)
      shown.add(id)
      for (const old of shown) {
        if (shown.size <= most) break
        shown.delete(old)
        void rm(pathOf(old), { force: true }).catch(() => {})
      }
    },
    find: (id) => (shown.has(id) ? pathOf(id) : null),
  }
}
