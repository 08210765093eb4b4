import { ActionIcon, SegmentedControl } from '@mantine/core'
import { IconPlayerPlayFilled } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef } from 'react'
import { type Batch, type Job, jobStatusNames } from '../../src-shared/batches/batch.ts'
import { filterJobs, loadJobs, useOpenBatch } from '../state/open-batch.ts'
import type { JobProgress } from '../view-math/job-list.ts'
import { percent } from '../view-math/numbers.ts'
import { words } from '../words/words.ts'
import { JobBadge } from './batch-status.tsx'
import { ErrorNote } from './error-note.tsx'
import { NothingHere } from './nothing-here.tsx'

const rowHeight = 44

/** Every job, live. Only the rows in sight are drawn, and jobs are asked for as they are scrolled to. */
export function JobTable({ batch, onPlay }: { batch: Batch; onPlay(job: Job): void }) {
  const list = useOpenBatch(({ jobs }) => jobs)
  const progress = useOpenBatch(({ progress }) => progress)
  const error = useOpenBatch(({ errors }) => errors.jobs)
  const frame = useRef<HTMLDivElement>(null)
  const { counts } = batch
  const total =
    list.next === null
      ? list.jobs.length
      : Math.max(list.jobs.length, list.status === null ? counts.jobs : counts[list.status])
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  const rows = virtualizer.getVirtualItems()
  const lastInSight = rows.at(-1)?.index ?? -1
  const wantsMore =
    batch.status !== 'preparing' && list.next !== null && lastInSight >= list.jobs.length - 50 && !error
  useEffect(() => {
    if (wantsMore) void loadJobs('jobs')
  }, [wantsMore, list])
  return (
    <div className="list-page">
      <div className="list-tools">
        <SegmentedControl
          size="xs"
          aria-label={words.jobs.filter}
          value={list.status ?? ''}
          data={[
            { value: '', label: words.jobs.all },
            ...jobStatusNames.map((value) => ({
              value,
              label: `${words.jobStatus[value]} ${counts[value].toLocaleString('en')}`,
            })),
          ]}
          onChange={(value) => filterJobs(value === '' ? null : (value as Job['status']))}
        />
      </div>
      {error && <ErrorNote error={error} onTryAgain={() => void loadJobs('jobs')} />}
      {total === 0 ? (
        <NothingHere title={list.status === null ? words.jobs.none : words.jobs.noneOf}>
          {batch.status === 'preparing' && words.jobs.preparing}
        </NothingHere>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a table's rows can't be placed freely
        <div className="job-table" role="table" aria-label={words.jobs.label} aria-rowcount={total + 1}>
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          <div className="job-row job-header" role="row" aria-rowindex={1}>
            {(['row', 'line', 'language', 'format', 'status', 'reason'] as const).map((column) => (
              // biome-ignore lint/a11y/useSemanticElements: as above
              // biome-ignore lint/a11y/useFocusableInteractive: it does nothing
              <span key={column} role="columnheader">
                {words.jobs[column]}
              </span>
            ))}
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <div className="job-rows" role="rowgroup" ref={frame} tabIndex={0} aria-label={words.jobs.label}>
            <div className="job-space" style={{ height: virtualizer.getTotalSize() }} role="presentation">
              {rows.map(({ index, start }) => {
                const job = list.jobs[index]
                return (
                  <Row
                    key={job?.id ?? `place ${index}`}
                    index={index}
                    start={start}
                    job={job}
                    progress={job && progress.get(job.id)}
                    onPlay={onPlay}
                  />
                )
              })}
            </div>
          </div>
        </div>
      )}
    </div>
  )
}

const Row = memo(function Row({
  index,
  start,
  job,
  progress,
  onPlay,
}: {
  index: number
  start: number
  job: Job | undefined
  progress: JobProgress | undefined
  onPlay(job: Job): void
}) {
  const place = { transform: `translateY(${start}px)`, height: rowHeight }
  if (job === undefined)
    return (
      // biome-ignore lint/a11y/useSemanticElements: a table's rows can't be placed freely
      // biome-ignore lint/a11y/useFocusableInteractive: it does nothing
      <div className="job-row job-to-come" role="row" aria-rowindex={index + 2} style={place}>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <span role="cell">{words.jobs.loading}</span>
      </div>
    )
  const remedy = job.status === 'failed' ? job.error.whatToDo : undefined
  const { language, format } = job
  const cells = { key: job.rowKey, line: job.line.toLocaleString('en'), language, format }
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    // biome-ignore lint/a11y/useFocusableInteractive: its button can be focused
    <div className="job-row" role="row" aria-rowindex={index + 2} data-status={job.status} style={place}>
      {(['key', 'line', 'language', 'format'] as const).map((name) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <span key={name} role="cell" className={`job-${name}`} title={cells[name]}>
          {cells[name]}
        </span>
      ))}
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <span role="cell">
        <JobBadge status={job.status} />
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <span role="cell" className="job-reason">
        {job.status === 'running' ? (
          <>
            <span className="job-bar" aria-hidden="true">
              <span style={{ transform: `scaleX(${progress?.share ?? 0})` }} />
            </span>
            <span className="job-percent">{percent(progress?.share ?? 0)} %</span>
            <span className="job-text">{progress?.doing ?? job.reason}</span>
          </>
        ) : (
          <span className="job-text" title={remedy === undefined ? job.reason : `${job.reason} ${remedy}`}>
            {job.status === 'failed' ? job.error.message : job.reason} {remedy && <strong>{remedy}</strong>}
          </span>
        )}
        {job.status === 'done' && (
          <ActionIcon
            variant="subtle"
            size="sm"
            aria-label={words.jobs.play(`${job.rowKey}, ${job.language}, ${job.format}`)}
            onClick={() => onPlay(job)}
          >
            <IconPlayerPlayFilled size={14} />
          </ActionIcon>
        )}
      </span>
    </div>
  )
})
