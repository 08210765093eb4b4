import type { Batch } from '../../src-shared/batches/batch.ts'
import { isUnderWay } from '../view-math/batch-list.ts'
import { number, percent } from '../view-math/numbers.ts'
import { words } from '../words/words.ts'

const parts = ['done', 'failed', 'running', 'paused'] as const

/** How far a batch is: what is done, failed, in the making and held, side by side. */
export function BatchBar({ batch, share }: { batch: Batch; share: number | undefined }) {
  const { counts } = batch
  const all = Math.max(1, counts.jobs)
  const finished = (counts.done + counts.skipped + counts.cancelled) / all
  const whole = isUnderWay(batch) ? Math.max(finished, share ?? 0) : finished
  // What is being made counts by how far it is.
  const running = Math.max(0, whole - finished - counts.failed / all)
  const widths = {
    done: counts.done / all,
    failed: counts.failed / all,
    running,
    paused: counts.paused / all,
  }
  return (
    <div
      className="parts-bar"
      role="progressbar"
      aria-label={words.batch.progress}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent(whole)}
      aria-valuetext={`${percent(whole)} %, ${number(counts.done)} ${words.batch.done}, ${number(counts.failed)} ${words.batch.failed}`}
    >
      {batch.status === 'preparing' ? (
        <span className="batch-bar-search" />
      ) : (
        parts.map((part) =>
          widths[part] > 0 ? (
            <span key={part} data-part={part} style={{ width: `${widths[part] * 100}%` }} />
          ) : null,
        )
      )}
    </div>
  )
}
