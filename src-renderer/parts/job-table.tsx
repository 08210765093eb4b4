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
import { Grid, GridCell, GridRow } from './grid.tsx'
import { NothingHere } from './nothing-here.tsx'

const rowHeight = 44
const columns = (['row', 'line', 'language', 'format', 'status', 'reason'] as const).map(
  (name) => words.jobs[name],
)

/** The others are offered only when there are some. */
const always = new Set<Job['status']>(['waiting', 'running', 'done', 'failed'])

/** Every job, live. Only the rows in sight are drawn, and jobs are asked for as they are scrolled to. */
export function JobTable({ batch, onPlay }: { batch: Batch; onPlay(job: Job): void }) {
  const list = useOpenBatch(({ jobs }) => jobs)
  const progress = useOpenBatch(({ progress }) => progress)
  const error = useOpenBatch(({ errors }) => errors.jobs)
  const frame = useRef<HTMLDivElement>(null)
  const { counts } = batch
  const expected = list.status === null ? counts.jobs : counts[list.status]
  const total = list.next === null ? list.jobs.length : Math.max(list.jobs.length, expected)
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  const rows = virtualizer.getVirtualItems()
  const lastInSight = rows.at(-1)?.index ?? -1
  const isMissing = list.next !== null && lastInSight >= list.jobs.length - 50
  // What to ask for now: it changes with each page that came, so the next one is asked for until the place in sight is there.
  const wanted = isMissing && batch.status !== 'preparing' && !error ? list.next : null
  useEffect(() => {
    if (wanted !== null) void loadJobs('jobs')
  }, [wanted])
  return (
    <div className="list-page">
      <div className="list-tools">
        <SegmentedControl
          size="xs"
          aria-label={words.jobs.filter}
          value={list.status ?? ''}
          data={[
            { value: '', label: words.jobs.all },
            ...jobStatusNames
              .filter((value) => always.has(value) || counts[value] > 0 || list.status === value)
              .map((value) => ({
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
        <Grid
          label={words.jobs.label}
          className="job-table"
          columns={columns}
          rowCount={total}
          frame={frame}
          height={virtualizer.getTotalSize()}
        >
          {rows.map(({ index, start }) => {
            const job = list.jobs[index]
            return job === undefined ? (
              <GridRow key={`place ${index}`} index={index} start={start} height={rowHeight}>
                <GridCell className="quiet">{words.jobs.loading}</GridCell>
              </GridRow>
            ) : (
              <JobRow
                key={job.id}
                index={index}
                start={start}
                job={job}
                progress={progress.get(job.id)}
                onPlay={onPlay}
              />
            )
          })}
        </Grid>
      )}
    </div>
  )
}

const JobRow = memo(function JobRow({
  index,
  start,
  job,
  progress,
  onPlay,
}: {
  index: number
  start: number
  job: Job
  progress: JobProgress | undefined
  onPlay(job: Job): void
}) {
  return (
    <GridRow index={index} start={start} height={rowHeight}>
      <GridCell className="job-key" title={job.rowKey}>
        {job.rowKey}
      </GridCell>
      <GridCell className="quiet">{job.line.toLocaleString('en')}</GridCell>
      <GridCell className="quiet">{job.language}</GridCell>
      <GridCell className="quiet">{job.format}</GridCell>
      <GridCell>
        <JobBadge status={job.status} />
      </GridCell>
      <GridCell className="job-reason">
        {job.status === 'running' ? (
          <>
            <span className="job-bar" aria-hidden="true">
              <span style={{ transform: `scaleX(${progress?.share ?? 0})` }} />
            </span>
            <span className="job-percent">{percent(progress?.share ?? 0)} %</span>
            <span className="job-text">{progress?.doing ?? job.reason}</span>
          </>
        ) : (
          <Reason job={job} />
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
      </GridCell>
    </GridRow>
  )
})

function Reason({ job }: { job: Job }) {
  const remedy = job.status === 'failed' ? (job.error.whatToDo ?? '') : ''
  const reason = job.status === 'failed' ? job.error.message : job.reason
  return (
    <span
      className="job-text"
      data-tone={job.status === 'failed' ? 'bad' : undefined}
      title={`${reason} ${remedy}`.trim()}
    >
      {reason} {remedy !== '' && <strong className="job-remedy">{remedy}</strong>}
    </span>
  )
}
