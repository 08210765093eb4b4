import '../looks/queue.css'
import { Tabs } from '@mantine/core'
import { useEffect } from 'react'
import type { Batch } from '../../src-shared/batches/batch.ts'
import { OpeningPage } from '../parts/opening-page.tsx'
import { useBatch } from '../state/known-batch.ts'
import { openBatch, showTab, type Tab, useOpenBatch } from '../state/open-batch.ts'
import { isUnderWay } from '../view-math/batch-list.ts'
import { number } from '../view-math/numbers.ts'
import { words } from '../words/words.ts'
import { BatchHead } from './batch/batch-head.tsx'
import { JobTable } from './batch/job-table.tsx'
import { RejectedTable } from './batch/rejected-table.tsx'
import { TimelineTab } from './batch/timeline-tab.tsx'

/** One batch: how far it is, its jobs, the rows that were set aside, and what happened when. */
export function BatchPage({ id }: { id: string }) {
  const { batch, error, again } = useBatch(id)
  useEffect(() => {
    openBatch(id)
  }, [id])
  if (batch === undefined)
    return (
      <OpeningPage
        title={words.loading}
        error={error}
        failed={words.batch.notFound}
        again={again}
        back={{ label: words.places.queue, to: { name: 'queue' } }}
        elsewhere="history"
      />
    )
  return <WholeBatch batch={batch} />
}

function WholeBatch({ batch }: { batch: Batch }) {
  const chosen = useOpenBatch(({ tab }) => tab)
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
          <TabWithCount value="jobs" count={counts.jobs} />
          <TabWithCount value="rejected" count={counts.rejectedRows} isAlarming />
          <Tabs.Tab value="timeline">{words.batch.tabs.timeline}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="jobs">
          <JobTable batch={batch} />
        </Tabs.Panel>
        <Tabs.Panel value="rejected">
          <RejectedTable batch={batch} />
        </Tabs.Panel>
        <Tabs.Panel value="timeline">
          <TimelineTab batch={batch} />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}

/** Where there is no job but rows that were set aside, they explain why. */
function firstTab(batch: Batch): Tab {
  const { jobs, rejectedRows } = batch.counts
  return !isUnderWay(batch) && jobs === 0 && rejectedRows > 0 ? 'rejected' : 'jobs'
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
      <span className="batch-tab-count" data-tone={isAlarming && count > 0 ? 'warn' : undefined}>
        {number(count)}
      </span>
    </Tabs.Tab>
  )
}
