import '../looks/home.css'
import '../looks/queue.css'
import { Button } from '@mantine/core'
import { IconCpu, IconPlayerPause, IconPlayerPlayFilled, IconStack2 } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Batch } from '../../src-shared/batches/batch.ts'
import { ask } from '../bridge/bridge.ts'
import { attempt } from '../parts/batch-actions.ts'
import { BeginBatch, NothingHere } from '../parts/nothing-here.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { WaitDialog } from '../parts/wait-dialog.tsx'
import { useActionsHere } from '../state/actions.ts'
import { go } from '../state/places.ts'
import { useStudio } from '../state/studio.ts'
import { needsOf } from '../view-math/home.ts'
import { dayAndTime } from '../view-math/numbers.ts'
import { told, words } from '../words/words.ts'
import { NeedsList } from './home/needs-list.tsx'
import { DeadlineDialog } from './queue/deadline-dialog.tsx'
import { QueueList } from './queue/queue-list.tsx'

const all = { targets: [{ what: 'all' as const }] }
const pauseAll = () => void attempt(ask('queue.pause', all))
const resumeAll = () => void attempt(ask('queue.resume', all))
/** What of all that waits for a person belongs to the queue. */
const ofQueue = new Set(['all-paused', 'hold', 'stopped', 'asks', 'pilot', 'approval'])

/** Batches that are not over, in the order in which they are served; what asks stands first. */
export function QueuePage() {
  const queue = useStudio(({ queue }) => queue)
  const farm = useStudio(({ farm }) => farm)
  const batches = useStudio(({ batches }) => batches)
  const [dated, setDated] = useState<Batch | null>(null)
  const [waiter, setWaiter] = useState<Batch | null>(null)
  const now = useMinute()
  const entries = queue?.entries ?? []
  const isPaused = queue?.paused ?? false
  useActionsHere({
    ...(isPaused ? { 'queue.resume-all': resumeAll } : { 'queue.pause-all': pauseAll }),
    'queue.farm': () => go({ name: 'farm' }),
  })
  const needs = needsOf({ batches, queue, farm }, now).filter(({ kind }) => ofQueue.has(kind))
  const left = entries.reduce(
    (sum, { batch: { counts } }) => sum + counts.waiting + counts.running + counts.paused,
    0,
  )
  const first = entries.find(({ batch, forecast }) => batch.status === 'running' && forecast !== null)
  const done =
    first?.forecast == null
      ? ''
      : words.queuePage.doneAbout(
          dayAndTime(new Date(now + first.forecast.secondsLeft.likely * 1_000).toISOString(), new Date(now)),
        )
  const slots = farm?.slots.filter(({ kind }) => kind !== 'light') ?? []
  const used = slots.reduce((sum, slot) => sum + slot.used, 0)
  const total = slots.reduce((sum, slot) => sum + slot.total, 0)
  const head = (
    <div className="queue-top">
      <PageHead title={words.places.queue} line={words.queuePage.line(entries.length, left) + done}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCpu size={15} />}
          title={farm === null ? undefined : told(farm.pace.reason)}
          onClick={() => go({ name: 'farm' })}
        >
          {total > 0 ? words.queuePage.slots(used, total) : words.queuePage.farm}
        </Button>
        {entries.length > 0 &&
          (isPaused ? (
            <Button size="xs" leftSection={<IconPlayerPlayFilled size={14} />} onClick={resumeAll}>
              {words.queuePage.resumeAll}
            </Button>
          ) : (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlayerPause size={15} />}
              onClick={pauseAll}
            >
              {words.queuePage.pauseAll}
            </Button>
          ))}
      </PageHead>
      {needs.length > 0 && <NeedsList needs={needs} />}
    </div>
  )
  return (
    <div className="queue-page">
      {entries.length === 0 ? (
        <>
          {head}
          <NothingHere
            icon={<IconStack2 size={44} stroke={1.2} aria-hidden="true" />}
            title={queue === null ? words.loading : words.queuePage.empty}
            action={queue !== null && <BeginBatch />}
          >
            {queue !== null && words.queuePage.emptyText}
          </NothingHere>
        </>
      ) : (
        <QueueList head={head} entries={entries} now={now} onDate={setDated} onWait={setWaiter} />
      )}
      {waiter !== null && <WaitDialog batch={waiter} onClose={() => setWaiter(null)} />}
      {dated !== null && <DeadlineDialog batch={dated} onClose={() => setDated(null)} />}
    </div>
  )
}

/** The time, to the minute: milliseconds since 1970. */
function useMinute(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
