import '../looks/history.css'
import { SegmentedControl } from '@mantine/core'
import { PageHead } from '../parts/page-head.tsx'
import { useActionsHere } from '../state/actions.ts'
import { type HistoryView, useHistory, viewHistory } from '../state/history.ts'
import { words } from '../words/words.ts'
import { BatchFigures } from './history/batch-figures.tsx'
import { BatchList } from './history/batch-list.tsx'
import { OverTime } from './history/over-time.tsx'

/** What was: every batch, what the studio did over time, and, with a batch, what that one did. */
export function HistoryPage({ batch }: { batch: string | null }) {
  return batch === null ? <Everything /> : <BatchFigures id={batch} />
}

const tabs = ['batches', 'over-time'] as const

function Everything() {
  const tab = useHistory(({ tab }) => tab)
  const { history } = words
  useActionsHere({
    'history.search'() {
      viewHistory({ tab: 'batches' })
      setTimeout(() => document.getElementById('history-search')?.focus())
    },
    'history.batches': () => viewHistory({ tab: 'batches' }),
    'history.over-time': () => viewHistory({ tab: 'over-time' }),
  })
  return (
    <div className="history-page">
      <div className="history-head">
        <PageHead title={history.title} line={history.line}>
          <SegmentedControl
            size="sm"
            aria-label={history.view}
            data={tabs.map((value) => ({ value, label: history.tabs[value] }))}
            value={tab}
            onChange={(value) => viewHistory({ tab: value as HistoryView['tab'] })}
          />
        </PageHead>
      </div>
      {tab === 'batches' ? <BatchList /> : <OverTime />}
    </div>
  )
}
