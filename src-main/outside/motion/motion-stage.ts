import { Worker } from 'node:worker_threads'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { MotionReel } from '../../../src-shared/plans/motion.ts'
import type { MotionOrder, MotionReport } from './motion-messages.ts'

export type MotionStage = {
  /**
   * Makes the frames of a reel and hands them to `write` one after the other, each as `width * height` bytes of luma and
   * the two planes of chroma behind it. `write` answers when it has no more use for the bytes, which are shared memory.
   * Rejects with the signal's reason, with what `write` rejects with, or with a `StudioError` that names the picture
   * which can't be read. Any number of reels may play at a time.
   */
  play(reel: MotionReel, write: (frame: Uint8Array) => Promise<void>, signal: AbortSignal): Promise<void>
  /** Starts a thread where there is none: a reel is about to be played, and it is ready sooner. */
  warm(): void
  /** Ends the threads; reels that play reject. */
  close(): Promise<void>
}

type MotionStageSetup = {
  /** Most threads at a time. */
  threads: number
  /** Where `motion-worker.ts` lies, as it is or built. */
  workerFile: URL
  /** Milliseconds without a reel after which a thread ends, with the pictures that it keeps. */
  idle?: number
}

/**
 * Threads that make frames of slowly moving pictures. They are started when they are needed, and keep a process
 * alive only while a reel plays.
 */
export function createMotionStage({ threads, workerFile, idle = 60_000 }: MotionStageSetup): MotionStage {
  const members = new Set<Member>()
  let nextId = 0
  let closed = false

  /** The thread that has least to do; one that waits before a new one. */
  function member(): Member {
    const least = [...members].reduce<Member | null>(
      (best, each) => (best === null || each.load() < best.load() ? each : best),
      null,
    )
    if (least !== null && (least.load() === 0 || members.size >= Math.max(1, threads))) return least
    const started = startMember(workerFile, idle, () => members.delete(started))
    members.add(started)
    return started
  }

  return {
    warm() {
      if (!closed && members.size === 0) member().rest()
    },
    async play(reel, write, signal) {
      signal.throwIfAborted()
      if (closed) throw closedFault()
      if (reel.frames === 0) return
      const reels = member()
      const id = nextId++
      const aborted = rejectOnAbort(signal)
      let taken = 0
      let writing: Promise<void> = Promise.resolve()
      reels.begin(id, reel)
      try {
        while (taken < reel.frames) {
          const { slot, frame } = await Promise.race([aborted.promise, reels.next(id)])
          writing = write(frame)
          await Promise.race([aborted.promise, writing])
          reels.tell({ kind: 'taken', id, slot })
          taken += 1
        }
      } finally {
        aborted.forget()
        reels.end(id)
        // Until then the frame is read, and its memory can't be another reel's.
        const stop = () => reels.tell({ kind: 'stop', id })
        if (taken < reel.frames) writing.then(stop, stop)
      }
    },
    async close() {
      closed = true
      await Promise.all([...members].map((each) => each.close()))
    },
  }
}

function rejectOnAbort(signal: AbortSignal): { promise: Promise<never>; forget(): void } {
  const { promise, reject } = Promise.withResolvers<never>()
  // Nobody may be waiting for it when it comes.
  promise.catch(() => {})
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  return { promise, forget: () => signal.removeEventListener('abort', abort) }
}

const closedFault = () => new Error('the motion stage is closed')

type Made = { slot: number; frame: Uint8Array }

/** Frames that arrived and weren't asked for yet, or who asked before they arrived. */
type Hand = { made: Made[]; asker: PromiseWithResolvers<Made> | null; fault: Error | null }

type Member = {
  /** Reels that play on it. */
  load(): number
  begin(id: number, reel: MotionReel): void
  next(id: number): Promise<Made>
  tell(order: MotionOrder): void
  end(id: number): void
  /** Has nothing to do: keeps no process alive, and ends when that lasts. */
  rest(): void
  close(): Promise<void>
}

function startMember(workerFile: URL, idle: number, onGone: () => void): Member {
  const worker = new Worker(workerFile, {
    // What it keeps lies outside of this heap: planes, and the memory that frames are drawn in.
    resourceLimits: { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 8 },
  })
  const hands = new Map<number, Hand>()
  let resting: NodeJS.Timeout | undefined

  const fail = (hand: Hand | undefined, fault: Error) => {
    if (hand === undefined) return
    hand.fault ??= fault
    hand.asker?.reject(fault)
    hand.asker = null
  }
  worker.on('message', (report: MotionReport) => {
    const hand = hands.get(report.id)
    if (hand === undefined) return
    if (report.kind === 'failed') fail(hand, new StudioError(report.error))
    else if (hand.asker === null) hand.made.push(report)
    else {
      hand.asker.resolve(report)
      hand.asker = null
    }
  })
  const lost = (fault: Error) => {
    clearTimeout(resting)
    onGone()
    for (const hand of hands.values()) fail(hand, fault)
  }
  worker.on('error', lost)
  worker.on('exit', (code) => lost(new Error(`a thread that makes frames ended with ${code}`)))

  const tell = (order: MotionOrder) => worker.postMessage(order)
  const rest = () => {
    worker.unref()
    resting = setTimeout(() => {
      onGone()
      void worker.terminate()
    }, idle)
    resting.unref()
  }
  return {
    load: () => hands.size,
    tell,
    begin(id, reel) {
      clearTimeout(resting)
      worker.ref()
      hands.set(id, { made: [], asker: null, fault: null })
      tell({ kind: 'play', id, reel })
    },
    next(id) {
      const hand = hands.get(id)!
      const made = hand.made.shift()
      if (made !== undefined) return Promise.resolve(made)
      if (hand.fault !== null) return Promise.reject(hand.fault)
      hand.asker = Promise.withResolvers()
      // A reel that is aborted leaves it unanswered or unheard.
      hand.asker.promise.catch(() => {})
      return hand.asker.promise
    },
    end(id) {
      hands.delete(id)
      if (hands.size === 0) rest()
    },
    rest,
    async close() {
      lost(closedFault())
      await worker.terminate()
    },
  }
}
