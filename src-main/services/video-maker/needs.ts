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
import type { ArtifactStore } from '../artifact-store/artifact-store.ts'

/** What the video maker needs of others. */
export type VideoMakerNeeds = {
  ffmpeg: { ffmpeg: string; ffprobe: string; ffmpegVersion: string; encoders: ReadonlySet<string> }
  draw(spec: TextRaster | ShapeRaster): Promise<{ png: Uint8Array; place: RasterPlace }>
  preparePicture(path: string, spec: PictureRaster): Promise<{ png: Uint8Array; place: RasterPlace }>
  /** Writes the clip; rejects with a StudioError that names the source's fault. */
  makeClip(
    spec: ClipSpec,
    source: { path: string; media: MediaFacts },
    out: string,
    how: { signal: AbortSignal; onShare(share: number): void },
  ): Promise<Omit<ClipFile, 'path'>>
  /** Reads a clip, or a part of it, straight from its source, inside a segment's own graph; null where that takes more than one pass. */
  readClip(
    spec: ClipSpec,
    source: { path: string; media: MediaFacts },
    part?: { first: number; count: number },
  ): ClipSource | null
  /** Writes the frames of pictures that move, in order. */
  playReel(reel: MotionReel, write: (frame: Uint8Array) => Promise<void>, signal: AbortSignal): Promise<void>
  mixSound(
    spec: AudioSpec,
    sources: ReadonlyMap<string, { path: string; facts: MediaFacts }>,
    out: string,
    how: { signal: AbortSignal },
  ): Promise<unknown>
  /** Where the file with this content lies, what it is, and its identity when it was read (null: nobody replaces it). */
  fileOf(content: string): { path: string; identity?: string | null; media: MediaFacts | null } | undefined
  /** Threads of each ffmpeg. */
  threads: number
  /** Folder of the batch's artifacts. */
  artifactsFolder: string
  /** Bytes that artifacts may take. */
  artifactBytes: number
  /** Where artifacts outlive the process: their store, which is its opener's to end. */
  artifacts?: ArtifactStore
}
