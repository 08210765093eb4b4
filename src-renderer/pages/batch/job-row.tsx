import { ActionIcon } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { type MouseEvent, memo } from 'react'
import type { Batch, Job } from '../../../src-shared/batches/batch.ts'
import { JobBadge } from '../../parts/batch-status.tsx'
import { GridCell, GridRow } from '../../parts/grid.tsx'
import { Told } from '../../parts/told.tsx'
import { VerdictSign } from '../../parts/verdict-sign.tsx'
import type { JobProgress } from '../../view-math/job-progress.ts'
import { bytes, number, percent, shortDuration } from '../../view-math/numbers.ts'
import { told, words } from '../../words/words.ts'

export const rowHeight = 36

/** What rows tell their table; the same functions for all of them, so that a row is drawn only when its job changes. */
export type RowHands = {
  click(row: number, event: MouseEvent): void
  open(row: number): void
  menu(row: number, event: MouseEvent): void
}

export const rowId = (row: number) => `job-row-${row}`

export const JobRow = memo(function JobRow({
  index,
  start,
  job,
  batch,
  progress,
  selected,
  isActive,
  hands,
}: {
  index: number
  start: number
  job: Job
  batch: Batch['status']
  progress: JobProgress | undefined
  selected: boolean
  isActive: boolean
  hands: RowHands
}) {
  return (
    <GridRow
      index={index}
      start={start}
      height={rowHeight}
      id={rowId(index)}
      selected={selected}
      isActive={isActive}
      onClick={(event) => hands.click(index, event)}
      onDoubleClick={() => hands.open(index)}
      onContextMenu={(event) => hands.menu(index, event)}
    >
      <GridCell className="job-check">
        <span className="check-box" aria-hidden="true" data-check />
      </GridCell>
      <GridCell className="job-key" title={job.rowKey}>
        {job.rowKey}
      </GridCell>
      <GridCell className="quiet">{job.language}</GridCell>
      <GridCell className="quiet" title={job.format}>
        {job.format}
      </GridCell>
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
            <span className="job-text">
              <Told text={progress?.doing ?? job.reason} />
            </span>
          </>
        ) : (
          <>
            {job.status === 'done' && (job.verdict === 'warn' || job.verdict === 'fail') && (
              <VerdictSign verdict={job.verdict} />
            )}
            <Reason job={job} batch={batch} />
          </>
        )}
      </GridCell>
      <GridCell className="quiet job-figure">{job.attempts === 0 ? '' : number(job.attempts)}</GridCell>
      <GridCell className="quiet job-figure">
        {job.status === 'done' ? shortDuration(job.output.duration) : ''}
      </GridCell>
      <GridCell className="quiet job-figure">{job.status === 'done' ? bytes(job.output.bytes) : ''}</GridCell>
      <GridCell className="job-open">
        <ActionIcon
          variant="subtle"
          size="sm"
          tabIndex={-1}
          aria-label={`${words.jobs.open}: ${job.rowKey}, ${job.language}, ${job.format}`}
          onClick={(event) => {
            event.stopPropagation()
            hands.open(index)
          }}
        >
          <IconChevronRight size={15} />
        </ActionIcon>
      </GridCell>
    </GridRow>
  )
})

/** Why a job that could go on does not: its batch stands still. Null when it is not that. */
export const standsStill = (job: Job, batch: Batch['status']): string | null =>
  job.status === 'waiting' && (batch === 'paused' || batch === 'interrupted' || batch === 'cancelled')
    ? words.jobs.standsStill[batch]
    : null

function Reason({ job, batch }: { job: Job; batch: Batch['status'] }) {
  const still = standsStill(job, batch)
  if (still !== null)
    return (
      <span className="job-text" title={still}>
        {still}
      </span>
    )
  const remedy = job.status === 'failed' ? (job.error.whatToDo ?? '') : ''
  const reason = job.status === 'failed' ? job.error.message : job.reason
  return (
    <span
      className="job-text"
      data-tone={job.status === 'failed' ? 'bad' : undefined}
      title={told(`${reason} ${remedy}`.trim())}
    >
      <Told text={reason} />{' '}
      {remedy !== '' && (
        <strong className="job-remedy">
          <Told text={remedy} />
        </strong>
      )}
    </span>
  )
}
