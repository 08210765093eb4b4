import { Button } from '@mantine/core'
import { memo } from 'react'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import { BatchBadge } from '../../parts/batch-status.tsx'
import { PictureStrip } from '../../parts/picture-strip.tsx'
import { go } from '../../state/places.ts'
import type { BatchList } from '../../view-math/batch-list.ts'
import { latestOf } from '../../view-math/home.ts'
import { dayAndTime } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

const shown = 8

/** The batches that ended last, each with pictures of what it made. */
export function LatestBatches({ batches }: { batches: BatchList }) {
  const latest = latestOf(batches, shown)
  if (latest.length === 0) return null
  return (
    <section aria-labelledby="home-latest">
      <div className="home-title-line">
        <h2 className="home-title" id="home-latest">
          {words.home.latest}
        </h2>
        <Button size="compact-sm" variant="subtle" onClick={() => go({ name: 'history' })}>
          {words.home.allBatches}
        </Button>
      </div>
      <ul className="latest-list">
        {latest.map((batch) => (
          <li key={batch.id}>
            <Card batch={batch} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const Card = memo(({ batch }: { batch: Batch }) => {
  const { counts } = batch
  const at = batch.status === 'finished' ? batch.finishedAt : batch.createdAt
  const open = () =>
    go(counts.done > 0 ? { name: 'results', batch: batch.id } : { name: 'batch', batch: batch.id })
  return (
    <button type="button" className="line-button latest-card" onClick={open}>
      <PictureStrip batch={batch.id} done={batch.counts.done} places={4} />
      <span className="latest-name">{batch.name}</span>
      <BatchBadge batch={batch} />
      <span className="latest-facts">
        {words.home.made(counts.done, counts.jobs)}
        {counts.failed > 0 && <b data-tone="bad"> · {words.home.failed(counts.failed)}</b>}
        {counts.rejectedRows > 0 && <b data-tone="warn"> · {words.home.setAside(counts.rejectedRows)}</b>}
      </span>
      <time className="latest-time" dateTime={at}>
        {dayAndTime(at, new Date())}
      </time>
    </button>
  )
})
