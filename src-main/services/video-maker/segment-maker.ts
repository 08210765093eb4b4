import { randomUUID } from 'node:crypto'
import { readFile as readText, rm } from 'node:fs/promises'
import { join } from 'node:path'
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
import { wishOf } from '../../core/ffmpeg-commands/hardware-choices.ts'
import type { LayerFiles } from '../../core/ffmpeg-commands/layer-chain.ts'
import {
  type FrameLikeness,
  likenessCommand,
  readLikeness,
} from '../../core/ffmpeg-commands/likeness-command.ts'
import { segmentCommand, stillCommand } from '../../core/ffmpeg-commands/segment-command.ts'
import { countCodedFrames } from '../../outside/media/count-coded-frames.ts'
import type { ProgramCall } from '../../outside/programs/run-program.ts'
import type { HeldArtifact } from '../artifact-store/artifact-store.ts'
import type { UnitHands, VideoMakerNeeds } from './needs.ts'
import { layersOf } from './one-frame.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

export type Facts = { place: RasterPlace } | Omit<ClipFile, 'path'> | null
/** Artifacts that lie ready, by hash. */
export type Ready = ReadonlyMap<string, HeldArtifact<Facts>>

type Encoding = { hands: UnitHands; onShare(share: number): void }

type SegmentMaker = {
  /** Encodes a segment at `path`; rejects when it has not exactly the frames that were planned. */
  encode(segment: Artifact & { spec: SegmentSpec }, ready: Ready, path: string, how: Encoding): Promise<void>
  /** A frame that `oneFrame` gave, as a PNG. */
  still(frame: SegmentSpec, ready: Ready, path: string, hands: UnitHands): Promise<void>
  /** Compares a stretch of a finished video with what its encoder was given. Logs lie in `folder` for a while. */
  compare(
    segment: Artifact & { spec: SegmentSpec },
    ready: Ready,
    stretch: ComparedWith,
    how: { hands: UnitHands; folder: string },
  ): Promise<FrameLikeness[]>
  /** Throws `encoder.missing`. */
  encoderFor(spec: EncoderAsk): EncoderChoice
}

/** `count` frames of the segment, and where they are in the video: `after` that second by its clock; null: they are its first. */
type ComparedWith = { from: number; count: number; video: string; after: number | null }

/** Without `made` it is the processor's. */
type EncoderAsk = Pick<SegmentSpec, 'codec' | 'quality' | 'rate' | 'width' | 'height'> &
  Partial<Pick<SegmentSpec, 'made'>>

export function createSegmentMaker(needs: VideoMakerNeeds): SegmentMaker {
  return {
    encoderFor,
    encode: (segment, ready, path, how) =>
      straightOrFromFiles(segment.spec, path, how.hands, readSource, (source) =>
        encode(segment, filesOf(ready, source), path, how),
      ),
    still: (frame, ready, path, hands) =>
      straightOrFromFiles(frame, path, hands, readFrame(frame), (source) =>
        still(frame, filesOf(ready, source), path, hands),
      ),
    compare: (segment, ready, stretch, how) => {
      const path = join(how.folder, randomUUID())
      return straightOrFromFiles(segment.spec, path, how.hands, readSource, (source) =>
        compare(segment, filesOf(ready, source), stretch, { ...how, path }),
      )
    },
  }

  async function compare(
    { spec, label }: Artifact & { spec: SegmentSpec },
    files: LayerFiles,
    stretch: ComparedWith,
    { hands, folder, path }: { hands: UnitHands; folder: string; path: string },
  ): Promise<FrameLikeness[]> {
    const { ffmpeg } = needs
    const name = `${randomUUID()}.json`
    const vmafLog = ffmpeg.filters.has('libvmaf') ? name : null
    const { args, reel } = likenessCommand(spec, files, encoderFor(spec), {
      ...stretch,
      threads: hands.threads,
      vmafLog,
    })
    const figures = readLikeness()
    try {
      await runFfmpeg({
        ffmpeg: ffmpeg.ffmpeg,
        args,
        hands,
        doing: label,
        cwd: folder,
        longGraph: { path: `${path}.graph`, ffmpegVersion: ffmpeg.ffmpegVersion },
        feed: feedOf(reel, hands.signal),
        onLine: figures.line,
      })
      return figures.frames(vmafLog === null ? null : await readText(join(folder, name), 'utf8'))
    } finally {
      await rm(join(folder, name), { force: true })
    }
  }

  async function encode(
    { spec, label }: Artifact & { spec: SegmentSpec },
    files: LayerFiles,
    out: string,
    { hands, onShare }: Encoding,
  ): Promise<void> {
    const { ffmpeg } = needs
    const choice = encoderFor(spec)
    // Segments of one file come from one encoder with one setting, or a joint would show.
    if (choice.encoder !== spec.made.encoder)
      throw new Error(`${label} is planned for ${spec.made.encoder} and would be made by ${choice.encoder}`)
    const { args, reel } = segmentCommand(spec, files, choice, {
      threads: hands.threads,
      out,
    })
    let isDamaged = false
    const { frames } = await runFfmpeg({
      ffmpeg: ffmpeg.ffmpeg,
      args,
      hands,
      doing: label,
      writes: [out],
      hardware: choice.hardware !== undefined,
      longGraph: { path: `${out}.graph`, ffmpegVersion: ffmpeg.ffmpegVersion },
      feed: feedOf(reel, hands.signal),
      onFrame: (frame) => onShare(frame / spec.frames),
      onErrorLine: (line) => {
        isDamaged ||= tellsOfDamage(line)
      },
    })
    requireFrames(label, frames, spec.frames, isDamaged)
    // A program may say that all is well and have written something else.
    requireFrames(label, (await countCodedFrames(out)) ?? 0, spec.frames, false)
  }

  async function still(spec: SegmentSpec, files: LayerFiles, out: string, hands: UnitHands): Promise<void> {
    const { args, reel } = stillCommand(spec, 0, files, { threads: hands.threads, out })
    let isDamaged = false
    const { frames } = await runFfmpeg({
      ffmpeg: needs.ffmpeg.ffmpeg,
      args,
      hands,
      doing: 'the still',
      longGraph: { path: `${out}.graph`, ffmpegVersion: needs.ffmpeg.ffmpegVersion },
      feed: feedOf(reel, hands.signal),
      onErrorLine: (line) => {
        isDamaged ||= tellsOfDamage(line)
      },
    })
    requireFrames('the still', frames, 1, isDamaged)
  }

  /**
   * Does `work` with clips read straight from their sources. What can't be read so is made into files first: their maker
   * tells what is wrong with a source, and where nothing is, the work is done with them.
   */
  async function straightOrFromFiles<T>(
    spec: SegmentSpec,
    path: string,
    hands: UnitHands,
    straight: LayerFiles['source'],
    work: (source: LayerFiles['source']) => Promise<T>,
  ): Promise<T> {
    const sources = sourcesOf(spec)
    try {
      return await work(straight)
    } catch (error) {
      if (sources.length === 0 || hands.signal.aborted || isOfTheDisk(error)) throw error
    }
    const files = new Map<ClipSpec, ClipFile>()
    try {
      for (const [index, source] of sources.entries()) {
        const file = `${path}.source${index}.mov`
        files.set(source, { path: file, frames: 0, hasAlpha: false, place: noPlace, coded: noPlace })
        const made = await needs.makeClip(source, mediaOf(source.content), file, {
          hands,
          onShare: () => {},
        })
        files.set(source, { ...made, path: file })
      }
      return await work((source) => readFile(files.get(source)!, source))
    } finally {
      for (const { path: file } of files.values()) await rm(file, { force: true })
    }
  }

  function readSource(spec: ClipSpec): ClipSource {
    const source = needs.readClip(spec, mediaOf(spec.content))
    if (source !== null) return source
    throw new StudioError({ code: 'clip.unreadable', message: 'The clip takes more than one pass.' })
  }

  /** Of the clips in a frame, only the frame that shows is read. */
  function readFrame(frame: SegmentSpec): LayerFiles['source'] {
    const firsts = new Map(
      layersOf(frame).flatMap(({ picture, clock }) =>
        picture.kind === 'source' ? [[picture.spec, Math.max(0, clock)] as const] : [],
      ),
    )
    return (spec) => {
      const part = { first: firsts.get(spec)!, count: 1 }
      const straight = needs.readClip(spec, mediaOf(spec.content), part) ?? readSource(spec)
      return needs.keptFrame?.(spec, straight) ?? straight
    }
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

  function encoderFor(spec: EncoderAsk): EncoderChoice {
    const wish = spec.made === undefined ? {} : wishOf(spec.made)
    const choice = chooseEncoder({ ...spec, available: needs.ffmpeg.encoders, ...wish })
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
  const specs = layersOf(spec).flatMap(({ picture }) => (picture.kind === 'source' ? [picture.spec] : []))
  return [...new Set(specs)]
}

function requireFrames(label: string, frames: number, planned: number, isDamaged: boolean): void {
  if (frames === planned && !isDamaged) return
  throw new StudioError({
    code: 'render.frames',
    message: isDamaged
      ? `${label} was made of damaged pictures.`
      : `${label} has ${frames} frames instead of ${planned}.`,
    whatToDo: 'This is a fault of Reelmill or of this ffmpeg build: please report it with the template.',
  })
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
