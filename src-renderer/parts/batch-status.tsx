import type { Batch, Job } from '../../src-shared/batches/batch.ts'
import { words } from '../words/words.ts'

const tones = {
  preparing: 'busy',
  running: 'busy',
  finished: 'good',
  done: 'good',
  interrupted: 'quiet',
  waiting: 'quiet',
  failed: 'bad',
  paused: 'warn',
  cancelled: 'quiet',
  skipped: 'quiet',
} as const

/** A finished batch that could not make everything is not simply good. */
function toneOfBatch(batch: Batch): 'busy' | 'good' | 'warn' | 'quiet' | 'bad' {
  if (batch.status !== 'finished') return tones[batch.status]
  if (batch.counts.failed > 0) return 'bad'
  return batch.counts.rejectedRows > 0 ? 'warn' : 'good'
}

export function BatchBadge({ batch }: { batch: Batch }) {
  return (
    <span className="status-badge toned" data-tone={toneOfBatch(batch)}>
      {words.batchStatus[batch.status]}
    </span>
  )
}

export function JobBadge({ status }: { status: Job['status'] }) {
  return (
    <span className="job-status" data-tone={tones[status]}>
      <span className="dot" data-tone={tones[status]} aria-hidden="true" />
      {words.jobStatus[status]}
    </span>
  )
}
