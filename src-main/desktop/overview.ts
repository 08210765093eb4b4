import { type Batch, isUnderWay } from '../../src-shared/batches/batch.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import type { FarmStanding, QueueStanding } from '../../src-shared/farm/farm.ts'
import { type Settings, settings } from '../../src-shared/settings/settings.ts'

/** What the app shows outside of its page knows of the studio: tray, taskbar, notifications, closing. */
export type Overview = {
  /** Those that are not over, in the order in which they are served. */
  batches: readonly { batch: Batch; share: number; secondsLeft: number | null }[]
  /** Everything is held by a person. */
  isPaused: boolean
  /** Why the farm begins nothing; null when it does. */
  hold: string | null
  settings: Settings
}

export const nothingKnown: Overview = {
  batches: [],
  isPaused: false,
  hold: null,
  settings: settings.parse({}),
}

/** As it stands when the app begins to look. */
export function overviewOf(queue: QueueStanding, farm: FarmStanding, settings: Settings): Overview {
  return withFarm(withQueue({ ...nothingKnown, settings }, queue), farm)
}

/** The overview after an event; the same one when nothing of it changed. */
export function afterEvent(view: Overview, event: StudioEvent): Overview {
  switch (event.event) {
    case 'batch.changed':
      return withBatch(view, event.batch)
    case 'batch.progress': {
      const { batch: id, share, forecast } = event
      const secondsLeft = forecast?.secondsLeft.likely ?? null
      const batches = view.batches.map((each) =>
        each.batch.id === id ? { ...each, share, secondsLeft } : each,
      )
      return { ...view, batches }
    }
    case 'queue.changed':
      return withQueue(view, event.queue)
    case 'farm.changed':
      return withFarm(view, event.farm)
    case 'settings.changed':
      return { ...view, settings: event.settings }
    default:
      return view
  }
}

function withBatch(view: Overview, batch: Batch): Overview {
  const known = view.batches.find((each) => each.batch.id === batch.id)
  const rest = view.batches.filter((each) => each !== known)
  if (isOver(batch)) return known === undefined ? view : { ...view, batches: rest }
  const now = { batch, share: shareDone(batch), secondsLeft: null, ...(known && { ...known, batch }) }
  return {
    ...view,
    batches: known === undefined ? [...rest, now] : view.batches.map((each) => (each === known ? now : each)),
  }
}

function withQueue(view: Overview, { paused, entries }: QueueStanding): Overview {
  const shares = new Map(view.batches.map((each) => [each.batch.id, each.share]))
  const batches = entries.map(({ batch, forecast }) => ({
    batch,
    share: shares.get(batch.id) ?? shareDone(batch),
    secondsLeft: forecast?.secondsLeft.likely ?? null,
  }))
  return { ...view, isPaused: paused, batches }
}

function withFarm(view: Overview, { holds, pace }: FarmStanding): Overview {
  const hold = holds[0]?.reason ?? (pace.pace === 'stopped' ? pace.reason : null)
  return hold === view.hold ? view : { ...view, hold }
}

const isOver = ({ status }: Batch) => !isUnderWay(status) && status !== 'paused'

function shareDone({ counts }: Batch): number {
  const { jobs, done, failed, skipped, cancelled } = counts
  return jobs === 0 ? 0 : (done + failed + skipped + cancelled) / jobs
}

/** Batches that are being worked on at this moment. */
export function runningIn({ batches }: Overview): Batch[] {
  return batches.flatMap(({ batch }) =>
    batch.status === 'running' || batch.status === 'preparing' ? [batch] : [],
  )
}

/** Whether something is made, or will be begun without anybody's word. */
export function worksOn({ batches, isPaused }: Overview): boolean {
  return !isPaused && batches.some(({ batch }) => isUnderWay(batch.status))
}

type Bar = { share: number; mode: 'normal' | 'paused' | 'error' }

/** What the taskbar shows: how far all of it is, by videos; null when there is nothing to show. */
export function barOf(view: Overview): Bar | null {
  const shown = view.batches.filter(({ batch }) => batch.status !== 'waiting')
  if (shown.length === 0) return null
  const asks = shown.some(({ batch }) => batch.status === 'paused' && batch.by === 'asks')
  const works = shown.some(({ batch }) => isUnderWay(batch.status))
  const weights = shown.map(({ batch }) => Math.max(1, batch.counts.jobs))
  const sum = weights.reduce((before, weight) => before + weight, 0)
  const share = shown.reduce((before, each, index) => before + (each.share * weights[index]!) / sum, 0)
  const mode = asks ? 'error' : !works || view.isPaused || view.hold !== null ? 'paused' : 'normal'
  return { share: Math.min(1, Math.max(0, share)), mode }
}

/** What a person is told outside of the window. */
export type Notice = {
  batch: string | null
  title: string
  kind: 'finished' | 'failed' | 'asks' | 'held' | 'worksOn'
  body: string
}

/** What an event is worth being told; null for nothing. `before`: the overview that it changed. */
export function noticeOf(before: Overview, event: StudioEvent): Notice | null {
  if (event.event === 'farm.changed') {
    const reason = event.farm.holds[0]?.reason
    const works = before.batches.some(({ batch }) => isUnderWay(batch.status))
    return reason === undefined || before.hold === reason || !works
      ? null
      : { batch: null, title: '', kind: 'held', body: reason }
  }
  if (event.event !== 'batch.changed' || event.previous === null) return null
  const { batch, previous } = event
  if (batch.status === previous) return null
  const notice = (kind: Notice['kind']) => ({ batch: batch.id, title: batch.name, kind, body: batch.reason })
  if (batch.status === 'failed') return notice('failed')
  if (batch.status === 'finished') return notice(batch.counts.failed > 0 ? 'failed' : 'finished')
  if (batch.status === 'paused' && batch.by !== 'person') return notice('asks')
  return null
}
