import type { ParsedPayload } from '../../../src-shared/contract/commands.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type {
  ExportAnswer,
  ImportAnswer,
  PackageEntry,
} from '../../../src-shared/contract/review-packages.ts'
import { exportPackage } from './export-package.ts'
import { importDecisions } from './import-decisions.ts'
import type { ReviewPackagesNeeds } from './needs.ts'

/** Reviews that happen elsewhere: packages go out, decisions come back. Batches are named by their ids. */
export type ReviewPackages = {
  export(asked: ParsedPayload<'review.export'>): Promise<ExportAnswer>
  stop(id: string): void
  import(asked: ParsedPayload<'review.import'>): Promise<ImportAnswer>
  ofBatch(batch: string): PackageEntry[]
}

/** Milliseconds between two tellings of progress. */
const tellEvery = 100

export function createReviewPackages(needs: ReviewPackagesNeeds): ReviewPackages {
  const running = new Map<string, AbortController>()
  /** Two files that come at once are merged one after the other: the second one sees what the first one said. */
  let merging: Promise<unknown> = Promise.resolve()

  return {
    async export(asked) {
      const { id } = asked
      if (running.has(id)) throw underWay(id)
      const controller = new AbortController()
      running.set(id, controller)
      let toldAt = Number.NEGATIVE_INFINITY
      const onVideo = (done: number, of: number) => {
        const at = needs.clock.milliseconds()
        if (at - toldAt < tellEvery && done < of) return
        toldAt = at
        needs.tell({ event: 'review.packing', id, done, of })
      }
      try {
        const signal = AbortSignal.any([controller.signal, needs.signal])
        return await exportPackage(needs, asked, { signal, onVideo })
      } catch (error) {
        throw controller.signal.aborted ? stopped(error) : error
      } finally {
        running.delete(id)
      }
    },
    stop: (id) => running.get(id)?.abort(),
    async import(asked) {
      const merged = merging.then(() => importDecisions(needs, asked))
      merging = merged.catch(() => {})
      return merged
    },
    ofBatch: (batch) => needs.store.packages.ofBatch(batch),
  }
}

const underWay = (id: string) =>
  new StudioError({
    code: 'package.under-way',
    message: `An export with the id "${id}" runs already.`,
    whatToDo: 'Choose another id, or stop that one first.',
  })

const stopped = (cause: unknown) =>
  new StudioError({
    code: 'package.stopped',
    message: 'The export was stopped, and nothing was written.',
    whatToDo: 'Begin again when you want it.',
    cause,
  })
