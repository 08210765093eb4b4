import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A log of a database as it was when all of it had been flushed: which log it was, and how long. */
export type Flushed = { salt: string; size: number }

/** Null when there is none. */
export function logAsItIs(path: string): Flushed | null {
  if (!existsSync(path) || statSync(path).size < 32) return null
  return { salt: readFileSync(path).subarray(16, 24).toString('hex'), size: statSync(path).size }
}

/**
 * What a power cut may leave of a studio folder, after its process was killed: everything that was not brought to the
 * disk by a flush is lost in part. The logs of the databases end anywhere after what was `flushed`; of artifacts of
 * the last half minute, which are renamed without a flush, some have their name and length but no bytes, some are cut,
 * some are gone. Finished videos and papers were flushed before they got their names.
 */
export function powerCut(
  studioFolder: string,
  chance: () => number,
  flushed: ReadonlyMap<string, Flushed>,
): string[] {
  const lost: string[] = []
  for (const path of filesOf(studioFolder)) {
    if (path.endsWith('-shm')) rmSync(path)
    else if (path.endsWith('-wal')) {
      const { size } = statSync(path)
      const known = flushed.get(path)
      // A log that was begun anew since: all that the former one held is in the database by then.
      const least = known !== undefined && logAsItIs(path)?.salt === known.salt ? known.size : 0
      const left = Math.min(size, least + Math.floor((size - least) * chance()))
      truncateSync(path, left)
      lost.push(`${path}: ${left} of ${size} bytes left`)
    } else if (isArtifact(path) && Date.now() - statSync(path).mtimeMs < 30_000) {
      const { size } = statSync(path)
      const fate = chance()
      if (fate < 0.25) writeFileSync(path, Buffer.alloc(size))
      else if (fate < 0.5) truncateSync(path, Math.floor(size * chance()))
      else if (fate < 0.6) rmSync(path)
      else continue
      lost.push(path)
    }
  }
  return lost
}

const isArtifact = (path: string) => /artifacts[\\/].*[\\/][0-9a-f]{2}[\\/]/.test(path)

function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
