import { hash as hashOf, randomUUID } from 'node:crypto'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { viewingCopyArguments } from '../../outside/media/derivatives.ts'
import type { runProgram } from '../../outside/programs/run-program.ts'
import type { ArtifactStore } from '../artifact-store/artifact-store.ts'
import { ffmpegFault } from '../ffmpeg-faults/ffmpeg-faults.ts'
import { type FindVideo, sameVideo } from './finished-video.ts'
import { latestFirst } from './turns.ts'

export type ViewingCopies = ReturnType<typeof createViewingCopies>

type Making = {
  controller: AbortController
  made: Promise<string>
  /** By who looks: tells that one that it is over for them. */
  leave: Map<string, () => void>
}

/** Pixels of the longer side. */
const longest = 1280
/** A file on a share that hangs must not keep its place for ever. */
const silence = 120_000

/**
 * Copies of finished videos that a browser can play, for those that it can't: ProRes, and HEVC on most machines. Frame for
 * frame the same, smaller; made when somebody looks, one at a time and as politely as encodes, kept by the video's SHA-256.
 */
export function createViewingCopies(needs: {
  find: FindVideo
  memory: Pick<ArtifactStore, 'hold' | 'drop'>
  ffmpeg(): Promise<string>
  run: typeof runProgram
  signal: AbortSignal
  /** Told how far one is, 0..1. */
  onProgress(job: number, share: number): void
}) {
  const making = new Map<number, Making>()
  const turns = latestFirst({ most: 1, mostWaiting: 8, gaveUp: stopped })

  async function make(job: number, signal: AbortSignal): Promise<string> {
    const { path: source, output } = await sameVideo(needs.find, job)
    const doing = `a copy of ${output.path} to look at`
    const hash = hashOf('sha256', JSON.stringify(['viewing-copy', longest, output.sha256]))
    const held = await needs.memory.hold(hash, 'mp4', signal, async (out) => {
      await turns(async () => {
        const command = await needs.ffmpeg()
        signal.throwIfAborted()
        const args = viewingCopyArguments({ source, longest, out })
        const onLine = (line: string) => {
          const frame = /^frame=\s*(\d+)/.exec(line)?.[1]
          if (frame !== undefined) needs.onProgress(job, Math.min(1, Number(frame) / output.frames))
        }
        const end = await needs.run({ command, args, signal, silence, niceness: 'low', onLine })
        signal.throwIfAborted()
        if (end.kind !== 'finished') throw ffmpegFault({ end, command, args, doing, writes: [out] })
      })
      return { facts: null, frames: null }
    })
    held.release()
    void needs.memory.drop()
    return held.path
  }

  function begin(job: number): Making {
    const controller = new AbortController()
    const made = make(job, AbortSignal.any([controller.signal, needs.signal]))
    const one: Making = { controller, made, leave: new Map() }
    const over = () => void (making.get(job) === one && making.delete(job))
    made.then(over, over)
    making.set(job, one)
    return one
  }

  return {
    /**
     * Makes one, or finds it, for somebody who looks. Rejects with `copy.stopped`, as looking for a video does, and with what
     * ffmpeg met.
     */
    async copy(job: number, looker: string = randomUUID()): Promise<{ path: string; mime: string }> {
      const running = making.get(job)
      // One that is being stopped is nobody's any more.
      const { controller, made, leave } =
        running === undefined || running.controller.signal.aborted ? begin(job) : running
      const left = Promise.withResolvers<never>()
      leave.set(looker, () => left.reject(stopped()))
      try {
        return { path: await Promise.race([made, left.promise]), mime: 'video/mp4' }
      } catch (error) {
        throw controller.signal.aborted ? stopped() : error
      }
    },
    /** That one looks no more; when nobody does, it is no longer made. */
    stop(job: number, looker: string): void {
      const running = making.get(job)
      running?.leave.get(looker)?.()
      if (running?.leave.delete(looker) && running.leave.size === 0) running.controller.abort()
    },
  }
}

const stopped = () =>
  new StudioError({
    code: 'copy.stopped',
    message: 'The copy to look at is no longer being made.',
    whatToDo: 'Open the video again.',
  })
