import { shareIndex } from '../artifact-index.ts'
import type { Statements } from '../statements.ts'
import { historyQueries } from './history-queries.ts'
import { jobQueries } from './job-queries.ts'
import { qualityEffectQueries } from './quality-effect-queries.ts'
import { qualityQueries } from './quality-queries.ts'
import { queueQueries } from './queue-queries.ts'
import { resultsQueries } from './results-queries.ts'
import { reviewQueries } from './review-queries.ts'
import { reviewTallies } from './review-tallies.ts'
import { sampleQueries } from './sample-queries.ts'
import { templateQueries } from './template-queries.ts'

/** What a query reads with. Nothing of it can write: the connection is read-only. */
export type Reading = {
  /** Named statements of `statements/<topic>.sql`. */
  statements(topic: string): Statements
  /** The first column of what a composed statement finds; values come by name only. */
  column<T>(text: string, values: Record<string, string | number | null>): T[]
}

const indexQueries = {
  /** Bytes of the artifacts in a folder that nobody works with: its index is a database of its own, which has to be opened. */
  keptBytes(_reading: Reading, { folder, sqlFolder }: { folder: string; sqlFolder: string }): number {
    const shared = shareIndex(folder, sqlFolder)
    shared?.close()
    return shared?.state.bytes ?? 0
  },
}

/** Everything that can be read on the thread, by name: one file a topic, spread in here. Values and answers are plain data. */
export const queries = {
  ...indexQueries,
  ...jobQueries,
  ...queueQueries,
  ...resultsQueries,
  ...historyQueries,
  ...templateQueries,
  ...reviewQueries,
  ...reviewTallies,
  ...sampleQueries,
  ...qualityQueries,
  ...qualityEffectQueries,
}
export type Queries = typeof queries
