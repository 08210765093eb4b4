import type { AudioSpec, ClipFile, ClipSpec } from '../../../src-shared/plans/media.ts'
import type {
  PictureRaster,
  RasterPlace,
  ShapeRaster,
  TextRaster,
} from '../../../src-shared/plans/rasters.ts'

/** What the video maker needs of others. */
export type VideoMakerNeeds = {
  ffmpeg: { ffmpeg: string; ffprobe: string; encoders: ReadonlySet<string> }
  draw(spec: TextRaster | ShapeRaster): Promise<{ png: Uint8Array; place: RasterPlace }>
  preparePicture(path: string, spec: PictureRaster): Promise<{ png: Uint8Array; place: RasterPlace }>
  /** Writes the clip; rejects with a StudioError that names the source's fault. */
  makeClip(
    spec: ClipSpec,
    source: string,
    out: string,
    how: { signal: AbortSignal; threads: number },
  ): Promise<Omit<ClipFile, 'path'>>
  /** Extension of the clip's file, with exact timestamps. */
  clipExtension(spec: ClipSpec, source: string): Promise<string>
  mixSound(
    spec: AudioSpec,
    sources: ReadonlyMap<string, string>,
    out: string,
    how: { signal: AbortSignal; threads: number },
  ): Promise<void>
  /** Where the file with this content lies. */
  sourceOf(content: string): string | undefined
  /** Threads of each ffmpeg. */
  threads: number
  /** Folder of the batch's artifacts. */
  artifactsFolder: string
  /** Bytes that artifacts may take. */
  artifactBytes: number
}
