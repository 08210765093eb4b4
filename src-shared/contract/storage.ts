import { z } from 'zod'

/**
 * What the studio folder holds. `artifacts`: parts of videos, kept for later runs. `pictures`: posters and specimens.
 * `stills`: drawings kept for previews. `measured`: what inspecting measured. `fetched`: assets from the web. `evidence`: of our own faults.
 */
export const storageParts = [
  'artifacts',
  'database',
  'backups',
  'pictures',
  'stills',
  'measured',
  'fetched',
  'evidence',
  'log',
  'other',
] as const
export type StoragePart = (typeof storageParts)[number]

/** What can be made or fetched again, and so be cleared away. */
export const clearableParts = [
  'artifacts',
  'pictures',
  'stills',
  'measured',
  'fetched',
] as const satisfies StoragePart[]
export type ClearablePart = (typeof clearableParts)[number]

export type StorageReport = {
  folder: string
  /** Of its disk. */
  freeBytes: number
  totalBytes: number
  parts: { part: StoragePart; bytes: number; files: number }[]
}

export const storageCommands = {
  /** Looks through the whole studio folder: some seconds where a million files lie. */
  'storage.show': z.strictObject({}),
  /** Removes what is not in use; answers what went. */
  'storage.clear': z.strictObject({ part: z.enum(clearableParts) }),
} as const
export type StorageAnswers = {
  'storage.show': StorageReport
  /** `refused`: what the system would not let go of, files or folders, and what it said of the first. */
  'storage.clear': { bytes: number; refused?: { count: number; reason: string } }
}
