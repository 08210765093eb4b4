import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import { deflateRaw, inflateRaw } from 'node:zlib'
import type { Intent } from '../../../src-shared/quality/intent.ts'
import type { InspectionWish } from '../../../src-shared/quality/wish.ts'
import { measuringVersion } from './facts-shelf.ts'
import type { MeasuredFile } from './quality-inspector.ts'

/** What was measured of a finished file, and what was meant: all that judging it anew needs. */
export type PastInspection = {
  /** The name of the profile that it was held against last. */
  profile: string
  /** Hash of the plan that it was made by; null: its plan was not known. */
  plan: string | null
  measured: Omit<MeasuredFile, 'cpuMilliseconds'>
  /** null: its plan was not known. */
  intent: Intent | null
  /** What its template and its batch said of the profile, in this order. */
  wishes: InspectionWish[]
}

/**
 * What was measured in inspections, by the hash of the file: so that other thresholds can be tried on past batches. Nobody counts on
 * it: the oldest go where all takes too much room.
 */
export type PastFacts = {
  /** Never rejects: a disk without room costs no inspection. */
  keep(sha256: string, inspection: PastInspection): Promise<void>
  /** null: nothing is kept, or it was measured in another way. Never rejects. */
  find(sha256: string): Promise<PastInspection | null>
  /** When all that was to be kept lies there. Never rejects. */
  settled(): Promise<void>
}

/** The number is raised whenever a plan tells in another way what is meant. */
const version = `${measuringVersion} 2`
const mostBytes = 2 * 1024 ** 3
/** Half an hour of pictures and more is not kept: reading it would hold up the studio. */
const mostOfOne = 16 * 1024 * 1024
/** Bytes that are written between two looks at the folder. */
const sweepEvery = 64 * 1024 * 1024

const [pack, unpack] = [promisify(deflateRaw), promisify(inflateRaw)]
const none = new Uint8Array()

export function openPastFacts(folder: string, room = { mostBytes, sweepEvery }): PastFacts {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), `${sha256}.facts`)
  let written = Number.POSITIVE_INFINITY
  let sweeping: Promise<void> = Promise.resolve()
  const underWay = new Set<Promise<void>>()

  async function write(sha256: string, { measured, ...rest }: PastInspection): Promise<void> {
    const { picture, ...others } = measured
    // Frames are needed to put facts together, not to judge them.
    const judged = { ...others, picture: picture === null ? null : { ...picture, first: none, last: none } }
    const bytes = serialize({ version, ...rest, measured: judged })
    if (bytes.length > mostOfOne) return
    const path = pathOf(sha256)
    const part = `${path}.${randomUUID().slice(0, 8)}.part`
    try {
      const packed = await pack(bytes, { level: 1 })
      await mkdir(join(path, '..'), { recursive: true })
      await writeFile(part, packed)
      await rename(part, path)
      written += packed.length
    } catch {
      await rm(part, { force: true }).catch(() => {})
    }
    if (written < room.sweepEvery) return
    written = 0
    sweeping = sweeping.then(() => sweep(folder, room.mostBytes)).catch(() => {})
  }

  return {
    keep(sha256, inspection) {
      const work = write(sha256, inspection).finally(() => underWay.delete(work))
      underWay.add(work)
      return work
    },
    async find(sha256) {
      try {
        const bytes = await unpack(await readFile(pathOf(sha256)), { maxOutputLength: mostOfOne })
        const found = deserialize(bytes) as PastInspection & { version: string }
        return found.version === version ? found : null
      } catch {
        return null
      }
    },
    async settled() {
      await Promise.all(underWay)
    },
  }
}

/** The oldest go, until there is room again. */
async function sweep(folder: string, mostBytes: number): Promise<void> {
  const files: { path: string; bytes: number; at: number }[] = []
  for (const within of await readdir(folder)) {
    const names = await readdir(join(folder, within)).catch(() => [])
    for (const name of names) {
      const path = join(folder, within, name)
      const facts = await stat(path).catch(() => null)
      if (facts?.isFile()) files.push({ path, bytes: facts.size, at: facts.mtimeMs })
    }
  }
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  for (const file of files.sort((one, other) => one.at - other.at)) {
    if (bytes <= mostBytes) return
    await rm(file.path, { force: true })
    bytes -= file.bytes
  }
}
