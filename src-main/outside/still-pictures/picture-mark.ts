import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Goes up when the same picture is to give other pixels. */
const preparingVersion = 1

/**
 * Part of what a prepared picture is remembered by: other versions may give other pixels. Read from the package, since
 * loading sharp takes longer than all else that a still asks of pictures; each version of it brings one of libvips.
 */
export const pictureMark = `pictures ${preparingVersion}, sharp ${versionOfSharp()}`

function versionOfSharp(): string {
  // Its package.json is not among what it exports: it lies above the folder of what is.
  let folder = dirname(createRequire(import.meta.url).resolve('sharp'))
  for (;;) {
    const found = packageIn(folder)
    if (found?.name === 'sharp') return found.version
    const above = dirname(folder)
    if (above === folder) throw new Error('the package sharp has no package.json')
    folder = above
  }
}

function packageIn(folder: string): { name: string; version: string } | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  } catch {
    return null
  }
}
