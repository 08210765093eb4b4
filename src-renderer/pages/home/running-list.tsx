import { Button } from '@mantine/core'
import { IconPlayerPauseFilled } from '@tabler/icons-react'
import type { QueueEntry } from '../../../src-shared/farm/farm.ts'
import { BatchBadge } from '../../parts/batch-status.tsx'
import { PictureStrip } from '../../parts/picture-strip.tsx'
import { Told } from '../../parts/told.tsx'
import { Tool } from '../../parts/tool.tsx'
import { answers } from '../../state/home.ts'
import { go } from '../../state/places.ts'
import { useStudio } from '../../state/studio.ts'
import { number, percent, remaining } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

const shown = 4

/** The first batches of the queue: how far each is, what is left, and what it waits for. */
export function RunningList({ entries, isPaused }: { entries: readonly QueueEntry[]; isPaused: boolean }) {
  const more = entries.length - shown
  return (
    <section aria-labelledby="home-running">
      <div className="home-title-line">
        <h2 className="home-title" id="home-running">
          {words.home.running}
          <span className="home-count">{number(entries.length)}</span>
        </h2>
        {!isPaused && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlayerPauseFilled size={13} />}
            onClick={() => void answers.pauseAll()}
          >
            {words.home.pauseAll}
          </Button>
        )}
      </div>
      <ul className="running-list">
        {entries.slice(0, shown).map((entry) => (
          <li key={entry.batch.id} className="running-entry">
            <Entry entry={entry} />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Button variant="subtle" size="compact-sm" mt={6} onClick={() => go({ name: 'queue' })}>
          {words.home.moreInQueue(more)}
        </Button>
      )}
    </section>
  )
}

function Entry({ entry }: { entry: QueueEntry }) {
  const { id } = entry.batch
  // The queue is told rarely; the batch itself with each change.
  const batch = useStudio(({ batches }) => batches.find((each) => each.id === id)) ?? entry.batch
  const progress = useStudio((view) => view.progress.get(id))
  const { counts } = batch
  const over = counts.done + counts.failed + counts.skipped + counts.cancelled
  const share = progress?.share ?? (counts.jobs === 0 ? 0 : over / counts.jobs)
  const forecast = progress?.forecast ?? entry.forecast
  const isRunning = batch.status === 'running'
  return (
    <article className="running-card" aria-label={batch.name}>
      <div className="running-head">
        <button type="button" className="quiet-link" onClick={() => go({ name: 'batch', batch: id })}>
          {batch.name}
        </button>
        <BatchBadge batch={batch} />
        <span className="running-template">{batch.template.title}</span>
        <span className="running-left">{isRunning && forecast !== null && leftOf(forecast)}</span>
        <Tool label={words.home.pause(batch.name)} onClick={() => void answers.pause(id)}>
          <IconPlayerPauseFilled size={15} />
        </Tool>
      </div>
      <div className="running-body">
        <div className="running-progress">
          <div
            className="home-bar"
            role="progressbar"
            aria-label={words.home.progressOf(batch.name)}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={percent(share)}
          >
            <span style={{ transform: `scaleX(${share})` }} />
          </div>
          <p className="running-facts">
            {batch.status === 'running' ? (
              <>
                <strong>{percent(share)} %</strong> {words.home.made(counts.done, counts.jobs)}
                {counts.failed > 0 && (
                  <span className="running-failed">{words.home.failed(counts.failed)}</span>
                )}
              </>
            ) : (
              <Told text={progress?.doing ?? entry.why} />
            )}
          </p>
        </div>
        <PictureStrip batch={batch.id} done={batch.counts.done} places={4} />
      </div>
    </article>
  )
}

function leftOf({ secondsLeft: { low, likely, high } }: NonNullable<QueueEntry['forecast']>): string {
  return words.home.left(remaining(likely), remaining(low), remaining(high))
}
