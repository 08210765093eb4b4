import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { memo, useEffect, useState } from 'react'
import type { Batch } from '../../src-shared/batches/batch.ts'
import type { BridgeAnswer } from '../../src-shared/contract/bridge.ts'
import { ask } from '../bridge/bridge.ts'
import { loadOlder, type Page, showPage, useStudio } from '../state/studio.ts'
import { isUnderWay } from '../view-math/batch-list.ts'
import { dayAndTime, percent } from '../view-math/numbers.ts'
import type { BatchProgress } from '../view-math/studio-events.ts'
import { words } from '../words/words.ts'
import { toneOfBatch } from './batch-status.tsx'
import { Mark } from './mark.tsx'

/** A new batch, and all earlier ones to come back to. */
export function Sidebar({ page }: { page: Page }) {
  const batches = useStudio(({ batches }) => batches)
  const progress = useStudio(({ progress }) => progress)
  const older = useStudio(({ older }) => older)
  const [about, setAbout] = useState<BridgeAnswer<'desktop.about'> | null>(null)
  useEffect(() => {
    ask('desktop.about', {}).then(setAbout, () => {})
  }, [])
  return (
    <nav className="sidebar" aria-label={words.sidebar.label}>
      <div className="brand">
        <Mark />
        <span>{words.product}</span>
      </div>
      <Button
        fullWidth
        justify="flex-start"
        variant="default"
        className="new-batch"
        leftSection={<IconPlus size={16} />}
        onClick={() => showPage({ name: 'new-batch' })}
        aria-current={page.name === 'new-batch' ? 'page' : undefined}
      >
        {words.sidebar.newBatch}
      </Button>
      <h2 className="sidebar-title">{words.sidebar.batches}</h2>
      {batches.length === 0 ? (
        <p className="sidebar-none">{words.sidebar.none}</p>
      ) : (
        <ul className="batch-list">
          {batches.map((batch) => (
            <BatchItem
              key={batch.id}
              batch={batch}
              progress={progress.get(batch.id)}
              isOpen={page.name === 'batch' && page.batch === batch.id}
            />
          ))}
          {older !== null && (
            <li>
              <Button variant="subtle" size="xs" fullWidth onClick={() => void loadOlder().catch(() => {})}>
                {words.sidebar.older}
              </Button>
            </li>
          )}
        </ul>
      )}
      {about !== null && (
        <p className="sidebar-foot" title={words.sidebar.log(about.log)}>
          {words.product} {about.version}
        </p>
      )}
    </nav>
  )
}

const BatchItem = memo(function BatchItem({
  batch,
  progress,
  isOpen,
}: {
  batch: Batch
  progress: BatchProgress | undefined
  isOpen: boolean
}) {
  const underWay = isUnderWay(batch)
  const share = progress?.share ?? 0
  return (
    <li>
      <button
        type="button"
        className="batch-item"
        aria-current={isOpen ? 'page' : undefined}
        onClick={() => showPage({ name: 'batch', batch: batch.id })}
      >
        <span className="dot" data-tone={toneOfBatch(batch)} aria-hidden="true" />
        <span className="batch-item-name">{batch.name}</span>
        <span className="batch-item-share">{underWay ? `${percent(share)} %` : ''}</span>
        <span className="batch-item-when">
          {underWay || batch.status === 'paused'
            ? words.batchStatus[batch.status]
            : dayAndTime(batch.createdAt, new Date())}
        </span>
        {underWay && (
          <span className="batch-item-bar" aria-hidden="true">
            <span style={{ transform: `scaleX(${share})` }} />
          </span>
        )}
      </button>
    </li>
  )
})
