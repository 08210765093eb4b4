import { Tabs } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Batch, Job } from '../../src-shared/batches/batch.ts'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import { ask } from '../bridge/bridge.ts'
import { BatchHead } from '../parts/batch-head.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { JobTable } from '../parts/job-table.tsx'
import { Player } from '../parts/player.tsx'
import { RejectedTable } from '../parts/rejected-table.tsx'
import { VideoWall } from '../parts/video-wall.tsx'
import { closeBatch, openBatch, showTab, type Tab, useOpenBatch } from '../state/open-batch.ts'
import { useStudio } from '../state/studio.ts'
import { isUnderWay, withBatch } from '../view-math/batch-list.ts'
import { words } from '../words/words.ts'

/** One batch: how far it is, its videos, its jobs and the rows that were set aside. */
export function BatchPage({ id }: { id: string }) {
  const batch = useStudio(({ batches }) => batches.find((each) => each.id === id))
  const [error, setError] = useState<ErrorShape | null>(null)
  useEffect(() => {
    openBatch(id)
    return closeBatch
  }, [id])
  useEffect(() => {
    if (batch !== undefined) return
    // Just started, or older than what was asked for so far.
    ask('batch.show', { batch: id }).then(
      (found) => useStudio.setState((view) => ({ batches: withBatch(view.batches, found) })),
      (thrown: unknown) => setError(toErrorShape(thrown)),
    )
  }, [id, batch])
  if (batch === undefined)
    return (
      <div className="page-scroll">
        <div className="page-column">
          <h1>{error === null ? '…' : words.batch.notFound}</h1>
          {error !== null && <ErrorNote error={error} />}
        </div>
      </div>
    )
  return <WholeBatch batch={batch} />
}

function WholeBatch({ batch }: { batch: Batch }) {
  const chosen = useOpenBatch(({ tab }) => tab)
  const [playing, setPlaying] = useState<Job | null>(null)
  const { counts } = batch
  const tab: Tab = chosen ?? firstTab(batch)
  return (
    <div className="batch-page">
      <BatchHead batch={batch} />
      <Tabs
        value={tab}
        onChange={(value) => showTab(value as Tab)}
        keepMounted={false}
        className="batch-tabs"
      >
        <Tabs.List aria-label={words.batch.tabsLabel}>
          <TabWithCount value="videos" count={counts.done} />
          <TabWithCount value="jobs" count={counts.jobs} />
          <TabWithCount value="rejected" count={counts.rejectedRows} isAlarming />
        </Tabs.List>
        <Tabs.Panel value="videos">
          <VideoWall batch={batch} onPlay={setPlaying} />
        </Tabs.Panel>
        <Tabs.Panel value="jobs">
          <JobTable batch={batch} onPlay={setPlaying} />
        </Tabs.Panel>
        <Tabs.Panel value="rejected">
          <RejectedTable batch={batch} />
        </Tabs.Panel>
      </Tabs>
      <Player job={playing} onChange={setPlaying} />
    </div>
  )
}

/** While videos are made, the jobs; when there are some, the videos; else what explains why there are none. */
function firstTab(batch: Batch): Tab {
  if (isUnderWay(batch)) return 'jobs'
  if (batch.counts.done > 0) return 'videos'
  return batch.counts.jobs === 0 && batch.counts.rejectedRows > 0 ? 'rejected' : 'jobs'
}

function TabWithCount({
  value,
  count,
  isAlarming = false,
}: {
  value: Tab
  count: number
  isAlarming?: boolean
}) {
  return (
    <Tabs.Tab value={value}>
      {words.batch.tabs[value]}{' '}
      <span className="tab-count" data-tone={isAlarming && count > 0 ? 'warn' : undefined}>
        {count.toLocaleString('en')}
      </span>
    </Tabs.Tab>
  )
}
