import '../looks/new-batch.css'
import { Tabs } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { DropPlace } from '../parts/drop-place.tsx'
import { tellFault } from '../parts/tell.tsx'
import { useActionsHere } from '../state/actions.ts'
import {
  type BatchTab,
  loadOffers,
  restoreDraft,
  runCheck,
  runEstimate,
  showTab,
  startOver,
  useNewBatch,
} from '../state/new-batch.ts'
import { redoChange, undoChange, useTableRows } from '../state/table-rows.ts'
import { number } from '../view-math/numbers.ts'
import { words } from '../words/words.ts'
import { CheckTab } from './new-batch/check-report.tsx'
import { ColumnsTab } from './new-batch/columns-section.tsx'
import { OutputSection } from './new-batch/output-section.tsx'
import { RecordsTab } from './new-batch/records-tab.tsx'
import { StartBar } from './new-batch/start-bar.tsx'
import { pickTable, TableHead } from './new-batch/table-head.tsx'
import { TemplateSection } from './new-batch/template-section.tsx'
import { Welcome } from './new-batch/welcome.tsx'
import { WhenSection } from './new-batch/when-section.tsx'

/** From a table and a template to a started batch. */
export function NewBatchPage() {
  const data = useNewBatch(({ draft }) => draft.data)
  const template = useNewBatch(({ draft }) => draft.template)
  useEffect(() => {
    void restoreDraft()
    void loadOffers()
  }, [])
  const isEmpty = data === null && template === null
  useActionsHere(isEmpty ? chooseOther : withTable)
  return (
    <DropPlace>
      {isEmpty ? (
        <Welcome />
      ) : (
        <div className="new-batch">
          <TableHead />
          <div className="new-batch-body">
            <Work />
            <section className="new-batch-side" aria-label={words.newBatch.settings}>
              <TemplateSection />
              {template !== null && (
                <>
                  <OutputSection template={template} />
                  <WhenSection />
                </>
              )}
            </section>
          </div>
          <StartBar />
        </div>
      )}
    </DropPlace>
  )
}

const settle = (work: Promise<unknown>) => void work.catch(tellFault)
const chooseOther = { 'new-batch.choose-table': () => void pickTable() }
const withTable = {
  ...chooseOther,
  'new-batch.rows': () => showTab('rows'),
  'new-batch.columns': () => showTab('columns'),
  'new-batch.check-tab': () => showTab('check'),
  'new-batch.undo': () => settle(undoChange()),
  'new-batch.redo': () => settle(redoChange()),
  'new-batch.check': () => settle(runCheck()),
  'new-batch.estimate': () => settle(runEstimate()),
  'new-batch.start-over': startOver,
}

/** The table's rows, which column fills what, and what the check found. */
function Work() {
  const tab = useNewBatch(({ tab }) => tab)
  const bad = useTableRows(({ table }) => table?.bad ?? 0)
  const missing = useNewBatch(({ inspection }) =>
    inspection.is === 'there' ? inspection.value.missing.length : 0,
  )
  const found = useNewBatch(({ check }) =>
    check.is === 'done' ? check.value.errors + check.value.warnings : 0,
  )
  const tabs: [BatchTab, number, ReactNode][] = [
    ['rows', bad, <RecordsTab key="rows" />],
    ['columns', missing, <ColumnsTab key="columns" />],
    ['check', found, <CheckTab key="check" />],
  ]
  return (
    <Tabs
      className="new-batch-work"
      value={tab}
      keepMounted={false}
      onChange={(value) => showTab(value as BatchTab)}
    >
      <Tabs.List aria-label={words.newBatch.tabsLabel}>
        {tabs.map(([value, amount]) => (
          <Tabs.Tab key={value} value={value}>
            {words.newBatch.tabs[value]}
            {amount > 0 && <span className="tab-count">{number(amount)}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(([value, , children]) => (
        <Tabs.Panel key={value} value={value} className="new-batch-panel">
          {children}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
