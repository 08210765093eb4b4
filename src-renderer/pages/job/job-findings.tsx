import { Button } from '@mantine/core'
import { IconEyeCheck } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import '../../looks/findings.css'
import type { Job } from '../../../src-shared/batches/batch.ts'
import { type ErrorShape, toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { ReviewDetail } from '../../../src-shared/contract/review.ts'
import type { QualityFinding } from '../../../src-shared/quality/inspection.ts'
import { ask, mediaUrl } from '../../bridge/bridge.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FindingLine } from '../../parts/finding-line.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { go } from '../../state/places.ts'
import { listen } from '../../state/studio.ts'
import { rateOf } from '../../view-math/frames.ts'
import { words } from '../../words/words.ts'

/** What checks and people said of a finished video, and the way to its review. */
export function JobFindings({ job }: { job: Extract<Job, { status: 'done' }> }) {
  const [detail, setDetail] = useState<ReviewDetail | null>(null)
  const [error, setError] = useState<ErrorShape | null>(null)
  const { sha256 } = job.output
  // biome-ignore lint/correctness/useExhaustiveDependencies: of another file something else is said
  useEffect(() => {
    let isCurrent = true
    const load = () =>
      void ask('review.item', { job: job.id }).then(
        (found) => {
          if (!isCurrent) return
          setDetail(found)
          setError(null)
        },
        (thrown: unknown) => isCurrent && setError(toErrorShape(thrown)),
      )
    load()
    const end = listen((events) => {
      if (events.some((event) => event.event === 'review.changed' && event.jobs.includes(job.id))) load()
    })
    return () => {
      isCurrent = false
      end()
    }
  }, [job.id, sha256])
  const { review } = words
  const open = () => go({ name: 'review', batch: job.batchId, job: job.id })
  return (
    <section className="job-section" aria-label={review.title}>
      <div className="job-review-head">
        <h2>{review.title}</h2>
        {detail !== null && <StateMark state={detail.state} isLong />}
        {detail !== null && (
          <span className="quiet">
            {review.verdicts[detail.verdict ?? 'none']}
            {detail.comments > 0 && ` · ${review.comments(detail.comments)}`}
          </span>
        )}
        <span className="side-space" />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconEyeCheck size={15} aria-hidden="true" />}
          onClick={open}
        >
          {review.openVideo}
        </Button>
      </div>
      {error !== null && <ErrorNote error={error} />}
      {detail !== null && detail.allFindings.length > 0 && (
        <ul className="side-list job-findings">
          {detail.allFindings.map((finding) => (
            <FindingLine
              key={`${finding.check} ${finding.from} ${finding.message}`}
              finding={finding}
              rate={rateOf(job.output)}
              picture={<Picture job={job} finding={finding} />}
              onSeek={open}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

/** The frame at which it begins. */
function Picture({ job, finding: { from } }: { job: Job; finding: QualityFinding }) {
  const [isMissing, setMissing] = useState(false)
  if (from === null || isMissing) return null
  return (
    <img
      src={mediaUrl(`frame/${job.id}/${from}`)}
      alt={words.player.label(job.rowKey)}
      loading="lazy"
      onError={() => setMissing(true)}
    />
  )
}
