import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PictureFacts } from '../../../src-shared/quality/facts.ts'
import type { LookFacts } from '../../../src-shared/quality/looks.ts'
import { combineInSlices } from '../../core/quality-rules/combine.ts'
import type { LookingRoom } from '../../outside/measuring/looking.ts'
import type { MeasuringRoom, PicturesAsked } from '../../outside/measuring/measuring.ts'
import { smallFrameOf } from '../../outside/measuring/picture-command.ts'
import type { FactsShelf, KeptLook } from './facts-shelf.ts'
import { inTurns } from './in-turns.ts'
import type { JoinedSegment } from './joined-of.ts'
import { framesIn, inOrder, keptOf, type LookAsks, recalled } from './look-asks.ts'

type Needs = { shelf: FactsShelf; room: MeasuringRoom; looking: LookingRoom }
type Deps = Parameters<MeasuringRoom['measurePicture']>[2] & { signal: AbortSignal }

export type JoinedAsked = {
  segments: readonly JoinedSegment[]
  pictures: Omit<PicturesAsked, 'looks' | 'onFrames'>
  looks: LookAsks | null
  onFrames?: ((frames: number) => void) | undefined
  /** Told what each program and thread took. */
  count(cpuMilliseconds: number | null): void
}

export type MeasureJoined = (
  path: string,
  asked: JoinedAsked,
  deps: Deps,
) => Promise<{ picture: PictureFacts; looks: LookFacts | null } | null>

/** Neighbours that are to be measured. */
type Run = {
  segments: JoinedSegment[]
  first: number
  frames: number
  from: number | null
  to: number | null
}

/**
 * Measures a file that was joined of segments: each segment once, wherever it comes up again, and puts the figures together. What somebody
 * else is measuring is waited for. Resolves with null when the file has to be measured whole: something of it can't be decoded
 * without complaints, or has not the frames that it should.
 */
export function createMeasureJoined({ shelf, room, looking }: Needs): MeasureJoined {
  const underWay = new Map<string, Promise<PictureFacts | null>>()

  return async (path, asked, deps) => {
    const { segments } = asked
    const { signal } = deps
    const facts = new Map<string, PictureFacts>()
    const others = new Map<string, Promise<PictureFacts | null>>()
    const own = new Map<string, (measured: PictureFacts | null) => void>()
    const looked: LookFacts = []
    try {
      for (const { key } of segments) {
        if (facts.has(key) || others.has(key) || own.has(key)) continue
        const elsewhere = underWay.get(key)
        if (elsewhere !== undefined) {
          others.set(key, elsewhere)
          continue
        }
        const { promise, resolve } = Promise.withResolvers<PictureFacts | null>()
        underWay.set(key, promise)
        own.set(key, resolve)
        const kept = await shelf.find<PictureFacts>(['segment', key], signal)
        if (kept === null) continue
        facts.set(key, kept)
        resolve(kept)
        own.delete(key)
        underWay.delete(key)
      }
      const runs = runsOf(segments, own)
      const inRuns = new Set(runs.flatMap((run) => run.segments))
      let done = segments.reduce((sum, segment) => sum + (inRuns.has(segment) ? 0 : segment.frames), 0)
      for (const run of runs) {
        const measured = await measureRun(path, run, asked, deps, (frames) => asked.onFrames?.(done + frames))
        if (measured === null) return null
        for (const [index, { key }] of run.segments.entries()) {
          facts.set(key, measured.parts[index]!)
          own.get(key)?.(measured.parts[index]!)
          await shelf.keep(['segment', key], measured.parts[index]!, signal)
        }
        looked.push(...measured.looks)
        done += run.frames
      }
      for (const [key, waiting] of others) {
        const part = await unlessAborted(waiting, signal)
        if (part === null) return null
        facts.set(key, part)
      }
      if (asked.looks !== null)
        for (const segment of segments) {
          const kept = await shelf.looks(segment.key)
          if (!inRuns.has(segment)) looked.push(...(await lookAgain(path, segment, kept, asked, deps)))
          await shelf.keepLooks(segment.key, kept, keptOf(asked.looks, segment, looked))
        }
      const parts = segments.map(({ key }) => facts.get(key)!)
      return {
        picture: await inTurns(combineInSlices(parts), signal),
        looks: asked.looks === null ? null : inOrder(asked.looks, looked),
      }
    } finally {
      for (const [key, resolve] of own) {
        resolve(facts.get(key) ?? null)
        underWay.delete(key)
      }
    }
  }

  /** Null: with complaints, or not all that should be there. */
  async function measureRun(
    path: string,
    run: Run,
    asked: JoinedAsked,
    deps: Deps,
    onFrames: (frames: number) => void,
  ): Promise<{ parts: PictureFacts[]; looks: LookFacts } | null> {
    const lengths = run.segments.map(({ frames }) => frames)
    const wanted = asked.looks === null ? [] : framesIn(asked.looks, run)
    return withRawFrames(asked, run, wanted, async (looks) => {
      const { facts, cpuMilliseconds } = await room.measureParts(
        path,
        { ...asked.pictures, ...run, lengths, onFrames, ...(looks === null ? {} : { looks }) },
        deps,
      )
      asked.count(cpuMilliseconds)
      const isWhole = facts.every(({ frames, faults }, at) => frames === lengths[at] && faults.length === 0)
      return isWhole ? { parts: facts, looks: [] } : null
    })
  }

  /** What was asked of a segment that was measured elsewhere: as it is kept, else by its frames. */
  async function lookAgain(
    path: string,
    segment: JoinedSegment,
    kept: ReadonlyMap<string, KeptLook>,
    asked: JoinedAsked,
    deps: Deps,
  ): Promise<LookFacts> {
    const { facts, missing } = recalled(asked.looks!, segment, kept)
    if (missing.length === 0) return facts
    const { first, at: from } = segment
    const frames = missing.at(-1)! - first + 1
    const { rate } = asked.pictures
    // To where the last of them has shown.
    const to = from + (frames * rate.den) / rate.num
    const seen = await withRawFrames(asked, segment, missing, async (looks) => {
      asked.count(await room.takeFrames(path, { ...asked.pictures, frames, from, to, looks: looks! }, deps))
      return { looks: [] as LookFacts }
    })
    return [...facts, ...seen.looks]
  }

  /** Looks at whole frames that `work` writes meanwhile. */
  async function withRawFrames<Made extends { looks: LookFacts } | null>(
    { looks, pictures, count }: JoinedAsked,
    { first }: { first: number },
    frames: number[],
    work: (looks: PicturesAsked['looks'] | null) => Promise<Made>,
  ): Promise<Made> {
    if (looks === null || frames.length === 0) return work(null)
    await mkdir(looks.folder, { recursive: true })
    const raw = join(looks.folder, `${randomUUID()}.rgb`)
    const { full } = smallFrameOf(pictures)
    try {
      const made = await work({ frames: frames.map((frame) => frame - first), path: raw })
      if (made === null) return made
      const seen = await looking.lookClosely({ ...full, path: raw, frames }, looks.layers)
      count(seen.cpuMilliseconds)
      return { ...made, looks: seen.facts }
    } finally {
      await rm(raw, { force: true })
    }
  }
}

/** Rejects with the signal's reason when it comes first. */
function unlessAborted<T>(waiting: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    void waiting.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/** Neighbours that have to be measured, each segment where it comes first. */
function runsOf(segments: readonly JoinedSegment[], own: ReadonlyMap<string, unknown>): Run[] {
  const runs: Run[] = []
  const begun = new Set<string>()
  let isOpen = false
  for (const [index, segment] of segments.entries()) {
    const isWanted = own.has(segment.key) && !begun.has(segment.key)
    if (isWanted) {
      begun.add(segment.key)
      if (!isOpen) {
        const { first, at } = segment
        runs.push({ segments: [], first, frames: 0, from: index === 0 ? null : at, to: null })
      }
      const run = runs.at(-1)!
      run.segments.push(segment)
      run.frames += segment.frames
      run.to = segments[index + 1]?.at ?? null
    }
    isOpen = isWanted
  }
  return runs
}
