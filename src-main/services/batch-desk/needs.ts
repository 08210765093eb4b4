import type { ArtifactPolicy } from '../../../src-shared/batches/artifact-policy.ts'
import type { Batch, OutputFacts, RenderRequest } from '../../../src-shared/batches/batch.ts'
import type { Row, RowProblem } from '../../../src-shared/data/rows.ts'
import type { Resource } from '../../../src-shared/farm/causes.ts'
import type { Codec } from '../../../src-shared/templates/formats.ts'
import type { JobHands, UnitAsk } from '../video-maker/needs.ts'

/** What the batch desk needs of others to make the videos of one request. */
export type Production = {
  template: Batch['template']
  /** Those that are wanted, known to be the template's. */
  languages: string[]
  formats: { id: string; codec: Codec }[]
  /** Names that a pattern of output names may use. */
  variables: string[]
  columns: string[]
  /**
   * Reads and checks each record, in the order of the table: the jobs that a row asks for, or why it was set aside.
   * Rejects with a StudioError when the table or the template is at fault as a whole.
   */
  rows(signal: AbortSignal): AsyncIterable<CheckedRow>
  /** Plans one video. Rejects with a StudioError for what is the row's fault. `hardware`: ffmpeg's name of the encoder to use. */
  plan(video: {
    row: Row
    language: string
    format: string
    hardware: string | null
  }): Promise<PlannedVideo>
  /**
   * Writes the records that were set aside, with what is wrong with each, as a table that can be mended and fed in
   * again. `problemsOf` answers by the record's number; null: the record is not one of them. `table` is where the data
   * lies now: it may have been moved since it was read. Works after `close`, too. Resolves with false when the table has changed since.
   */
  writeRejected(
    path: string,
    table: string,
    problemsOf: (rowNumber: number) => RowProblem[] | null,
  ): Promise<boolean>
  /** Lets go of everything at `at` (ISO 8601); `policy` says what becomes of the artifacts. Without an end, they go. */
  close(end?: { policy: ArtifactPolicy; at: string }): Promise<void>
}

export type CheckedRow =
  | {
      kind: 'passed'
      row: Row
      /** As it was read, by column. */
      cells: Record<string, string | null>
      /**
       * In the order of languages, then formats. `work` is in pixels. `note` is worth telling although the video can be
       * made: a fallback that stands in.
       */
      videos: { language: string; format: string; work: number; note: string | null }[]
    }
  | { kind: 'rejected'; problems: RowProblem[] }

export type PlannedVideo = {
  /** Of everything that can change a bit of the file: equal hash, equal file. */
  hash: string
  /** The plan itself, to be kept as evidence. */
  plan: unknown
  /**
   * Makes the file. Rejects with a StudioError for what is the row's or the machine's fault, with the signal's reason
   * when it was called off.
   */
  make(
    out: string,
    how: { signal: AbortSignal; hands: JobHands; onProgress(share: number, doing: string): void },
  ): Promise<Omit<OutputFacts, 'path'>>
}

/** The artifacts of batches that have ended. */
export type KeptArtifacts = {
  /** Those of a batch whose studio was lost: from now on later batches may take them over. */
  keep(batch: string): void
  /** Of a batch that has ended. */
  bytes(batch: string): number
  /** Folder of a batch's artifacts, whether it is there or not. */
  folder(batch: string): string
  /** Removes those whose time has come, and the oldest where all together take too much room. */
  tidy(): Promise<void>
}

export type OpenProduction = (request: RenderRequest, batchId: string) => Promise<Production>

/** What the desk needs of the farm. Whatever is ended is handed back: nothing of it fails, no try is burnt. */
export type DeskFarm = {
  /** There may be work. */
  wake(): void
  unit<T>(
    ask: UnitAsk & { batch: string; job: number },
    signal: AbortSignal,
    make: Parameters<JobHands['unit']>[2],
  ): Promise<T>
  light: JobHands['light']
  /** Answers when nothing of it runs any more. */
  end(batch: string): Promise<void>
  endJob(job: number): Promise<void>
  /** A unit that runs here begins anew, with no try burnt; false: it doesn't run. */
  retryUnit(unit: number): boolean | Promise<boolean>
  /** Kept from running, over restarts, until it is freed; what runs of it is handed back when `now`. */
  holdUnit(unit: number, now: boolean): void | Promise<void>
  freeUnit(unit: number): void | Promise<void>
  /** Stops admission for a resource, as a unit that met it would; it goes on by itself. */
  hold(resource: Resource, where: string, reason: string): void
}

/** Hardware encoders, for batches that may use them. */
export type HardwareDesk = {
  /** A session of an encoder for a video of this shape, or null: the processor makes it. */
  take(video: { codec: Codec; quality: string; width?: number; height?: number }): {
    encoder: string
    release(): void
    /** Its encoder failed: it may be taken out of use. */
    failed(error: Error): void
  } | null
}

/** What is seen of the machine. */
export type DeskMachine = {
  name(): string
  /** Of the disk that a folder lies on; `id` is the disk's. */
  disk(folder: string): { free: number; total: number; id: string | number }
  /** Bytes that stay free on a disk of this size. */
  reserve(total: number): number
}

/** What lost studios may have left running: ended, and gone when this resolves. */
export type EndLeftOver = (
  running: { pid: number; startedAt: string }[],
  studios: string[],
) => Promise<unknown>
