import { rm } from 'node:fs/promises'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import {
  type ClipFile,
  type ClipSource,
  type ClipSpec,
  clipPicture,
  type MediaFacts,
} from '../../../src-shared/plans/media.ts'
import type { MotionReel } from '../../../src-shared/plans/motion.ts'
import type { Artifact, SegmentSpec } from '../../../src-shared/plans/plan.ts'
import type { RasterPlace } from '../../../src-shared/plans/rasters.ts'
import { tellsOfDamage } from '../../core/clip-graph/damage.ts'
import { chooseEncoder, type EncoderChoice } from '../../core/ffmpeg-commands/encoders.ts'
import type { LayerFiles } from '../../core/ffmpeg-commands/layer-chain.ts'
import { segmentCommand, stillCommand } from '../../core/ffmpeg-commands/segment-command.ts'
import type { ProgramCall } from '../../outside/programs/run-program.ts'
import type { HeldArtifact } from '../artifact-store/artifact-store.ts'
import type { VideoMakerNeeds } from './needs.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

export type Facts = { place: RasterPlace } | Omit<ClipFile, 'path'> | null
/** Artifacts that lie ready, by hash. */
export type Ready = ReadonlyMap<string, HeldArtifact<Facts>>

type Encoding = { signal: AbortSignal; onShare(share: number): void }

export type SegmentMaker = {
  /** Encodes a segment at `path`; rejects when it has not exactly the frames that were planned. */
  encode(segment: Artifact & { spec: SegmentSpec }, ready: Ready, path: string, how: Encoding): Promise<void>
  /** One of its frames as a PNG. */
  still(spec: SegmentSpec, frame: number, ready: Ready, path: string, signal: AbortSignal): Promise<void>
  /** Throws `encoder.missing`. */
  encoderFor(spec: Pick<SegmentSpec, 'codec' | 'quality' | 'rate' | 'width' | 'height'>): EncoderChoice
}

export function createSegmentMaker(needs: VideoMakerNeeds): SegmentMaker {
  return {
    encoderFor,
    async encode(segment, ready, path, how) {
      const sources = sourcesOf(segment.spec)
      try {
        await encode(segment, filesOf(ready, readSource), path, how)
      } catch (error) {
        if (sources.length === 0 || how.signal.aborted || isOfTheDisk(error)) throw error
        await encodeFromFiles(segment, sources, ready, path, how)
      }
    },
    async still(spec, frame, ready, path, signal) {
      const { args, reel } = stillCommand(spec, frame, filesOf(ready, readSource), {
        threads: needs.threads,
        out: path,
      })
      const { ffmpeg } = needs.ffmpeg
      await runFfmpeg({ ffmpeg, args, signal, doing: 'the still', feed: feedOf(reel, signal) })
    },
  }

  async function encode(
    { spec, label }: Artifact & { spec: SegmentSpec },
    files: LayerFiles,
    out: string,
    { signal, onShare }: Encoding,
  ): Promise<void> {
    const { threads, ffmpeg } = needs
    const choice = encoderFor(spec)
    // Segments of one file come from one encoder with one setting, or a joint would show.
    if (choice.encoder !== spec.made.encoder)
      throw new Error(`${label} is planned for ${spec.made.encoder} and would be made by ${choice.encoder}`)
    const { args, reel } = segmentCommand(spec, files, choice, { threads, out })
    let isDamaged = false
    const { frames } = await runFfmpeg({
      ffmpeg: ffmpeg.ffmpeg,
      args,
      signal,
      doing: label,
      feed: feedOf(reel, signal),
      onFrame: (frame) => onShare(frame / spec.frames),
      onErrorLine: (line) => {
        isDamaged ||= tellsOfDamage(line)
      },
    })
    if (frames === spec.frames && !isDamaged) return
    throw new StudioError({
      code: 'render.frames',
      message: isDamaged
        ? `${label} was made of damaged pictures.`
        : `${label} has ${frames} frames instead of ${spec.frames}.`,
      whatToDo: 'This is a fault of Reelmill or of this ffmpeg build: please report it with the template.',
    })
  }

  /**
   * What could not be read straight is made into files first: their maker tells what is wrong with a source, and where
   * nothing is, the segment is made of them.
   */
  async function encodeFromFiles(
    segment: Artifact & { spec: SegmentSpec },
    sources: readonly ClipSpec[],
    ready: Ready,
    path: string,
    how: Encoding,
  ): Promise<void> {
    const files = new Map<ClipSpec, ClipFile>()
    try {
      for (const [index, spec] of sources.entries()) {
        const file = `${path}.source${index}.mov`
        const { signal } = how
        files.set(spec, { path: file, frames: 0, hasAlpha: false, place: noPlace, coded: noPlace })
        const made = await needs.makeClip(spec, mediaOf(spec.content), file, { signal, onShare: () => {} })
        files.set(spec, { ...made, path: file })
      }
      await encode(
        segment,
        filesOf(ready, (spec) => readFile(files.get(spec)!, spec)),
        path,
        how,
      )
    } finally {
      for (const { path: file } of files.values()) await rm(file, { force: true })
    }
  }

  function readSource(spec: ClipSpec): ClipSource {
    const source = needs.readClip(spec, mediaOf(spec.content))
    if (source !== null) return source
    throw new StudioError({ code: 'clip.unreadable', message: 'The clip takes more than one pass.' })
  }

  function mediaOf(content: string): { path: string; media: MediaFacts } {
    const file = needs.fileOf(content)
    if (file?.media == null) throw new Error(`no probed file is known for content ${content}`)
    return { path: file.path, media: file.media }
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
}

const noPlace = { left: 0, top: 0, width: 0, height: 0 }

function readFile(file: ClipFile, spec: ClipSpec): ClipSource {
  return {
    ...file,
    input: ['-i', file.path],
    filters: (input, _, label) => clipPicture(file, input, spec.composeIn, label),
  }
}

/** The clips that a segment reads straight from their sources, each spec object of the plan once. */
function sourcesOf(spec: SegmentSpec): ClipSpec[] {
  const stacks = spec.parts.flatMap(({ stack, into }) => [stack, ...(into === null ? [] : [into.stack])])
  const specs = stacks.flatMap(({ layers }) =>
    layers.flatMap(({ picture }) => (picture.kind === 'source' ? [picture.spec] : [])),
  )
  return [...new Set(specs)]
}

function isOfTheDisk(error: unknown): boolean {
  return error instanceof StudioError && error.code === 'disk.full'
}

function filesOf(ready: Ready, source: LayerFiles['source']): LayerFiles {
  const get = (hash: string) => {
    const artifact = ready.get(hash)
    if (artifact === undefined) throw new Error(`artifact ${hash} is needed before it is made`)
    return artifact
  }
  return {
    raster: (hash) => ({ path: get(hash).path, place: (get(hash).facts as { place: RasterPlace }).place }),
    clip: (hash) => ({ ...(get(hash).facts as Omit<ClipFile, 'path'>), path: get(hash).path }),
    source,
  }
}
