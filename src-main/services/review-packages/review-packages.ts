import type { ParsedPayload } from '../../../src-shared/contract/commands.ts'
import type {
  ExportAnswer,
  ImportAnswer,
  PackageEntry,
} from '../../../src-shared/contract/review-packages.ts'
import { type ExportAsked, type ExportHow, exportPackage } from './export-package.ts'
import { importDecisions } from './import-decisions.ts'
import type { ReviewPackagesNeeds } from './needs.ts'

/** Reviews that happen elsewhere: packages go out, decisions come back. Batches are named by their ids. */
export type ReviewPackages = {
  export(asked: ExportAsked, how: ExportHow): Promise<ExportAnswer>
  import(asked: ParsedPayload<'review.import'>): Promise<ImportAnswer>
  ofBatch(batch: string): PackageEntry[]
}

export function createReviewPackages(needs: ReviewPackagesNeeds): ReviewPackages {
  /** Two files that come at once are merged one after the other: the second one sees what the first one said. */
  let merging: Promise<unknown> = Promise.resolve()

  return {
    export: (asked, how) => exportPackage(needs, asked, how),
    async import(asked) {
      const merged = merging.then(() => importDecisions(needs, asked))
      merging = merged.catch(() => {})
      return merged
    },
    ofBatch: (batch) => needs.store.packages.ofBatch(batch),
  }
}
