import { Button, Loader } from '@mantine/core'
import { IconChartBar, IconLayoutGrid, IconStack2 } from '@tabler/icons-react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { type ErrorShape, toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { InsightAnswers } from '../../../src-shared/contract/insight.ts'
import { ask } from '../../bridge/bridge.ts'
import { BatchBadge } from '../../parts/batch-status.tsx'
import { BatchTitle } from '../../parts/batch-title.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { NothingHere } from '../../parts/nothing-here.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { useActionsHere } from '../../state/actions.ts'
import { go } from '../../state/places.ts'
import { useStudio } from '../../state/studio.ts'
import { apart } from '../../view-math/bidi.ts'
import { goodness, machineUse, sumOf } from '../../view-math/insight.ts'
import { bytes, clockTime, dayAndTime, duration, number } from '../../view-math/numbers.ts'
import { told, words } from '../../words/words.ts'
import { ForecastCard, offBy, share, WorkCards } from './figures.tsx'

type Figures = InsightAnswers['history.batch']

/** What one batch did. */
export function BatchFigures({ id }: { id: string }) {
  const [figures, setFigures] = useState<Figures | null>(null)
  const [error, setError] = useState<ErrorShape | null>(null)
  const [tries, setTries] = useState(0)
  // Anew when its status changes.
  const status = useStudio(({ batches }) => batches.find((batch) => batch.id === id)?.status)
  // biome-ignore lint/correctness/useExhaustiveDependencies: its status, and another try, ask anew
  useEffect(() => {
    let isCurrent = true
    ask('history.batch', { batch: id }).then(
      (found) => {
        if (!isCurrent) return
        setError(null)
        setFigures(found)
      },
      (thrown: unknown) => isCurrent && setError(toErrorShape(thrown)),
    )
    return () => {
      isCurrent = false
    }
  }, [id, status, tries])
  const { of } = words.history
  useActionsHere({
    'history.batch': () => go({ name: 'batch', batch: id }),
    'history.results': () => go({ name: 'results', batch: id }),
    'history.all': () => go({ name: 'history' }),
  })
  return (
    <div className="history-page">
      <div className="history-head">
        <PageHead
          title={
            <BatchTitle
              name={figures?.batch.name ?? words.history.title}
              back={{ label: of.back, to: { name: 'history' } }}
            >
              {figures !== null && <BatchBadge batch={figures.batch} />}
            </BatchTitle>
          }
          line={
            figures === null
              ? ''
              : `${apart(figures.batch.template.title)} ${figures.batch.template.version} · ${dayAndTime(figures.batch.createdAt, new Date())} · ${told(figures.batch.reason)}`
          }
        >
          <Button
            variant="default"
            leftSection={<IconLayoutGrid size={16} />}
            disabled={(figures?.batch.counts.done ?? 0) === 0}
            onClick={() => go({ name: 'results', batch: id })}
          >
            {of.results}
          </Button>
          <Button
            variant="default"
            leftSection={<IconStack2 size={16} />}
            onClick={() => go({ name: 'batch', batch: id })}
          >
            {of.open}
          </Button>
        </PageHead>
        {error !== null && <ErrorNote error={error} onTryAgain={() => setTries(tries + 1)} />}
      </div>
      {figures === null ? (
        error === null && <Loader className="history-loader" size="sm" aria-label={words.loading} />
      ) : (
        <Whole figures={figures} />
      )}
    </div>
  )
}

function Whole({ figures }: { figures: Figures }) {
  const { of } = words.history
  const { stretches, processors, forecasts, failures, rejected } = figures
  const { labels, names, foretold } = useMemo(() => {
    const isLong = lengthOf(stretches) > 20 * 3_600
    const moments = stretches.map(({ from }) => clockTime(from, true))
    return {
      names: moments,
      labels: isLong ? moments : stretches.map(({ from }) => clockTime(from).slice(0, 5)),
      foretold: forecasts.map((each) => ({ ...each, label: share(each.doneShare) })),
    }
  }, [stretches, forecasts])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="history-scroll" tabIndex={0} aria-label={words.history.title}>
      <Facts figures={figures} />
      {stretches.length === 0 ? (
        <NothingHere icon={<IconChartBar size={40} stroke={1.2} aria-hidden="true" />} title={of.nothing}>
          {of.nothingText}
        </NothingHere>
      ) : (
        <div className="figure-grid">
          <WorkCards
            stretches={stretches}
            processors={processors}
            labels={labels}
            names={names}
            workedSeconds={figures.workedSeconds}
          />
          <ForecastCard forecasts={foretold} first={words.history.figures.doneShare} />
        </div>
      )}
      {failures.length > 0 && (
        <Reasons
          title={of.failuresList}
          columns={[of.cause, of.code, of.videos, of.example]}
          rows={failures.map(({ cause, code, jobs, example }) => [
            words.causes[cause],
            code,
            number(jobs),
            example,
          ])}
        />
      )}
      {rejected.length > 0 && (
        <Reasons
          title={of.rejectedList}
          columns={[of.rule, of.rows, of.example]}
          rows={rejected.map(({ rule, rows, example }) => [rule, number(rows), example])}
        />
      )}
    </section>
  )
}

const lengthOf = (stretches: Figures['stretches']) =>
  stretches.reduce((seconds, stretch) => seconds + stretch.seconds, 0)

function Facts({ figures }: { figures: Figures }) {
  const { batch, workedSeconds, stretches, processors, forecasts } = figures
  const { jobs, done, unchanged, failed, rejectedRows } = batch.counts
  const { of } = words.history
  const made = done - unchanged
  const use = machineUse({ ...sumOf(stretches), activeSeconds: workedSeconds }, processors)
  const good = goodness(forecasts.slice(0, 1))
  return (
    <dl className="figure-facts">
      <Fact name={of.made} value={number(done)} more={of.ofPlanned(number(jobs))} />
      <Fact name={of.failed} value={number(failed)} tone={failed > 0 ? 'bad' : undefined} />
      <Fact name={of.rejected} value={number(rejectedRows)} tone={rejectedRows > 0 ? 'warn' : undefined} />
      <Fact name={of.unchanged} value={done === 0 ? '–' : share(unchanged / done)} title={of.unchangedText} />
      <Fact name={of.worked} value={workedSeconds === 0 ? '–' : duration(workedSeconds)} />
      <Fact
        name={of.rate}
        value={workedSeconds < 1 || made === 0 ? '–' : number((made / workedSeconds) * 3_600)}
      />
      <Fact name={of.bytes} value={figures.bytes === 0 ? '–' : bytes(figures.bytes)} />
      <Fact
        name={of.machine}
        value={use === null ? '–' : share(use)}
        more={use === null ? undefined : of.cpu(duration(figures.cpuSeconds))}
      />
      <Fact name={of.forecast} value={good === null ? '–' : offBy(good.median)} />
    </dl>
  )
}

function Fact({
  name,
  value,
  more,
  tone,
  title,
}: {
  name: string
  value: string
  more?: string | undefined
  tone?: string | undefined
  title?: string
}) {
  return (
    <div title={title}>
      <dt>{name}</dt>
      <dd data-tone={tone}>
        {value} {more !== undefined && <span>{more}</span>}
      </dd>
    </div>
  )
}

function Reasons({
  title,
  columns,
  rows,
}: {
  title: string
  columns: readonly string[]
  rows: readonly (readonly ReactNode[])[]
}) {
  return (
    <section className="reasons" aria-label={title}>
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a code may stand under two causes
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={columns[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
