import type { Batch } from '../../src-shared/batches/batch.ts'
import type { FarmStanding, Hold, QueueEntry, QueueStanding } from '../../src-shared/farm/farm.ts'
import type { BatchList } from './batch-list.ts'

/** Something that goes on only when a person says how; the gravest kinds first. */
export type Need =
  /** Everything is held, by a person's word. */
  | { kind: 'all-paused' }
  /** The farm begins nothing, until this is over. */
  | { kind: 'hold'; hold: Hold }
  | { kind: 'stopped'; reason: string }
  /** `asks`: many videos failed. `pilot`: its first rows are there to be looked at. */
  | { kind: 'asks' | 'pilot'; batch: Batch }
  /** `waiting`: batches that begin when somebody approves of this one. */
  | { kind: 'approval'; batch: Batch; waiting: Batch[] }
  /** It is held until people approved; `open`: videos that nobody decided on. */
  | { kind: 'review'; batch: Batch; open: number }
  /** Its checks failed videos, and nobody said otherwise or had them made again. */
  | { kind: 'checks-failed'; batch: Batch; videos: number }
  | { kind: 'batch-failed'; batch: Batch }
  | { kind: 'videos-failed'; batch: Batch }
  | { kind: 'paused'; batch: Batch }
  | { kind: 'interrupted'; batch: Batch }

/** Videos of a batch that wait for a person's word. `open`: of one that is held. `failing`: by the checks. */
export type ToReview = { open: number; failing: number }

/** What ended so long ago is history, and asks for nobody: milliseconds. */
const fresh = 14 * 86_400_000

/** What waits for a person, the gravest first; of each kind the newest first. */
export function needsOf(
  studio: {
    batches: BatchList
    queue: QueueStanding | null
    farm: FarmStanding | null
    toReview?: ReadonlyMap<string, ToReview>
  },
  now: number,
): Need[] {
  const { batches, queue, farm, toReview } = studio
  const queued = queue?.entries ?? []
  const isFresh = ({ createdAt, ...rest }: Batch) =>
    now - Date.parse('finishedAt' in rest ? rest.finishedAt : createdAt) < fresh
  const all = <K extends Need>(make: (batch: Batch) => K | null) =>
    batches.flatMap((batch) => {
      const need = make(batch)
      return need === null ? [] : [need]
    })
  const waits = queued.length > 0
  return [
    ...(queue?.paused && waits ? [{ kind: 'all-paused' } as const] : []),
    ...(farm?.holds ?? []).map((hold) => ({ kind: 'hold', hold }) as const),
    ...(farm?.pace.pace === 'stopped' && waits
      ? [{ kind: 'stopped', reason: farm.pace.reason } as const]
      : []),
    ...all((batch) =>
      batch.status === 'paused' && batch.by !== 'person' ? { kind: batch.by, batch } : null,
    ),
    ...all((batch) => {
      const waiting = waitingForApproval(batch, queued)
      return waiting.length > 0 ? { kind: 'approval', batch, waiting } : null
    }),
    ...all((batch) => {
      const open = toReview?.get(batch.id)?.open ?? 0
      return open > 0 ? { kind: 'review', batch, open } : null
    }),
    ...all((batch) => {
      const videos = toReview?.get(batch.id)?.failing ?? 0
      return videos > 0 && isFresh(batch) ? { kind: 'checks-failed', batch, videos } : null
    }),
    ...all((batch) => (batch.status === 'failed' && isFresh(batch) ? { kind: 'batch-failed', batch } : null)),
    ...all((batch) =>
      batch.counts.failed > 0 && batch.status !== 'failed' && batch.status !== 'cancelled' && isFresh(batch)
        ? { kind: 'videos-failed', batch }
        : null,
    ),
    ...all((batch) =>
      batch.status === 'paused' && batch.by === 'person' ? { kind: 'paused', batch } : null,
    ),
    ...all((batch) =>
      batch.status === 'interrupted' && batch.by === 'person' && isFresh(batch)
        ? { kind: 'interrupted', batch }
        : null,
    ),
  ]
}

function waitingForApproval(batch: Batch, queued: readonly QueueEntry[]): Batch[] {
  if (batch.status !== 'finished' || batch.approvedAt !== null) return []
  return queued.flatMap(({ batch: other }) => (other.afterApproval.includes(batch.id) ? [other] : []))
}

/** Batches of the queue that work or will by themselves, in the order in which they are served. */
export function runningOf(queue: QueueStanding | null): QueueEntry[] {
  return (queue?.entries ?? []).filter(({ batch }) =>
    ['preparing', 'running', 'waiting'].includes(batch.status),
  )
}

/** The latest batches that are over, one way or another. */
export function latestOf(batches: BatchList, number: number): Batch[] {
  return batches
    .filter(({ status }) => !['preparing', 'running', 'waiting', 'paused'].includes(status))
    .slice(0, number)
}
