import { writeFile } from 'node:fs/promises'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { ClipFile, MediaFacts } from '../../../src-shared/plans/media.ts'
import type { MotionReel } from '../../../src-shared/plans/motion.ts'
import type { Artifact, OutputSpec, SegmentSpec, VideoPlan } from '../../../src-shared/plans/plan.ts'
import type { RasterPlace } from '../../../src-shared/plans/rasters.ts'
import { chooseEncoder, type EncoderChoice } from '../../core/ffmpeg-commands/encoders.ts'
import type { LayerFiles } from '../../core/ffmpeg-commands/layer-chain.ts'
import { joinList, outputCommand } from '../../core/ffmpeg-commands/output-command.ts'
import { segmentCommand, stillCommand } from '../../core/ffmpeg-commands/segment-command.ts'
import type { ProgramCall } from '../../outside/programs/run-program.ts'
import { createArtifactStore, type HeldArtifact } from './artifact-store.ts'
import { finishOutput, type MadeVideo, writeWholePicture } from './finished-file.ts'
import type { VideoMakerNeeds } from './needs.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

export type VideoMaker = {
  /**
   * Makes the video of a plan. `out` appears only when it is whole and was probed to be what the plan says; until
   * then the work lies beside it under a name of its own. `onProgress` gets the share done (0..1) and what is being
   * done. Rejects with a StudioError (`render.failed`, `media.broken`, ...), or with the signal's reason.
   */
  make(
    plan: VideoPlan,
    out: string,
    how: { signal: AbortSignal; onProgress?: (share: number, doing: string) => void },
  ): Promise<MadeVideo>
  /** Writes one frame of the video (counted from 0) as a PNG, exactly as the encoder would be given it. */
  still(plan: VideoPlan, frame: number, out: string, how: { signal: AbortSignal }): Promise<void>
  /** Drops the batch's artifacts. */
  drop(): Promise<void>
}

type Facts = { place: RasterPlace } | Omit<ClipFile, 'path'> | null
type Held = HeldArtifact<Facts>

/** Extensions of sound files, by codec: containers that keep the exact start. */
const soundExtension = { aac: 'm4a', opus: 'ogg', pcm: 'wav' } as const

export function createVideoMaker(needs: VideoMakerNeeds): VideoMaker {
  const store = createArtifactStore({ folder: needs.artifactsFolder, maxBytes: needs.artifactBytes })

  return {
    async make(plan, out, { signal, onProgress }) {
      const held = new Map<string, Held>()
      const progress = shareOfWork(plan, onProgress)
      try {
        for (const artifact of plan.artifacts) {
          const { spec } = artifact
          if (spec.kind === 'output') {
            const made = await makeOutput(spec, held, out, signal, (share) =>
              progress.within(artifact, share),
            )
            progress.done(artifact)
            return made
          }
          progress.within(artifact, 0)
          held.set(
            artifact.hash,
            await hold(artifact, held, signal, (share) => progress.within(artifact, share)),
          )
          progress.done(artifact)
        }
        throw new Error('a plan ends with its output')
      } finally {
        for (const artifact of held.values()) artifact.release()
      }
    },
    async still(plan, frame, out, { signal }) {
      const { segment, within } = segmentAt(plan, frame)
      const held = new Map<string, Held>()
      try {
        for (const artifact of plan.artifacts) {
          if (segment.needs.includes(artifact.hash))
            held.set(artifact.hash, await hold(artifact, held, signal, () => {}))
        }
        await writeWholePicture(out, async (part) => {
          const { args, reel } = stillCommand(segment.spec, within, filesOf(held), {
            threads: needs.threads,
            out: part,
          })
          await runFfmpeg({
            ffmpeg: needs.ffmpeg.ffmpeg,
            args,
            signal,
            doing: 'the still',
            feed: feedOf(reel, signal),
          })
        })
      } finally {
        for (const artifact of held.values()) artifact.release()
      }
    },
    drop: () => store.drop(),
  }

  async function hold(
    artifact: Artifact,
    held: Map<string, Held>,
    signal: AbortSignal,
    onShare: (share: number) => void,
  ): Promise<Held> {
    const { spec, hash } = artifact
    switch (spec.kind) {
      case 'text':
      case 'shape':
        return store.hold<Facts>(hash, 'png', signal, async (path) => {
          const { png, place } = await needs.draw(spec)
          await writeFile(path, png)
          return { facts: { place }, frames: null }
        })
      case 'picture':
        return store.hold<Facts>(hash, 'png', signal, async (path) => {
          const { png, place } = await needs.preparePicture(fileOf(spec.content).path, spec)
          await writeFile(path, png)
          return { facts: { place }, frames: null }
        })
      case 'clip':
        return store.hold<Facts>(hash, 'mov', signal, async (path) => {
          const facts = await needs.makeClip(spec, mediaOf(spec.content), path, { signal, onShare })
          return { facts, frames: spec.frames }
        })
      case 'audio':
        return store.hold<Facts>(hash, soundExtension[spec.codec], signal, async (path) => {
          const sources = spec.inputs.map(({ content }) => {
            const { path: file, media } = mediaOf(content)
            return [content, { path: file, facts: media }] as const
          })
          await needs.mixSound(spec, new Map(sources), path, { signal })
          return { facts: null, frames: null }
        })
      case 'segment':
        return store.hold<Facts>(hash, encoderFor(spec).segmentExtension, signal, async (path) => {
          await encodeSegment(artifact, spec, held, path, signal, onShare)
          return { facts: null, frames: spec.frames }
        })
      case 'output':
        throw new Error('an output is no part of another artifact')
    }
  }

  async function encodeSegment(
    artifact: Artifact,
    spec: SegmentSpec,
    held: Map<string, Held>,
    path: string,
    signal: AbortSignal,
    onShare: (share: number) => void,
  ) {
    const { args, reel } = segmentCommand(spec, filesOf(held), encoderFor(spec), {
      threads: needs.threads,
      out: path,
    })
    const { frames } = await runFfmpeg({
      ffmpeg: needs.ffmpeg.ffmpeg,
      args,
      signal,
      doing: artifact.label,
      feed: feedOf(reel, signal),
      onFrame: (frame) => onShare(frame / spec.frames),
    })
    if (frames !== spec.frames) {
      throw new StudioError({
        code: 'render.frames',
        message: `${artifact.label} has ${frames} frames instead of ${spec.frames}.`,
        whatToDo: 'This is a fault of Reelmill or of this ffmpeg build: please report it with the template.',
      })
    }
  }

  async function makeOutput(
    spec: OutputSpec,
    held: Map<string, Held>,
    out: string,
    signal: AbortSignal,
    onShare: (share: number) => void,
  ): Promise<MadeVideo> {
    return finishOutput({
      spec,
      out,
      ffprobe: needs.ffmpeg.ffprobe,
      signal,
      pixelFormat: spec.codec === 'gif' ? null : encoderFor({ ...spec, quality: 'standard' }).pixelFormat,
      write: async (part) => {
        const list = `${part}.ffconcat`
        await writeFile(
          list,
          joinList(
            spec.segments.map(({ artifact, frames }) => ({ path: held.get(artifact)!.path, frames })),
            spec.rate,
          ),
        )
        const audio = spec.audio === null ? null : held.get(spec.audio)!.path
        const args = outputCommand(spec, list, audio, part, needs.threads)
        await runFfmpeg({
          ffmpeg: needs.ffmpeg.ffmpeg,
          args,
          signal,
          doing: 'the finished file',
          onFrame: (frame) => onShare(frame / spec.frames),
        })
        return [list]
      },
    })
  }

  function filesOf(held: Map<string, Held>): LayerFiles {
    const get = (hash: string): Held => {
      const artifact = held.get(hash)
      if (artifact === undefined) throw new Error(`artifact ${hash} is needed before it is made`)
      return artifact
    }
    return {
      raster: (hash) => ({ path: get(hash).path, place: (get(hash).facts as { place: RasterPlace }).place }),
      clip: (hash) => ({ ...(get(hash).facts as Omit<ClipFile, 'path'>), path: get(hash).path }),
      source: (spec) => needs.readClip(spec, mediaOf(spec.content)),
    }
  }

  function feedOf(reel: MotionReel | null, signal: AbortSignal): ProgramCall['feed'] | undefined {
    if (reel === null) return undefined
    return (write, unread) => needs.playReel(reel, write, AbortSignal.any([signal, unread]))
  }

  function encoderFor(
    spec: Pick<SegmentSpec, 'codec' | 'quality' | 'rate' | 'width' | 'height'>,
  ): EncoderChoice {
    const choice = chooseEncoder({ ...spec, available: needs.ffmpeg.encoders })
    if (choice === null) {
      throw new StudioError({
        code: 'encoder.missing',
        message: `This ffmpeg has no encoder for ${spec.codec} that works here.`,
        whatToDo: 'Choose another codec for the format, or set REELMILL_FFMPEG to a build that has one.',
      })
    }
    return choice
  }

  function fileOf(content: string): { path: string; media: MediaFacts | null } {
    const file = needs.fileOf(content)
    if (file === undefined) throw new Error(`no source file is known for content ${content}`)
    return file
  }

  function mediaOf(content: string): { path: string; media: MediaFacts } {
    const { path, media } = fileOf(content)
    if (media === null) throw new Error(`${path} was not probed before it was used`)
    return { path, media }
  }
}

/** The segment in which a frame of the video lies, and the frame's number in it. */
function segmentAt(
  plan: VideoPlan,
  frame: number,
): { segment: Artifact & { spec: SegmentSpec }; within: number } {
  const output = plan.artifacts.at(-1)?.spec
  if (output?.kind !== 'output') throw new Error('a plan ends with its output')
  let before = 0
  for (const { artifact, frames } of output.segments) {
    if (frame < before + frames) {
      const segment = plan.artifacts.find(({ hash }) => hash === artifact) as Artifact & { spec: SegmentSpec }
      return { segment, within: frame - before }
    }
    before += frames
  }
  throw new Error(`the video has no frame ${frame}`)
}

/** How much of the work of a plan is done, by frames; small things count as a few frames each. */
function shareOfWork(plan: VideoPlan, tell: ((share: number, doing: string) => void) | undefined) {
  const weight = ({ spec }: Artifact): number => {
    switch (spec.kind) {
      case 'segment':
        return spec.frames
      case 'clip':
        return spec.frames
      case 'audio':
        return 30
      case 'output':
        return spec.codec === 'gif' ? spec.frames : 10
      default:
        return 3
    }
  }
  const all = plan.artifacts.reduce((sum, artifact) => sum + weight(artifact), 0)
  let before = 0
  return {
    within(artifact: Artifact, share: number) {
      tell?.(Math.min(1, (before + weight(artifact) * Math.min(1, share)) / all), artifact.label)
    },
    done(artifact: Artifact) {
      before += weight(artifact)
      tell?.(before / all, artifact.label)
    },
  }
}
