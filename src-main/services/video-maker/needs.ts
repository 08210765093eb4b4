import type { UnitKind } from '../../../src-shared/farm/units.ts'
import type {
  AudioSpec,
  ClipFile,
  ClipSource,
  ClipSpec,
  MediaFacts,
} from '../../../src-shared/plans/media.ts'
import type { MotionReel } from '../../../src-shared/plans/motion.ts'
import type {
  PictureRaster,
  RasterPlace,
  ShapeRaster,
  TextRaster,
} from '../../../src-shared/plans/rasters.ts'
import type { ProgramCall, ProgramEnd } from '../../outside/programs/run-program.ts'
import type { ArtifactMemory } from '../artifact-store/artifact-store.ts'

/** A step of a job that runs programs, as it asks the farm for room. */
export type UnitAsk = {
  kind: UnitKind
  /** Of the artifact that it makes. */
  hash: string
  label: string
  /** Position in its plan: earlier ones go first. */
  order: number
  slot: 'encode' | 'light'
  /** Pixels to make; 0: unknown. */
  work: number
  shape: {
    width: number
    height: number
    /** Files that are read and layers that are laid over each other. */
    pictures: number
    codec: string | null
    quality: string | null
  }
  /** What it is expected to write. */
  writes: ExpectedWrite[]
  /** ffmpeg's name of the encoder, when it is a hardware one. */
  hardware: string | null
}

/** `sign`: a file that lies in the folder while it is the one that is meant; without it, another disk has taken its place. */
type ExpectedWrite = { folder: string; bytes: number; sign?: string | null }

/** What a unit works with, once it has its slot. */
export type UnitHands = {
  /** For reading and composing; encoders keep to one, so that bits don't follow the machine. */
  threads: number
  /** Ends with the unit. */
  signal: AbortSignal
  run(call: ProgramCall): Promise<ProgramEnd>
  onShare(share: number): void
}

/** What a job works with. */
export type JobHands = {
  /** Waits for room, and makes; `make` may be called again when it failed by something that passes. */
  unit<T>(ask: UnitAsk, signal: AbortSignal, make: (hands: UnitHands) => Promise<T>): Promise<T>
  /** For small things in this process: drawing, fitting pictures. */
  light<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>
}

/** What the video maker needs of others. */
export type VideoMakerNeeds = {
  ffmpeg: {
    ffmpeg: string
    ffprobe: string
    ffmpegVersion: string
    encoders: ReadonlySet<string>
    filters: ReadonlySet<string>
  }
  /** Does work whose result counts only if these programs were the same before and after it. */
  withSamePrograms?<T>(work: () => Promise<T>): Promise<T>
  draw(spec: TextRaster | ShapeRaster): Promise<{ png: Uint8Array; place: RasterPlace }>
  preparePicture(path: string, spec: PictureRaster): Promise<{ png: Uint8Array; place: RasterPlace }>
  /** Writes the clip; rejects with a StudioError that names the source's fault. */
  makeClip(
    spec: ClipSpec,
    source: { path: string; media: MediaFacts },
    out: string,
    how: { hands: UnitHands; onShare(share: number): void },
  ): Promise<Omit<ClipFile, 'path'>>
  /** Reads a clip, or a part of it, straight from its source, inside a segment's own graph; null where that takes more than one pass. */
  readClip(
    spec: ClipSpec,
    source: { path: string; media: MediaFacts },
    part?: { first: number; count: number },
  ): ClipSource | null
  /** A frame that would be read straight, where it is kept already, picture for picture the same; null where it isn't. */
  keptFrame?(spec: ClipSpec, straight: ClipSource): ClipSource | null
  /** Writes the frames of pictures that move, in order. */
  playReel(reel: MotionReel, write: (frame: Uint8Array) => Promise<void>, signal: AbortSignal): Promise<void>
  mixSound(
    spec: AudioSpec,
    sources: ReadonlyMap<string, { path: string; facts: MediaFacts }>,
    out: string,
    how: { hands: UnitHands },
  ): Promise<unknown>
  /** Where the file with this content lies, what it is, and its identity when it was read (null: nobody replaces it). */
  fileOf(content: string): { path: string; identity?: string | null; media: MediaFacts | null } | undefined
  /** Folder of the batch's artifacts. */
  artifactsFolder: string
  /** Bytes that artifacts may take. */
  artifactBytes: number
  /** Where artifacts outlive the process: their store, which is its opener's to end. */
  artifacts?: ArtifactMemory
}
