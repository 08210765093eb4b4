import { dirname } from 'node:path'
import type { FarmSettings } from '../../../src-shared/farm/farm.ts'
import type { FarmMachine } from './needs.ts'

export type DiskFacts = { folder: string; free: number; total: number; reserve: number }

/** `sign`: a file that lies in the folder while it is the one that is meant. */
export type Place = { folder: string; sign?: string | null }

/** The disks that units in hand write to. A look never blocks: a share that hangs would take the whole studio with it. */
export type Disks = {
  /** Id of the disk of a folder; null: not known yet, `learn` it. */
  idOf(folder: string): string | null
  learn(folder: string): Promise<void>
  /** As last seen, by id, less what was written since. */
  facts(): ReadonlyMap<string, DiskFacts>
  /** So many bytes were written since the last look. */
  wrote(id: string, bytes: number): void
  /** Looks again at the disks of these folders. */
  look(folders: readonly string[]): Promise<void>
  /** Whether a folder is there, answers, and may be written to. */
  answers(place: Place): Promise<boolean>
  forget(folder: string): void
}

/** Of a disk, at most; a fiftieth where that is less. */
const mostReserve = 2 * 1024 ** 3
const answerWithin = 2_000
const mostFolders = 10_000
/** Of disks that nothing is told of. */
const untold = 'unknown:'

/** Bytes that stay free on a disk of this size. */
export const reserveOf = (total: number, settings: Pick<FarmSettings, 'diskReserve'>): number =>
  settings.diskReserve ?? Math.min(Math.floor(total / 50), mostReserve)

export function createDisks(machine: FarmMachine, settings: () => FarmSettings): Disks {
  /** Folder -> its disk, and the nearest folder that is there. */
  const places = new Map<string, { id: string; there: string }>()
  const disks = new Map<string, DiskFacts>()
  const learning = new Map<string, Promise<void>>()

  /** The id of the disk, when the folder is there and answers. */
  async function see(folder: string): Promise<string | null> {
    const disk = await machine.lookAtDisk(folder, answerWithin)
    if (disk === null) return null
    const { id, free, total } = disk
    disks.set(id, { folder, free, total, reserve: reserveOf(total, settings()) })
    return id
  }

  /** A folder may not be there yet: then its disk is that of the folder it will be made in. */
  async function find(folder: string): Promise<void> {
    for (let there = folder; ; there = dirname(there)) {
      const id = await see(there)
      if (id === null && there !== dirname(there)) continue
      if (places.size >= mostFolders) places.clear()
      places.set(folder, { id: id ?? `${untold}${folder}`, there })
      return
    }
  }

  return {
    idOf(folder) {
      const id = places.get(folder)?.id
      return id !== undefined && (disks.has(id) || id.startsWith(untold)) ? id : null
    },
    learn(folder) {
      const known = learning.get(folder)
      if (known !== undefined) return known
      const finding = find(folder).finally(() => learning.delete(folder))
      learning.set(folder, finding)
      return finding
    },
    facts: () => disks,
    wrote(id, bytes) {
      const disk = disks.get(id)
      if (disk !== undefined) disk.free -= bytes
    },
    async look(folders) {
      const oneOfEach = new Map<string, string>()
      for (const folder of folders) {
        const place = places.get(folder)
        if (place !== undefined) oneOfEach.set(place.id, place.there)
      }
      for (const id of disks.keys()) if (!oneOfEach.has(id)) disks.delete(id)
      await Promise.all([...oneOfEach.values()].map(see))
    },
    async answers({ folder, sign = null }) {
      const there = places.get(folder)?.there ?? folder
      if ((await see(there)) === null || !(await machine.canWrite(there))) return false
      return sign === null || (await machine.isThere(sign))
    },
    forget: (folder) => places.delete(folder),
  }
}
