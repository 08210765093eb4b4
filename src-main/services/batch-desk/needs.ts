import type { ArtifactPolicy } from '../../../src-shared/batches/artifact-policy.ts'
import type { Batch, OutputFacts, RenderRequest } from '../../../src-shared/batches/batch.ts'
import type { PartOfVideo } from '../../../src-shared/batches/changes.ts'
import type { Row, RowProblem } from '../../../src-shared/data/rows.ts'
import type { Suspect } from '../../../src-shared/quality/doubt.ts'
import type { Inspection } from '../../../src-shared/quality/inspection.ts'
import type { Codec } from '../../../src-shared/templates/formats.ts'
import type { EncoderWish } from '../../core/ffmpeg-commands/hardware-choices.ts'
import type { Machine } from '../../outside/machine/machine.ts'
import type { HardwareEncoders, HardwareVideo } from '../hardware-encoders/hardware-encoders.ts'
import type { RenderFarm } from '../render-farm/render-farm.ts'
import type { OutputRoot } from '../video-maker/finished-file.ts'
import type { JobHands, UnitAsk, UnitHands } from '../video-maker/needs.ts'

/** What the batch desk needs of others to make the videos of one request. */
export type Production = {
  template: Batch['template']
  /** Those that are wanted, known to be the template's. */
  languages: string[]
  formats: { id: string; codec: Codec }[]
  /** Videos of a format as an encoder sees them. */
  shapeOf(format: string): HardwareVideo
  /** Whether its finished videos are inspected. */
  inspects?: boolean
  /** Bytes of the artifacts that lie there now. */
  artifactBytes(): number
  /** Of what makes the videos, for evidence. */
  versions(): Promise<Record<string, string>>
  /** Videos that are planned from now on are made of the files of their rows as they are then. */
  lookAnew(): void
  /** Names that a pattern of output names may use. */
  variables: string[]
  columns: string[]
  /**
   * Reads and checks each record, in the order of the table: the jobs that a row asks for, or why it was set aside.
   * Rejects with a StudioError when the table or the template is at fault as a whole.
   */
  rows(signal: AbortSignal): AsyncIterable<CheckedRow>
  /** Plans one video. Rejects with a StudioError for what is the row's fault. */
  plan(video: { row: Row; language: string; format: string; wish: EncoderWish }): Promise<PlannedVideo>
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
  /** What the file is joined of, in order: its segments, then its sound (without frames). */
  parts: readonly PartOfVideo[]
  /** The plan itself, to be kept as evidence. */
  plan: unknown
  /** How its finished file is looked at; left out: nobody looks. */
  inspecting?: InspectingVideo
  /**
   * Makes the file; `madeOf`: SHA-256 of its artifacts by their hashes, where that is known. Rejects with a StudioError for what is the row's or the machine's fault, with the signal's reason
   * when it was called off.
   */
  make(
    out: string,
    how: {
      signal: AbortSignal
      hands: JobHands
      /** The output folder, which has to be there. */
      root: OutputRoot
      onProgress(share: number, doing: string): void
    },
  ): Promise<Omit<OutputFacts, 'path'> & { madeOf?: ReadonlyMap<string, string> }>
}

/** How the file of a planned video is looked at, once it is made. */
export type InspectingVideo = {
  /** Of the profile that it is held against. */
  profileHash: string
  ask: UnitAsk
  /** By what is kept of a file with this content, which is not opened; null: it has to be looked at. */
  judgeAgain(sha256: string, signal: AbortSignal): Promise<Inspection | null>
  /** `out` is the file, `sha256` its content's. A file that can't be read at all fails. */
  inspect(file: { out: string; sha256: string }, hands: UnitHands): Promise<Inspection>
  /** Parts of the video, and the artifacts that they are made of: hashes. */
  behind(parts: readonly string[]): string[]
  /** These artifacts are not trusted any more: `make` makes them anew. */
  distrust(suspects: readonly Suspect[]): Promise<void>
}

/** The artifacts of batches that have ended. */
export type KeptArtifacts = {
  /** Those of a batch whose studio was lost: from now on later batches may take them over. */
  keep(batch: string): void
  /** Removes those whose time has come, and the oldest where all together take too much room. */
  tidy(): Promise<void>
}

export type OpenProduction = (request: RenderRequest, batchId: string) => Promise<Production>

/** What the desk needs of the farm. Whatever is ended is handed back: nothing of it fails, no try is burnt. */
export type DeskFarm = Pick<
  RenderFarm,
  | 'wake'
  | 'unit'
  | 'light'
  | 'end'
  | 'endJob'
  | 'retryUnit'
  | 'holdUnit'
  | 'freeUnit'
  | 'hold'
  | 'used'
  | 'setUsed'
  | 'standing'
>

/** Hardware encoders, for batches that may use them. */
export type HardwareDesk = Pick<HardwareEncoders, 'take' | 'wish'>

/** What is seen of the machine. */
export type DeskMachine = Pick<Machine, 'name' | 'lookAtDisk'>

/** What lost studios left running is ended, and gone when this resolves; each studio is known by its mark. */
export type EndLeftOver = (
  running: readonly { pid: number; startedAt: string | null }[],
  marks: readonly string[],
) => Promise<unknown>
