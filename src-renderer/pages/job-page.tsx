import '../looks/queue.css'
import '../looks/job.css'
import { ActionIcon, Button, Menu } from '@mantine/core'
import {
  IconArrowLeft,
  IconChevronLeft,
  IconChevronRight,
  IconCopy,
  IconDots,
  IconFolderOpen,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconRefresh,
} from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import type { Batch, Job } from '../../src-shared/batches/batch.ts'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import type { JobAction, JobAnswers } from '../../src-shared/contract/jobs.ts'
import type { TriedUnit } from '../../src-shared/farm/units.ts'
import { ask } from '../bridge/bridge.ts'
import { JobBadge } from '../parts/batch-status.tsx'
import { copyText } from '../parts/copy-text.ts'
import { ErrorNote } from '../parts/error-note.tsx'
import { OpeningPage } from '../parts/opening-page.tsx'
import { tell, tellFault } from '../parts/tell.tsx'
import { Told } from '../parts/told.tsx'
import { useActionsHere } from '../state/actions.ts'
import { act } from '../state/job-table.ts'
import { openBatch, useOpenBatch } from '../state/open-batch.ts'
import { go } from '../state/places.ts'
import { useStudio } from '../state/studio.ts'
import { bytes, percent, shortDuration } from '../view-math/numbers.ts'
import { words } from '../words/words.ts'
import { tellOutcome } from './batch/job-actions.tsx'
import { standsStill } from './batch/job-row.tsx'
import { JobFindings } from './job/job-findings.tsx'
import { JobPictures } from './job/job-pictures.tsx'
import { StepTimeline } from './job/step-timeline.tsx'
import { StepTries } from './job/step-tries.tsx'

type Shown = JobAnswers['job.show'] & { units: TriedUnit[]; at: number }
const askEvery = 1_500
const askSeldom = 8_000

/** One video: where it stands and why, its steps over time, every try with its command and last words, and what to do. */
export function JobPage({ batch, job: number }: { batch: string; job: number }) {
  const [shown, setShown] = useState<Shown | null>(null)
  const [error, setError] = useState<ErrorShape | null>(null)
  useEffect(() => openBatch(batch), [batch])
  const look = useCallback(async () => {
    try {
      const [found, { units }] = await Promise.all([
        ask('job.show', { job: number }),
        ask('job.units', { job: number }),
      ])
      setShown({ ...found, units, at: Date.now() })
      setError(null)
    } catch (thrown) {
      setError(toErrorShape(thrown))
    }
  }, [number])
  const isLively = shown?.job.status === 'running' || shown?.job.status === 'waiting'
  useEffect(() => {
    void look()
    const timer = setInterval(() => void look(), isLively ? askEvery : askSeldom)
    return () => clearInterval(timer)
  }, [look, isLively])
  if (shown === null)
    return (
      <OpeningPage
        title={words.jobPage.loading}
        error={error}
        failed={words.jobPage.notFound}
        again={() => void look()}
        back={{ label: words.jobPage.ofBatch, to: { name: 'batch', batch } }}
      />
    )
  return <WholeJob shown={shown} error={error} look={look} />
}

function WholeJob({ shown, error, look }: { shown: Shown; error: ErrorShape | null; look(): Promise<void> }) {
  const { job, units, previousFailed, nextFailed, at } = shown
  const { batchId } = job
  const batch = useStudio(({ batches }) => batches.find(({ id }) => id === batchId))
  const progress = useOpenBatch(({ progress }) => progress.get(job.id))
  const run = (action: JobAction) =>
    act(batchId, action, 1, { numbers: [job.id] }).then((outcome) => {
      tellOutcome(batchId, action, outcome)
      return look()
    }, tellFault)
  const to = (other: number | null) =>
    other !== null && go({ name: 'job', batch: batchId, job: other }, { instead: true })
  const folder = batch?.outputFolder ?? ''
  const slash = folder.includes('\\') ? '\\' : '/'
  const copyPath = () =>
    void copyText(`${folder}${slash}${job.path.replaceAll('/', slash)}`).then(
      () => tell(`${words.jobs.copied(1)}.`),
      tellFault,
    )
  const reveal = () => void ask('desktop.reveal', { what: 'video', job: job.id }).catch(tellFault)
  useActionsHere({
    'job.retry': () => void run({ do: 'retry' }),
    'job.previous': () => to(previousFailed),
    'job.next': () => to(nextFailed),
    'job.copy': copyPath,
    'job.up': () => go({ name: 'batch', batch: batchId }),
  })
  return (
    <div className="page-scroll">
      <div className="page-column job-page">
        <nav className="job-way" aria-label={words.jobPage.ofBatch}>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconArrowLeft size={15} />}
            onClick={() => go({ name: 'batch', batch: batchId })}
          >
            <span className="one-line" title={batch?.name}>
              {batch?.name ?? words.jobPage.ofBatch}
            </span>
          </Button>
          <span className="job-steps" hidden={previousFailed === null && nextFailed === null}>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconChevronLeft size={14} />}
              disabled={previousFailed === null}
              onClick={() => to(previousFailed)}
            >
              {words.jobPage.previousFailed}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              rightSection={<IconChevronRight size={14} />}
              disabled={nextFailed === null}
              onClick={() => to(nextFailed)}
            >
              {words.jobPage.nextFailed}
            </Button>
          </span>
        </nav>
        <header className="job-head">
          <div className="page-title">
            <div className="batch-title-line">
              <h1>{job.rowKey}</h1>
              <JobBadge status={job.status} />
            </div>
            <p>{words.jobPage.facts(job.line, job.language, job.format)}</p>
          </div>
          <div className="page-actions">
            {job.status === 'done' && (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPlayerPlay size={15} />}
                onClick={() => go({ name: 'results', batch: batchId })}
              >
                {words.batch.videos}
              </Button>
            )}
            {(job.status === 'waiting' || job.status === 'running') && (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPlayerPause size={15} />}
                onClick={() => void run({ do: 'pause' })}
              >
                {words.jobs.pause}
              </Button>
            )}
            {(job.status === 'paused' || job.status === 'skipped' || job.status === 'cancelled') && (
              <Button
                size="xs"
                leftSection={<IconPlayerPlay size={15} />}
                onClick={() => void run({ do: 'resume' })}
              >
                {words.jobs.resume}
              </Button>
            )}
            {(job.status === 'failed' || job.status === 'done') && (
              <Button
                size="xs"
                variant={job.status === 'failed' ? 'filled' : 'default'}
                leftSection={<IconRefresh size={15} />}
                onClick={() => void run({ do: 'retry' })}
              >
                {words.jobs.retry}
              </Button>
            )}
            <Menu position="bottom-end" shadow="md">
              <Menu.Target>
                <ActionIcon variant="default" size={30} aria-label={words.jobs.moreActions}>
                  <IconDots size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconCopy size={15} />} onClick={copyPath}>
                  {words.jobs.copyPath}
                </Menu.Item>
                {job.status === 'done' && (
                  <Menu.Item leftSection={<IconFolderOpen size={15} />} onClick={reveal}>
                    {words.jobs.showInFolder}
                  </Menu.Item>
                )}
                {job.status !== 'done' && job.status !== 'skipped' && (
                  <Menu.Item
                    leftSection={<IconPlayerSkipForward size={15} />}
                    onClick={() => void run({ do: 'skip' })}
                  >
                    {words.jobs.skip}
                  </Menu.Item>
                )}
              </Menu.Dropdown>
            </Menu>
          </div>
        </header>
        {error !== null && <ErrorNote error={error} />}
        <Standing
          job={job}
          batch={batch?.status ?? null}
          share={progress?.share ?? null}
          doing={progress?.doing ?? null}
        />
        {job.status === 'done' && <JobFindings job={job} />}
        {job.status === 'done' && <JobPictures job={job} />}
        <StepTimeline units={units} now={at} end={endOf(job)} />
        <StepTries units={units} look={look} />
      </div>
    </div>
  )
}

const endOf = ({ status }: Job) =>
  status === 'done'
    ? ('done' as const)
    : status === 'failed' || status === 'cancelled' || status === 'skipped'
      ? ('other' as const)
      : null

function Standing({
  job,
  batch,
  share,
  doing,
}: {
  job: Job
  batch: Batch['status'] | null
  share: number | null
  doing: string | null
}) {
  switch (job.status) {
    case 'failed':
      return <ErrorNote error={job.error} />
    case 'running':
      return (
        <div className="job-standing">
          <span
            className="parts-bar"
            role="progressbar"
            aria-label={words.batch.progress}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={percent(share ?? 0)}
          >
            <span data-part="running" style={{ width: `${(share ?? 0) * 100}%` }} />
          </span>
          <p>
            <Told text={doing ?? job.reason} />
          </p>
        </div>
      )
    case 'done': {
      const { output, unchangedSince } = job
      return (
        <dl className="fact-line">
          <div>
            <dt>{words.jobPage.file}</dt>
            <dd>{job.path}</dd>
          </div>
          <div>
            <dt>{words.jobs.bytes}</dt>
            <dd>{bytes(output.bytes)}</dd>
          </div>
          <div>
            <dt>{words.jobs.duration}</dt>
            <dd>
              {shortDuration(output.duration)} ·{' '}
              {words.jobPage.video(output.width, output.height, output.frames)}
            </dd>
          </div>
          <div>
            <dt>{words.jobs.reason}</dt>
            <dd>
              {unchangedSince === null ? <Told text={job.reason} /> : words.jobPage.unchanged(unchangedSince)}
            </dd>
          </div>
        </dl>
      )
    }
    default:
      return (
        <p className="job-reason-line">{(batch && standsStill(job, batch)) ?? <Told text={job.reason} />}</p>
      )
  }
}
