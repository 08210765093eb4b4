import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/*
 * A new studio tries for a second what this machine's ffmpeg can do, and remembers it in its folder. Where that is not
 * what a test is about, its studio begins with what others of the same run have found out.
 */
const name = 'ffmpeg.json'
const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** Once before all files of a run. */
export default function share(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'reelmill-known-'))
  process.env.REELMILL_TEST_KNOWN = folder
  return () => rmSync(folder, { recursive: true, force: true })
}

/** Hands a studio what is known; afterwards what it found out besides is known to the next. Both do nothing alone. */
export function knownFfmpeg(studioFolder: string): { keep(): void } {
  const pool = process.env.REELMILL_TEST_KNOWN
  if (pool === undefined) return { keep: () => {} }
  const known = join(pool, name)
  const own = join(studioFolder, name)
  if (sizeOf(known) > 0 && sizeOf(own) === 0) {
    mkdirSync(studioFolder, { recursive: true })
    copyFileSync(known, own)
  }
  return {
    keep() {
      if (sizeOf(own) <= sizeOf(known)) return
      const passing = `${known}.${process.pid}`
      copyFileSync(own, passing)
      renameSync(passing, known)
    },
  }
}
