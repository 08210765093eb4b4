import type { AssetType } from '../../../src-shared/data/variables.ts'
import type { MediaFacts } from '../../../src-shared/plans/media.ts'
import type { TextMeasurer } from '../../../src-shared/plans/rasters.ts'
import type { Coverage } from '../../../src-shared/plans/text-clusters.ts'

/** What the planner needs of others. */
export type PlannerNeeds = {
  assets: {
    resolve(
      source: string,
      type: AssetType,
      owner: 'row' | 'template',
    ): Promise<
      | { ok: { path: string; content: string; identity: string | null; name: string } }
      | { problem: { rule: string; message: string; whatToDo: string } }
    >
    /** The file is looked for anew when it is asked for again; without a source, every file is. */
    forget(source?: string): void
  }
  /** Upright size in pixels. `name` is how messages call it. Rejects with a StudioError that names the file and its fault. */
  inspectPicture(path: string, name: string): Promise<{ width: number; height: number }>
  /** Rejects with a StudioError that names the file and its fault. */
  probeMedia(path: string): Promise<MediaFacts>
  /** What was seen in files before, by type and content (SHA-256). Neither rejects. */
  looks?: {
    recall(type: AssetType, content: string): Promise<Look | null>
    keep(type: AssetType, content: string, look: Look): Promise<void>
  }
  measurer: TextMeasurer
  fonts: {
    coverage(family: string, weight?: number, italic?: boolean): Coverage
    fontFileHash(family: string, weight: number, italic: boolean): string
  }
  /**
   * Versions of what draws, what prepares pictures, and of ffmpeg: they decide bits. Those of a hardware encoder follow
   * the machine and its driver, too.
   */
  marks: { drawing: string; pictures: string; ffmpeg: string; machine: string }
  /** Encoders that were seen to work, by ffmpeg's names. */
  encoders: ReadonlySet<string>
}

/** What is seen in a file: the size of a picture (upright, in pixels), the facts of a clip or sound. */
export type Look = Pick<FoundAsset, 'size' | 'media'>

/** A file that a row or the template uses, looked at. */
export type FoundAsset = {
  path: string
  /** SHA-256 of its bytes. */
  content: string
  /** Of the file when its bytes were read (path, size, times, inode); null for one that was fetched. */
  identity: string | null
  /** Of pictures. */
  size: { width: number; height: number } | null
  /** Of clips and sounds. */
  media: MediaFacts | null
}
