import { statfsSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** Processors that this process may use: a container's limit counts. */
export const processors = (): number => Math.max(1, availableParallelism())

/** Bytes that are free on the disk of a folder that exists. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
