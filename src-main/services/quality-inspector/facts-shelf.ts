import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import { deflateRaw, inflateRaw } from 'node:zlib'
import { z } from 'zod'
import type { PictureFacts, SoundFacts } from '../../../src-shared/quality/facts.ts'
import { openStillMemory } from '../still-maker/still-memory.ts'

/** What was measured of bits that come again: segments that many videos share, their sound, clips and music. By what it was measured of. */
export type FactsShelf = {
  /** null: nothing is kept. Never rejects, but with the signal's reason. */
  find<Facts extends KeptFacts>(words: readonly string[], signal: AbortSignal): Promise<Facts | null>
  /** Never rejects. */
  keep(words: readonly string[], facts: KeptFacts, signal: AbortSignal): Promise<void>
  /** What whole frames of a segment showed of layers, by what was asked. */
  looks(segment: string): Promise<ReadonlyMap<string, KeptLook>>
  /** Keeps more of them, besides those that are kept. */
  keepLooks(
    segment: string,
    kept: ReadonlyMap<string, KeptLook>,
    more: ReadonlyMap<string, KeptLook>,
  ): Promise<void>
}

export type KeptFacts = PictureFacts | SoundFacts | { picture: PictureFacts | null; sound: SoundFacts | null }

const keptLook = z.object({
  matched: z.number().nullable(),
  alike: z.number().nullable(),
  distinct: z.number().nullable(),
  contrast: z.number().nullable(),
  colourOff: z.number().nullable(),
})
export type KeptLook = z.infer<typeof keptLook>

/** Raised whenever something is measured in another way: what was kept counts no more. */
export const measuringVersion = '4'
const mostBytes = 512 * 1024 * 1024
/** Longer ones (some ten minutes of pictures) are measured again: reading them would hold up the studio. */
const mostFacts = 16 * 1024 * 1024
/** What one video alone asks of a segment that all share would push out the rest. */
const mostLooks = 100

const [pack, unpack] = [promisify(deflateRaw), promisify(inflateRaw)]
const missing = new Error('it is not kept')

/** Any number of processes may share the folder; what nobody used for a week goes. */
export function openFactsShelf(folder: string): FactsShelf {
  const memory = openStillMemory({ folder, maxBytes: mostBytes })
  const hold = (words: readonly string[], signal: AbortSignal, make: (path: string) => Promise<void>) =>
    memory.artifacts.hold(nameOf(words), 'facts', signal, async (path) => {
      await make(path)
      return { facts: null, frames: null }
    })

  return {
    async find<Facts extends KeptFacts>(words: readonly string[], signal: AbortSignal) {
      try {
        const { path } = await hold(words, signal, () => Promise.reject(missing))
        return deserialize(await unpack(await readFile(path), { maxOutputLength: mostFacts })) as Facts
      } catch {
        signal.throwIfAborted()
        return null
      }
    },
    async keep(words, facts, signal) {
      const bytes = serialize(facts)
      if (bytes.length > mostFacts) return
      await hold(words, signal, async (path) => writeFile(path, await pack(bytes, { level: 1 }))).catch(
        () => {},
      )
      void memory.artifacts.drop()
    },
    async looks(segment) {
      const kept = z.record(z.string(), keptLook).safeParse(await memory.recall(lookWords(segment)))
      return new Map(kept.success ? Object.entries(kept.data) : [])
    },
    async keepLooks(segment, kept, more) {
      const all = [...new Map([...kept, ...more])].slice(0, mostLooks)
      if (all.length > kept.size) await memory.keep(lookWords(segment), Object.fromEntries(all))
    },
  }
}

const lookWords = (segment: string) => ['looks', measuringVersion, segment]
const nameOf = (words: readonly string[]) =>
  createHash('sha256')
    .update(JSON.stringify([measuringVersion, ...words]))
    .digest('hex')
