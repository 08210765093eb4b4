import type { Batch, OutputFacts, RenderRequest } from '../../../src-shared/batches/batch.ts'
import type { Row, RowProblem } from '../../../src-shared/data/rows.ts'
import type { Codec } from '../../../src-shared/templates/formats.ts'

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
  /**
   * Makes one video. Rejects with a StudioError for what is the row's or the machine's fault, with the signal's
   * reason when it was called off.
   */
  make(
    video: { row: Row; language: string; format: string },
    out: string,
    how: { signal: AbortSignal; onProgress(share: number, doing: string): void },
  ): Promise<MadeVideo>
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
  /** Lets go of everything, and of the artifacts. */
  close(): Promise<void>
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

/** `hash` is the plan's: what the file was made of. */
export type MadeVideo = Omit<OutputFacts, 'path'> & { hash: string }

export type OpenProduction = (request: RenderRequest, batchId: string) => Promise<Production>
