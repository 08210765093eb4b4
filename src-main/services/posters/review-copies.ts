import { hash as hashOf } from 'node:crypto'
import { framesOfStrip } from '../../../src-shared/review/package.ts'
import { proxyArguments, stripArguments } from '../../outside/media/derivatives.ts'
import type { runProgram } from '../../outside/programs/run-program.ts'
import type { ArtifactStore } from '../artifact-store/artifact-store.ts'
import { ffmpegFault } from '../ffmpeg-faults/ffmpeg-faults.ts'
import { type FindVideo, type FinishedVideo, sameVideo } from './finished-video.ts'

/** Hands over a file that stays until `use` has ended. */
type Using = (path: string) => Promise<void>

/** What a reviewer elsewhere sees of a finished video, made when somebody asks, kept by the video's SHA-256. */
export type ReviewCopies = {
  /** A small copy that every browser plays, frame for frame the same. `shortest`: pixels of its shorter side. */
  proxy(job: number, shortest: number, signal: AbortSignal, use: Using): Promise<void>
  /** Frames of it side by side, as a JPEG. */
  strip(job: number, signal: AbortSignal, use: Using): Promise<void>
}

const stripHeight = 90
/** A file on a share that hangs must not keep its place for ever. */
const silence = 120_000
const timeout = 10 * 60_000

export function createReviewCopies(needs: {
  find: FindVideo
  memory: Pick<ArtifactStore, 'hold' | 'drop'>
  ffmpeg(): Promise<string>
  run: typeof runProgram
}): ReviewCopies {
  async function derived(
    video: FinishedVideo,
    kind: {
      name: string
      extension: string
      doing: string
      watch: { silence: number } | { timeout: number }
    },
    args: (out: string) => string[],
    signal: AbortSignal,
    use: Using,
  ): Promise<void> {
    const hash = hashOf('sha256', JSON.stringify([kind.name, video.output.sha256]))
    const held = await needs.memory.hold(hash, kind.extension, signal, async (out) => {
      const command = await needs.ffmpeg()
      signal.throwIfAborted()
      const list = args(out)
      const end = await needs.run({ command, args: list, signal, niceness: 'low', ...kind.watch })
      signal.throwIfAborted()
      if (end.kind !== 'finished')
        throw ffmpegFault({ end, command, args: list, doing: kind.doing, writes: [out] })
      return { facts: null, frames: null }
    })
    try {
      await use(held.path)
    } finally {
      held.release()
      void needs.memory.drop()
    }
  }

  return {
    async proxy(job, shortest, signal, use) {
      const video = await sameVideo(needs.find, job)
      const doing = `a small copy of ${video.output.path} for review`
      const kind = { name: `review-proxy ${shortest}`, extension: 'mp4', doing, watch: { silence } }
      const args = (out: string) => proxyArguments({ source: video.path, shortest, out })
      await derived(video, kind, args, signal, use)
    },
    async strip(job, signal, use) {
      const video = await sameVideo(needs.find, job)
      const { duration, path } = video.output
      const doing = `pictures of ${path} for review`
      const kind = { name: `review-strip ${framesOfStrip}`, extension: 'jpg', doing, watch: { timeout } }
      const args = (out: string) =>
        stripArguments({ source: video.path, frames: framesOfStrip, duration, height: stripHeight, out })
      await derived(video, kind, args, signal, use)
    },
  }
}
