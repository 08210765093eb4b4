import { ActionIcon, Button, Menu } from '@mantine/core'
import {
  IconCheck,
  IconClockPause,
  IconDots,
  IconFileText,
  IconFolderOpen,
  IconMovie,
  IconPlayerPause,
  IconPlayerPlayFilled,
  IconPlayerStop,
  IconRefresh,
  IconX,
  IconZoomCheck,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import type { Forecast } from '../../../src-shared/farm/forecast.ts'
import {
  approveBatch,
  cancelBatch,
  interruptBatch,
  pauseBatch,
  resumeBatch,
  retryFailed,
  reveal,
} from '../../parts/batch-actions.ts'
import { BatchBar } from '../../parts/batch-bar.tsx'
import { BatchBadge } from '../../parts/batch-status.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { InspectDialog } from '../../parts/inspect-dialog.tsx'
import { WaitDialog } from '../../parts/wait-dialog.tsx'
import { useFigures } from '../../state/figures.ts'
import { go } from '../../state/places.ts'
import { useStudio } from '../../state/studio.ts'
import { canResume, canWait, isUnderWay } from '../../view-math/batch-list.ts'
import { dayAndTime, nameOfPath, number, percent, remaining } from '../../view-math/numbers.ts'
import { holdOf } from '../../view-math/studio-events.ts'
import { waitsOf } from '../../view-math/wait-for.ts'
import { told, words } from '../../words/words.ts'
import { BatchQuality } from './batch-quality.tsx'

/** Name, status with its reason, progress with pace and the time that is left, and what can be done with the batch. */
export function BatchHead({ batch }: { batch: Batch }) {
  const underWay = isUnderWay(batch)
  const { failed } = batch.counts
  const [isWaitOpen, setWaitOpen] = useState(false)
  const [isInspectOpen, setInspectOpen] = useState(false)
  return (
    <header className="batch-head">
      <div className="batch-title-line">
        <h1>{batch.name}</h1>
        <BatchBadge batch={batch} />
        <div className="batch-actions">
          {batch.counts.done > 0 && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconMovie size={15} />}
              onClick={() => go({ name: 'results', batch: batch.id })}
            >
              {words.batch.videos} {number(batch.counts.done)}
            </Button>
          )}
          {failed > 0 && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconRefresh size={15} />}
              onClick={() => void retryFailed(batch)}
            >
              {words.batch.retryFailed(failed)}
            </Button>
          )}
          {underWay && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlayerPause size={15} />}
              onClick={() => void pauseBatch(batch)}
            >
              {words.batch.pause}
            </Button>
          )}
          {canResume(batch) && (
            <Button
              size="xs"
              leftSection={<IconPlayerPlayFilled size={14} />}
              onClick={() => void resumeBatch(batch)}
            >
              {words.batch.resume}
            </Button>
          )}
          <More batch={batch} onWait={() => setWaitOpen(true)} onInspect={() => setInspectOpen(true)} />
        </div>
      </div>
      <p className="batch-made-from">
        {words.batch.madeFrom(batch.template.title, batch.template.version, nameOfPath(batch.data))}
        {batch.approvedAt !== null && ` · ${words.batch.approved(dayAndTime(batch.approvedAt, new Date()))}`}
      </p>
      <WaitsFor batch={batch} onChange={() => setWaitOpen(true)} />
      <Progress batch={batch} underWay={underWay} />
      <BatchQuality batch={batch} onInspect={() => setInspectOpen(true)} />
      {batch.status === 'failed' && <ErrorNote error={batch.error} />}
      {isInspectOpen && <InspectDialog batch={batch} onClose={() => setInspectOpen(false)} />}
      {isWaitOpen && <WaitDialog batch={batch} onClose={() => setWaitOpen(false)} />}
    </header>
  )
}

/** The batches that it waits for, while it does. */
function WaitsFor({ batch, onChange }: { batch: Batch; onChange(): void }) {
  const names = useStudio(({ batches }) => batches)
  const waits = waitsOf(batch)
  if (waits.length === 0 || !canWait(batch)) return null
  return (
    <p className="batch-waits">
      <IconClockPause size={15} aria-hidden="true" />
      {words.batch.waitsFor}
      {waits.map(({ batch: other, approval }) => (
        <span key={other}>
          <button type="button" className="text-link" onClick={() => go({ name: 'batch', batch: other })}>
            {names.find(({ id }) => id === other)?.name ?? other}
          </button>{' '}
          ({approval ? words.waits.approved : words.waits.finished})
        </span>
      ))}
      <Button size="compact-xs" variant="subtle" onClick={onChange}>
        {words.batch.changeWaits}
      </Button>
    </p>
  )
}

function More({ batch, onWait, onInspect }: { batch: Batch; onWait(): void; onInspect(): void }) {
  const underWay = isUnderWay(batch)
  const isOver = batch.status === 'finished' || batch.status === 'cancelled' || batch.status === 'failed'
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={words.batch.more}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFolderOpen size={15} />} onClick={() => void reveal(batch, 'folder')}>
          {words.batch.openFolder}
        </Menu.Item>
        {batch.manifest !== null && (
          <Menu.Item leftSection={<IconFileText size={15} />} onClick={() => void reveal(batch, 'manifest')}>
            {words.batch.manifest}
          </Menu.Item>
        )}
        {batch.counts.done > 0 && (
          <Menu.Item leftSection={<IconZoomCheck size={15} />} onClick={onInspect}>
            {words.quality.inspectBatch}
          </Menu.Item>
        )}
        {batch.status === 'finished' && batch.approvedAt === null && (
          <Menu.Item leftSection={<IconCheck size={15} />} onClick={() => void approveBatch(batch)}>
            {words.batch.approve}
          </Menu.Item>
        )}
        {!isOver && <Menu.Divider />}
        {canWait(batch) && (
          <Menu.Item leftSection={<IconClockPause size={15} />} onClick={onWait}>
            {words.waits.open}
          </Menu.Item>
        )}
        {underWay && (
          <>
            <Menu.Item
              leftSection={<IconPlayerPause size={15} />}
              onClick={() => void pauseBatch(batch, true)}
            >
              {words.batch.pauseNow}
            </Menu.Item>
            <Menu.Item leftSection={<IconPlayerStop size={15} />} onClick={() => void interruptBatch(batch)}>
              {words.batch.interrupt}
            </Menu.Item>
          </>
        )}
        {!isOver && (
          <Menu.Item color="red" leftSection={<IconX size={15} />} onClick={() => void cancelBatch(batch)}>
            {words.batch.cancel}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function Progress({ batch, underWay }: { batch: Batch; underWay: boolean }) {
  const progress = useStudio(({ progress }) => progress.get(batch.id))
  const rate = useFigures(underWay ? [batch.id] : []).get(batch.id)?.videosPerHour ?? null
  const held = useStudio(({ farm }) => farm && holdOf(farm))
  const doing =
    batch.status === 'preparing' && progress !== undefined
      ? told(progress.doing)
      : batch.status === 'running' && held !== null
        ? words.batch.waits(told(held))
        : told(batch.reason)
  return (
    <>
      <BatchBar batch={batch} share={progress?.share} />
      <div className="batch-facts">
        <span className="batch-reason" role="status" title={doing}>
          {batch.status === 'failed' ? '' : doing}
        </span>
        {batch.status === 'running' && (
          <>
            <span className="batch-percent">{percent(progress?.share ?? 0)} %</span>
            <span className="batch-left">
              {progress?.forecast == null ? words.batch.estimating : timeLeft(progress.forecast)}
            </span>
            {rate !== null && (
              <span className="batch-left">{words.batch.rate(number(rate, rate < 10 ? 1 : 0))}</span>
            )}
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
    { label: words.batch.done, amount: counts.done, tone: 'good' },
    { label: words.batch.failed, amount: counts.failed, tone: 'bad' },
    { label: words.batch.running, amount: counts.running, tone: 'quiet' },
    {
      label: isUnderWay(batch) ? words.batch.toMake : words.batch.notMade,
      amount: counts.waiting + counts.paused,
      tone: 'quiet',
    },
    { label: words.batch.leftOut, amount: counts.skipped + counts.cancelled, tone: 'quiet' },
    { label: words.batch.rejected, amount: counts.rejectedRows, tone: 'warn' },
  ].filter(({ amount, tone }) => amount > 0 || tone === 'good')
  return (
    <ul className="batch-counts">
      {shown.map(({ label, amount, tone }) => (
        <li key={label}>
          <strong className="count-number" data-tone={tone}>
            {number(amount)}
          </strong>{' '}
          {label}
        </li>
      ))}
    </ul>
  )
}
