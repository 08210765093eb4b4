import { Button } from '@mantine/core'
import { IconEyeCheck, IconZoomCheck } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import '../../looks/findings.css'
import type { Job } from '../../../src-shared/batches/batch.ts'
import { type ErrorShape, toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { ReviewDetail } from '../../../src-shared/contract/review.ts'
import { checks } from '../../../src-shared/quality/checks.ts'
import type { QualityFinding } from '../../../src-shared/quality/inspection.ts'
import { ask, mediaUrl } from '../../bridge/bridge.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FindingList } from '../../parts/finding-list.tsx'
import { Player } from '../../parts/player/player.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { VerdictSign } from '../../parts/verdict-sign.tsx'
import { inspectVideos, useInspecting } from '../../state/inspecting.ts'
import { go } from '../../state/places.ts'
import { listen } from '../../state/studio.ts'
import { rateOf } from '../../view-math/frames.ts'
import { regionOnPicture } from '../../view-math/review.ts'
import { words } from '../../words/words.ts'

type Finished = Extract<Job, { status: 'done' }>

/** What checks and people said of a finished video, and the way to its review. */
export function JobFindings({ job }: { job: Finished }) {
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
      if (
        events.some(
          (event) =>
            (event.event === 'review.changed' || event.event === 'quality.changed') &&
            event.jobs.includes(job.id),
        )
      )
        load()
    })
    return () => {
      isCurrent = false
      end()
    }
  }, [job.id, sha256])
  const [at, setAt] = useState<number | null>(null)
  const isInspecting = useInspecting(({ batches }) => batches.has(job.batchId))
  const { review } = words
  const open = () => go({ name: 'review', batch: job.batchId, job: job.id })
  return (
    <section className="job-section" aria-label={review.title}>
      <div className="job-review-head">
        <h2>{review.title}</h2>
        {detail !== null && <StateMark state={detail.state} isLong />}
        {detail !== null && (
          <>
            <VerdictSign verdict={detail.verdict ?? 'none'} isLong />
            {detail.comments > 0 && <span className="quiet">{review.comments(detail.comments)}</span>}
          </>
        )}
        <span className="side-space" />
        <Button
          size="xs"
          variant="default"
          loading={isInspecting}
          leftSection={<IconZoomCheck size={15} aria-hidden="true" />}
          onClick={() =>
            void inspectVideos(job.batchId, { profile: detail?.profile ?? null, jobs: [job.id] })
          }
        >
          {detail?.verdict == null ? words.quality.inspect : words.quality.inspectAgain}
        </Button>
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
      {detail !== null && (
        <div className="job-findings">
          <FindingList
            findings={detail.allFindings}
            isInspected={detail.verdict !== null}
            profile={detail.profile}
            rate={rateOf(job.output)}
            picture={(finding, number) =>
              // What was heard is not to be seen.
              finding.from !== null &&
              checks[finding.check].about !== 'sound' && (
                <Picture job={job} finding={finding} number={number} onOpen={setAt} />
              )
            }
            onSeek={setAt}
          />
        </div>
      )}
      <Player job={at === null ? null : job} startAt={at ?? 0} onClose={() => setAt(null)} />
    </section>
  )
}

/** What was seen, with a frame round the part that it is about; it leads there. */
function Picture({
  job: { id, output },
  finding: { from, region, severity },
  number,
  onOpen,
}: {
  job: Finished
  finding: QualityFinding
  /** Of the finding. */
  number: number
  onOpen(frame: number): void
}) {
  const [isMissing, setMissing] = useState(false)
  if (isMissing) return null
  return (
    <button
      type="button"
      className="finding-picture"
      tabIndex={-1}
      aria-hidden="true"
      onClick={() => onOpen(from ?? 0)}
    >
      <img
        src={`${mediaUrl(`finding/${id}/${number}`)}?${output.sha256.slice(0, 8)}`}
        alt=""
        width={output.width}
        height={output.height}
        loading="lazy"
        onError={() => setMissing(true)}
      />
      {region !== null && (
        <span className="region" data-severity={severity} style={regionOnPicture(region, output)} />
      )}
    </button>
  )
}
