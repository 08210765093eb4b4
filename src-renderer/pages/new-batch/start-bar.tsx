import { Button, Loader, Tooltip } from '@mantine/core'
import { IconChecklist, IconClock, IconGauge, IconPlayerPlayFilled } from '@tabler/icons-react'
import { ErrorNote } from '../../parts/error-note.tsx'
import { tell } from '../../parts/tell.tsx'
import { runCheck, runEstimate, startBatch, stopCheck, useNewBatch } from '../../state/new-batch.ts'
import { go } from '../../state/places.ts'
import { useTableRows } from '../../state/table-rows.ts'
import { lacksOf } from '../../view-math/draft.ts'
import { shownOf } from '../../view-math/loading.ts'
import { nameOfPath } from '../../view-math/numbers.ts'
import { goodRows } from '../../view-math/table-view.ts'
import { words } from '../../words/words.ts'
import { EstimateNote } from './estimate-note.tsx'

/** Always in sight: what will be made, what it takes, the check, and the start. */
export function StartBar() {
  const draft = useNewBatch(({ draft }) => draft)
  const inspection = useNewBatch(({ inspection }) => inspection)
  const check = useNewBatch(({ check }) => check)
  const estimate = useNewBatch(({ estimate }) => estimate)
  const starting = useNewBatch(({ starting }) => starting)
  const lacks = lacksOf(draft, inspection.is === 'failed' ? null : shownOf(inspection))
  const isReady = lacks.length === 0 && starting.is !== 'asked'
  const { when } = draft.start
  const label =
    when === 'at' ? words.start.startLater : when === 'after' ? words.start.startAfter : words.start.start
  return (
    <section className="start-bar-place" aria-label={words.start.start}>
      <EstimateNote />
      {starting.is === 'failed' && <ErrorNote error={starting.error} />}
      <div className="start-bar">
        <p className="start-facts" role="status">
          {lacks[0] !== undefined ? words.start.lacks[lacks[0]] : <Amount />}
        </p>
        <Button
          variant="subtle"
          leftSection={<IconGauge size={16} />}
          disabled={!isReady || estimate.is === 'running'}
          onClick={() => void runEstimate()}
        >
          {words.estimate.estimate}
        </Button>
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
            leftSection={when === 'now' ? <IconPlayerPlayFilled size={15} /> : <IconClock size={16} />}
            disabled={!isReady}
            loading={starting.is === 'asked'}
            onClick={() => void start()}
          >
            {label}
          </Button>
        </Tooltip>
      </div>
    </section>
  )
}

/** Rows x languages x formats. */
function Amount() {
  const languages = useNewBatch(({ draft }) => draft.languages.length)
  const formats = useNewBatch(({ draft }) => draft.formats.length)
  const chosen = useNewBatch(({ draft }) => draft.rows.trim())
  const table = useTableRows(({ table }) => table)
  if (table === null) return null
  if (chosen !== '')
    return words.start.videos(
      `${words.output.rows} ${chosen}`,
      languages,
      formats,
      words.start.countOf(languages * formats),
    )
  const rows = goodRows(table)
  const aside = table.bad + table.setAside
  return (
    <>
      {words.start.videos(
        words.start.rows(rows),
        languages,
        formats,
        words.start.countOf(rows * languages * formats),
      )}
      {aside > 0 && <span className="start-aside">{words.start.aside(aside)}</span>}
    </>
  )
}

async function start(): Promise<void> {
  const { draft } = useNewBatch.getState()
  const batch = await startBatch()
  if (batch === null) return
  if (draft.start.when !== 'now') tell(words.start.queued(nameOfPath(draft.data ?? batch)))
  go({ name: 'batch', batch })
}
