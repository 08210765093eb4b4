import { Button, Modal } from '@mantine/core'
import { IconFileText, IconFolderOpen, IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react'
import { useState } from 'react'
import type { Batch } from '../../src-shared/batches/batch.ts'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import type { Forecast } from '../../src-shared/farm/forecast.ts'
import { ask } from '../bridge/bridge.ts'
import { useStudio } from '../state/studio.ts'
import { canResume, isUnderWay } from '../view-math/batch-list.ts'
import { nameOfPath, percent, remaining } from '../view-math/numbers.ts'
import { holdOf } from '../view-math/studio-events.ts'
import { words } from '../words/words.ts'
import { BatchBadge, toneOfBatch } from './batch-status.tsx'
import { ErrorNote } from './error-note.tsx'

/** Name, status with its reason, progress with the time that is left, and what can be done with the batch. */
export function BatchHead({ batch }: { batch: Batch }) {
  const [error, setError] = useState<ErrorShape | null>(null)
  const [asks, setAsks] = useState(false)
  const [interrupting, setInterrupting] = useState(false)
  const [resuming, setResuming] = useState(false)
  const underWay = isUnderWay(batch)
  const attempt = (work: Promise<unknown>) => {
    setError(null)
    return work.catch((thrown: unknown) => setError(toErrorShape(thrown)))
  }
  const reveal = (what: 'folder' | 'manifest') =>
    void attempt(ask('desktop.reveal', { what, batch: batch.id }))
  const interrupt = () => {
    setAsks(false)
    setInterrupting(true)
    void attempt(ask('batch.interrupt', { batch: batch.id })).finally(() => setInterrupting(false))
  }
  const resume = () => {
    setResuming(true)
    void attempt(
      ask('queue.resume', { targets: [{ what: 'batch', batch: batch.id }] }).then(({ refused }) => {
        if (refused[0] !== undefined) setError({ code: 'queue.refused', message: refused[0].why })
      }),
    ).finally(() => setResuming(false))
  }
  return (
    <header className="batch-head">
      <div className="batch-title-line">
        <h1>{batch.name}</h1>
        <BatchBadge batch={batch} />
        <div className="batch-actions">
          {batch.manifest !== null && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconFileText size={15} />}
              onClick={() => reveal('manifest')}
            >
              {words.batch.manifest}
            </Button>
          )}
          <Button
            variant="default"
            size="xs"
            leftSection={<IconFolderOpen size={15} />}
            onClick={() => reveal('folder')}
            title={batch.outputFolder}
          >
            {words.batch.openFolder}
          </Button>
          {canResume(batch) && (
            <Button
              size="xs"
              leftSection={<IconPlayerPlayFilled size={14} />}
              loading={resuming}
              onClick={resume}
            >
              {words.batch.resume}
            </Button>
          )}
          {underWay && (
            <Button
              variant="default"
              size="xs"
              color="red"
              leftSection={<IconPlayerStopFilled size={14} />}
              loading={interrupting}
              onClick={() => setAsks(true)}
            >
              {words.batch.interrupt}
            </Button>
          )}
        </div>
      </div>
      <p className="batch-made-from">
        {words.batch.madeFrom(batch.template.title, batch.template.version, nameOfPath(batch.data))}
      </p>
      <Progress batch={batch} underWay={underWay} />
      {batch.status === 'failed' && <ErrorNote error={batch.error} />}
      {error !== null && <ErrorNote error={error} />}
      <Modal
        opened={asks}
        onClose={() => setAsks(false)}
        title={words.batch.interruptTitle}
        lockScroll={false}
        centered
        closeButtonProps={{ 'aria-label': words.close }}
      >
        <p className="modal-text">{words.batch.interruptText}</p>
        <div className="modal-actions">
          <Button variant="default" data-autofocus onClick={() => setAsks(false)}>
            {words.batch.keepGoing}
          </Button>
          <Button color="red.8" onClick={interrupt}>
            {words.batch.interrupt}
          </Button>
        </div>
      </Modal>
    </header>
  )
}

function Progress({ batch, underWay }: { batch: Batch; underWay: boolean }) {
  const progress = useStudio(({ progress }) => progress.get(batch.id))
  const { counts } = batch
  const share = underWay ? (progress?.share ?? 0) : counts.jobs === 0 ? 0 : counts.done / counts.jobs
  const held = useStudio(({ farm }) => farm && holdOf(farm))
  const doing =
    batch.status === 'preparing' && progress !== undefined
      ? progress.doing
      : batch.status === 'running' && held !== null
        ? words.batch.waits(held)
        : batch.reason
  return (
    <>
      <div
        className="batch-bar"
        role="progressbar"
        aria-label={words.batch.progress}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent(share)}
        data-tone={toneOfBatch(batch)}
      >
        {batch.status === 'preparing' ? (
          <span className="batch-bar-search" />
        ) : (
          <span style={{ transform: `scaleX(${share})` }} />
        )}
      </div>
      <div className="batch-facts">
        <span className="batch-reason" role="status">
          {batch.status === 'failed' ? '' : doing}
        </span>
        {batch.status === 'running' && (
          <>
            <span className="batch-percent">{percent(share)} %</span>
            <span className="batch-left">
              {progress?.forecast == null ? words.batch.estimating : timeLeft(progress.forecast)}
            </span>
          </>
        )}
        <Counts batch={batch} />
      </div>
    </>
  )
}

function timeLeft({ secondsLeft: { low, likely, high } }: Forecast): string {
  return words.batch.left(remaining(likely), remaining(low), remaining(high))
}

function Counts({ batch }: { batch: Batch }) {
  const { counts } = batch
  const shown = [
    { label: words.batch.done, number: counts.done, tone: 'good' },
    { label: words.batch.failed, number: counts.failed, tone: 'bad' },
    {
      label: isUnderWay(batch) ? words.batch.toMake : words.batch.notMade,
      number: counts.waiting + counts.running + counts.paused,
      tone: 'quiet',
    },
    { label: words.batch.leftOut, number: counts.skipped + counts.cancelled, tone: 'quiet' },
    { label: words.batch.rejected, number: counts.rejectedRows, tone: 'warn' },
  ].filter(({ number, tone }) => number > 0 || tone === 'good')
  return (
    <ul className="batch-counts">
      {shown.map(({ label, number, tone }) => (
        <li key={label}>
          <strong className="count-number" data-tone={tone}>
            {number.toLocaleString('en')}
          </strong>{' '}
          {label}
        </li>
      ))}
    </ul>
  )
}
