import type { Told } from '../../src-shared/contract/bridge.ts'
import type { ErrorShape } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import type { FarmStanding, QueueStanding } from '../../src-shared/farm/farm.ts'
import type { Forecast } from '../../src-shared/farm/forecast.ts'
import { afresh, type BatchList, isUnderWay, withBatch } from './batch-list.ts'

type BatchProgress = { share: number; forecast: Forecast | null; doing: string }

/** What a page knows of the studio as a whole. */
export type StudioView = {
  /** `lost`: it was open, and what is known is how things stood last. */
  standing: { is: 'connecting' } | { is: 'open' } | { is: 'closed' | 'lost'; error: ErrorShape }
  batches: BatchList
  progress: ReadonlyMap<string, BatchProgress>
  queue: QueueStanding | null
  farm: FarmStanding | null
}

export const nothingKnown: StudioView = {
  standing: { is: 'connecting' },
  batches: [],
  progress: new Map(),
  queue: null,
  farm: null,
}

/** The view after something was told. Parts that did not change keep their identity. */
export function afterTold(view: StudioView, told: Told): StudioView {
  if ('fault' in told) {
    const wasOpen = view.standing.is === 'open' || view.standing.is === 'lost'
    return { ...view, standing: { is: wasOpen ? 'lost' : 'closed', error: told.fault } }
  }
  if ('snapshot' in told) {
    const { batches, queue, farm } = told.snapshot
    return {
      ...view,
      standing: { is: 'open' },
      batches: afresh(view.batches, batches),
      progress: onlyUnderWay(view.progress, batches),
      queue,
      farm,
    }
  }
  return told.events.reduce(afterEvent, view)
}

function afterEvent(view: StudioView, event: StudioEvent): StudioView {
  switch (event.event) {
    case 'batch.changed': {
      const { batch } = event
      return {
        ...view,
        batches: withBatch(view.batches, batch),
        progress: isUnderWay(batch) ? view.progress : without(view.progress, batch.id),
      }
    }
    case 'batch.progress': {
      const { batch, share, forecast, doing } = event
      return { ...view, progress: new Map(view.progress).set(batch, { share, forecast, doing }) }
    }
    case 'queue.changed':
      return { ...view, queue: sharing(view.queue, event.queue) }
    case 'farm.changed':
      return { ...view, farm: event.farm }
    case 'jobs.changed': {
      const { batch: id, counts, verdicts } = event
      const batch = view.batches.find((each) => each.id === id)
      if (batch === undefined || counts === undefined) return view
      const { verdicts: _, ...rest } = batch
      const after = { ...rest, counts, ...(verdicts === undefined ? {} : { verdicts }) }
      return { ...view, batches: withBatch(view.batches, after) }
    }
    case 'job.progress':
    case 'check.progress':
    case 'table.changed':
    case 'template.progress':
    case 'job.copied':
    case 'quality.progress':
    case 'quality.changed':
    case 'editor.progress':
    case 'review.changed':
    case 'review.packing':
    case 'settings.changed':
    case 'templates.changed':
      return view
    default:
      event satisfies never
      return view
  }
}

/** Entries that did not change keep their identity, so that only the others are drawn again. */
function sharing(before: QueueStanding | null, now: QueueStanding): QueueStanding {
  if (before === null) return now
  const byId = new Map(before.entries.map((entry) => [entry.batch.id, entry]))
  const entries = now.entries.map((entry) => {
    const old = byId.get(entry.batch.id)
    return old !== undefined && JSON.stringify(old) === JSON.stringify(entry) ? old : entry
  })
  return { ...now, entries }
}

function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  if (!map.has(key)) return map
  const rest = new Map(map)
  rest.delete(key)
  return rest
}

function onlyUnderWay(progress: StudioView['progress'], batches: BatchList): StudioView['progress'] {
  return new Map(
    [...progress].filter(([id]) => batches.some((batch) => batch.id === id && isUnderWay(batch))),
  )
}

/** Why the farm begins nothing at this moment; null when it does. */
export function holdOf({ holds, pace }: FarmStanding): string | null {
  return holds[0]?.reason ?? (pace.pace === 'stopped' ? pace.reason : null)
}
