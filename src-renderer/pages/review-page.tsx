import { useEffect, useState } from 'react'
import '../looks/results.css'
import '../looks/review.css'
import type { Batch } from '../../src-shared/batches/batch.ts'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import type { ReviewStatus } from '../../src-shared/contract/review.ts'
import { ask } from '../bridge/bridge.ts'
import { BatchChooser } from '../parts/batch-chooser.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { go } from '../state/places.ts'
import { followReview, openReview } from '../state/review.ts'
import { listen, useStudio } from '../state/studio.ts'
import { withBatch } from '../view-math/batch-list.ts'
import { words } from '../words/words.ts'
import { Desk } from './review/desk.tsx'
import { GateMark, ProgressBar } from './review/progress.tsx'
import { ReviewerDialog } from './review/reviewer.tsx'

/** People look at what was made, and say what may go out. Without a batch, all of them to choose from. */
export function ReviewPage({ batch, job }: { batch: string | null; job: number | undefined }) {
  if (batch !== null) return <OfBatch id={batch} job={job} />
  return (
    <BatchChooser
      title={words.review.title}
      line={words.review.choose}
      aside={({ id }) => <Standing batch={id} />}
      onChoose={(chosen) => go({ name: 'review', batch: chosen })}
    />
  )
}

function OfBatch({ id, job }: { id: string; job: number | undefined }) {
  const batch: Batch | undefined = useStudio(({ batches }) => batches.find((each) => each.id === id))
  const [error, setError] = useState<ErrorShape | null>(null)
  useEffect(() => {
    if (batch !== undefined) return
    ask('batch.show', { batch: id }).then(
      (found) => useStudio.setState((view) => ({ batches: withBatch(view.batches, found) })),
      (thrown: unknown) => setError(toErrorShape(thrown)),
    )
  }, [id, batch])
  useEffect(() => {
    void openReview(id, job)
    return listen(followReview)
  }, [id, job])
  if (batch !== undefined)
    return (
      <>
        <Desk batch={batch} />
        <ReviewerDialog />
      </>
    )
  return (
    <div className="results-page">
      <div className="results-head">
        <PageHead title={error === null ? words.review.title : words.batch.notFound} />
        {error !== null && <ErrorNote error={error} elsewhere="history" />}
      </div>
    </div>
  )
}

/** How far the review of a batch is, in the list of all. */
function Standing({ batch }: { batch: string }) {
  const [status, setStatus] = useState<ReviewStatus | null>(null)
  useEffect(() => {
    let isCurrent = true
    ask('review.status', { batch }).then(
      (found) => isCurrent && setStatus(found),
      // The list itself is there; who opens the batch reads why.
      () => {},
    )
    return () => {
      isCurrent = false
    }
  }, [batch])
  if (status === null) return <span className="review-standing" />
  return (
    <span className="review-standing">
      <GateMark gate={status.gate} />
      <ProgressBar counts={status.counts} />
    </span>
  )
}
