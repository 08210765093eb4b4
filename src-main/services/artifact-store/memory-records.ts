import type { ArtifactRecord, ArtifactRecords } from '../../outside/database/artifact-records.ts'

/** Records that end with the process: for stills and checks, which open no database. */
export function memoryRecords(): ArtifactRecords {
  const records = new Map<string, ArtifactRecord & { used: number }>()
  let bytes = 0
  let clock = 0

  function remove(hash: string): void {
    bytes -= records.get(hash)?.bytes ?? 0
    records.delete(hash)
  }

  return {
    lasting: false,
    find(hash) {
      const found = records.get(hash)
      return found === undefined ? null : { ...found, trusted: true }
    },
    put(hash, record) {
      remove(hash)
      bytes += record.bytes
      clock += 1
      records.set(hash, { ...record, used: clock })
    },
    remove,
    touch(hash) {
      const found = records.get(hash)
      if (found === undefined) return
      clock += 1
      // The map's order is that of last use.
      records.delete(hash)
      records.set(hash, { ...found, used: clock })
    },
    longestUnused(after, limit) {
      const page = []
      for (const [hash, { extension, used }] of records) {
        if (used > after) page.push({ hash, extension, used })
        if (page.length === limit) break
      }
      return page
    },
    bytes: () => bytes,
    seal() {},
    close() {},
  }
}
