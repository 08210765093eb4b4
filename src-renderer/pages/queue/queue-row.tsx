import { ActionIcon, Menu } from '@mantine/core'
import {
  IconCalendarDue,
  IconClockPause,
  IconDots,
  IconFlag3Filled,
  IconGripVertical,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconRefresh,
  IconX,
} from '@tabler/icons-react'
import { memo, type Ref } from 'react'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import type { BatchFigures } from '../../../src-shared/contract/jobs.ts'
import type { QueueEntry } from '../../../src-shared/farm/farm.ts'
import { priorities } from '../../../src-shared/farm/priority.ts'
import {
  cancelBatch,
  pauseBatch,
  resumeBatch,
  retryFailed,
  setPriority,
  skipRest,
  waitForNone,
} from '../../parts/batch-actions.ts'
import { BatchBar } from '../../parts/batch-bar.tsx'
import { BatchBadge } from '../../parts/batch-status.tsx'
import { confirm } from '../../parts/confirm.tsx'
import { Told } from '../../parts/told.tsx'
import { VerdictCounts } from '../../parts/verdict-counts.tsx'
import { filterJobs } from '../../state/job-table.ts'
import { openBatch, showTab } from '../../state/open-batch.ts'
import { go } from '../../state/places.ts'
import { useStudio } from '../../state/studio.ts'
import { canResume, canWait, isUnderWay } from '../../view-math/batch-list.ts'
import { dayAndTime, number, percent, remaining } from '../../view-math/numbers.ts'
import { told, words } from '../../words/words.ts'

/** What a row asks of its list; the same functions for all of them. */
export type EntryHands = {
  date(batch: Batch): void
  wait(batch: Batch): void
  drag(id: string | null): void
  step(id: string, by: -1 | 1): void
  place(id: string, at: number): void
  blurred(): void
}

export const QueueRow = memo(function QueueRow({
  index,
  start,
  measure,
  entry,
  figures,
  isDragged,
  drop,
  now,
  hands,
}: {
  index: number
  start: number
  measure: Ref<HTMLLIElement>
  entry: QueueEntry
  figures: BatchFigures | undefined
  isDragged: boolean
  /** Where something that is dragged would go. */
  drop: 'before' | 'after' | null
  now: number
  hands: EntryHands
}) {
  const { id } = entry.batch
  // The queue is told rarely; the batch itself with each change.
  const batch = useStudio(({ batches }) => batches.find((each) => each.id === id)) ?? entry.batch
  const progress = useStudio(({ progress }) => progress.get(id))
  const { counts } = batch
  const forecast = progress?.forecast ?? entry.forecast
  const isRunning = batch.status === 'running'
  const share = isUnderWay(batch) ? progress?.share : undefined
  const over = counts.jobs === 0 ? 0 : (counts.done + counts.skipped + counts.cancelled) / counts.jobs
  return (
    <li
      className="queue-row"
      data-index={index}
      data-dragged={isDragged || undefined}
      data-drop={drop ?? undefined}
      ref={measure}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div className="queue-card">
        <button
          type="button"
          className="queue-handle"
          data-handle={id}
          draggable
          aria-label={words.queuePage.handle(batch.name)}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move'
            event.dataTransfer.setData('text/plain', batch.name)
            const card = event.currentTarget.closest('.queue-card')
            if (card !== null) event.dataTransfer.setDragImage(card, 20, 20)
            hands.drag(id)
          }}
          onDragEnd={() => hands.drag(null)}
          onBlur={hands.blurred}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
            event.preventDefault()
            hands.step(id, event.key === 'ArrowUp' ? -1 : 1)
          }}
        >
          <IconGripVertical size={16} aria-hidden="true" />
        </button>
        <div className="queue-main">
          <div className="queue-line">
            <button type="button" className="quiet-link" onClick={() => go({ name: 'batch', batch: id })}>
              {batch.name}
            </button>
            <BatchBadge batch={batch} />
            <Flags entry={entry} batch={batch} now={now} />
          </div>
          <BatchBar batch={batch} share={share} />
          <div className="queue-facts">
            <strong>{words.queuePage.percentOf(percent(share ?? over))}</strong>
            {counts.jobs > 0 && (
              <span>
                {number(counts.done)} / {number(counts.jobs)}
              </span>
            )}
            {isRunning && forecast !== null && (
              <span>
                {words.batch.left(
                  remaining(forecast.secondsLeft.likely),
                  remaining(forecast.secondsLeft.low),
                  remaining(forecast.secondsLeft.high),
                )}
              </span>
            )}
            {isRunning && figures?.videosPerHour != null && (
              <span>
                {words.batch.rate(number(figures.videosPerHour, figures.videosPerHour < 10 ? 1 : 0))}
              </span>
            )}
            {counts.failed > 0 && <Failures batch={batch} figures={figures} />}
            <VerdictCounts batch={batch} which={['fail', 'warn']} />
          </div>
          <p className="queue-why" title={told(entry.why)}>
            <Told text={batch.status === 'preparing' ? (progress?.doing ?? entry.why) : entry.why} />
          </p>
        </div>
        <div className="queue-hands">
          {isUnderWay(batch) && (
            <ActionIcon
              variant="default"
              size={30}
              aria-label={words.queuePage.pause(batch.name)}
              onClick={() => void pauseBatch(batch)}
            >
              <IconPlayerPause size={15} />
            </ActionIcon>
          )}
          {canResume(batch) && (
            <ActionIcon
              variant="default"
              size={30}
              aria-label={words.queuePage.resume(batch.name)}
              onClick={() => void resumeBatch(batch)}
            >
              <IconPlayerPlay size={15} />
            </ActionIcon>
          )}
          <More batch={batch} hands={hands} />
        </div>
      </div>
    </li>
  )
})

function Flags({ entry, batch, now }: { entry: QueueEntry; batch: Batch; now: number }) {
  const names = useStudio(({ batches }) => batches)
  const waitsFor = [...batch.after, ...batch.afterApproval].map(
    (id) => names.find((each) => each.id === id)?.name ?? id,
  )
  return (
    <span className="queue-flags">
      {batch.priority !== 'normal' && (
        <span className="flag" data-priority={batch.priority}>
          <IconFlag3Filled size={12} aria-hidden="true" /> {words.priorities[batch.priority]}
        </span>
      )}
      {batch.deadline !== null && (
        <span className="flag" data-late={Date.parse(batch.deadline) < now || undefined}>
          <IconCalendarDue size={13} aria-hidden="true" />{' '}
          {words.queuePage.due(dayAndTime(batch.deadline, new Date(now)))}
          {entry.served !== batch.priority &&
            ` · ${words.queuePage.servedAs(words.priorities[entry.served])}`}
        </span>
      )}
      {waitsFor.length > 0 && <span className="flag">{words.queuePage.after(waitsFor.join(', '))}</span>}
      <span className="queue-template">{batch.template.title}</span>
    </span>
  )
}

function Failures({ batch, figures }: { batch: Batch; figures: BatchFigures | undefined }) {
  const byCause = Map.groupBy(figures?.failures ?? [], ({ cause }) => cause)
  return (
    <button
      type="button"
      className="failures"
      title={figures?.failures[0]?.example}
      aria-label={`${words.queuePage.failedOf(batch.counts.failed)}. ${words.queuePage.showFailed}`}
      onClick={() => {
        openBatch(batch.id)
        showTab('jobs')
        filterJobs({ status: ['failed'] })
        go({ name: 'batch', batch: batch.id })
      }}
    >
      <strong>{words.queuePage.failedOf(batch.counts.failed)}</strong>
      {[...byCause].map(([cause, some]) => (
        <span key={cause}>
          {words.queuePage.failedBy(
            words.causes[cause],
            some.reduce((sum, { jobs }) => sum + jobs, 0),
          )}
        </span>
      ))}
    </button>
  )
}

async function leaveOutRest(batch: Batch): Promise<void> {
  const yes = await confirm({
    title: words.queuePage.skipRestTitle,
    text: words.jobs.skipText,
    yes: words.queuePage.skipRest,
    isDanger: true,
  })
  if (yes) await skipRest(batch)
}

function More({ batch, hands }: { batch: Batch; hands: EntryHands }) {
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={words.queuePage.more(batch.name)}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.queuePage.setPriority}</Menu.Label>
        <Menu.RadioGroup
          value={batch.priority}
          onChange={(value) => void setPriority(batch, value as Batch['priority'])}
        >
          {priorities.map((priority) => (
            <Menu.RadioItem
              key={priority}
              value={priority}
              closeMenuOnClick
              rightSection={
                <IconFlag3Filled
                  size={13}
                  className="flag-icon"
                  data-priority={priority}
                  aria-hidden="true"
                />
              }
            >
              {words.priorities[priority]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconCalendarDue size={15} />} onClick={() => hands.date(batch)}>
          {words.queuePage.deadline}
        </Menu.Item>
        {canWait(batch) && (
          <Menu.Item leftSection={<IconClockPause size={15} />} onClick={() => hands.wait(batch)}>
            {words.waits.open}
          </Menu.Item>
        )}
        {batch.after.length + batch.afterApproval.length > 0 && batch.status === 'waiting' && (
          <Menu.Item leftSection={<IconPlayerPlay size={15} />} onClick={() => void waitForNone(batch)}>
            {words.queuePage.waitForNone}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconPlayerPause size={15} />}
          disabled={!isUnderWay(batch)}
          onClick={() => void pauseBatch(batch, true)}
        >
          {words.batch.pauseNow}
        </Menu.Item>
        {batch.counts.failed > 0 && (
          <Menu.Item leftSection={<IconRefresh size={15} />} onClick={() => void retryFailed(batch)}>
            {words.batch.retryFailed(batch.counts.failed)}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconPlayerSkipForward size={15} />} onClick={() => void leaveOutRest(batch)}>
          {words.queuePage.skipRest}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconX size={15} />} onClick={() => void cancelBatch(batch)}>
          {words.batch.cancel}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
