import { Button, Loader, Tooltip } from '@mantine/core'
import { IconChecklist, IconPlayerPlayFilled } from '@tabler/icons-react'
import { runCheck, startBatch, stopCheck, useNewBatch } from '../state/new-batch.ts'
import { go } from '../state/places.ts'
import { lacksOf } from '../view-math/draft.ts'
import { shownOf } from '../view-math/loading.ts'
import { words } from '../words/words.ts'
import { CheckReportNote } from './check-report.tsx'
import { ErrorNote } from './error-note.tsx'

/** Always in sight: what will be made, the check, and the start. */
export function StartBar() {
  const draft = useNewBatch(({ draft }) => draft)
  const inspection = useNewBatch(({ inspection }) => inspection)
  const check = useNewBatch(({ check }) => check)
  const starting = useNewBatch(({ starting }) => starting)
  const lacks = lacksOf(draft, inspection.is === 'failed' ? null : shownOf(inspection))
  const isReady = lacks.length === 0 && starting.is !== 'asked'
  return (
    <div className="start-bar-place">
      {check.is === 'done' && <CheckReportNote report={check.report} />}
      {check.is === 'failed' && <ErrorNote error={check.error} title={words.check.title} />}
      {starting.is === 'failed' && <ErrorNote error={starting.error} />}
      <div className="start-bar">
        <p className="start-facts" role="status">
          {lacks[0] !== undefined
            ? words.start.lacks[lacks[0]]
            : check.is === 'running'
              ? (check.doing ?? words.start.checking)
              : words.start.perRow(draft.languages.length * draft.formats.length)}
        </p>
        {check.is === 'running' ? (
          <Button variant="default" leftSection={<Loader size={14} />} onClick={stopCheck}>
            {words.start.stopCheck}
          </Button>
        ) : (
          <Button
            variant="default"
            leftSection={<IconChecklist size={16} />}
            disabled={!isReady}
            onClick={() => void runCheck()}
          >
            {words.start.check}
          </Button>
        )}
        <Tooltip label={lacks[0] === undefined ? '' : words.start.lacks[lacks[0]]} disabled={isReady}>
          <Button
            leftSection={<IconPlayerPlayFilled size={15} />}
            disabled={!isReady}
            loading={starting.is === 'asked'}
            onClick={() => void start()}
          >
            {words.start.start}
          </Button>
        </Tooltip>
      </div>
    </div>
  )
}

async function start(): Promise<void> {
  const batch = await startBatch()
  if (batch !== null) go({ name: 'batch', batch })
}
