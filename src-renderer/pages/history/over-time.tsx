import { Button, Loader, SegmentedControl } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { type ErrorShape, toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { InsightAnswers, Period } from '../../../src-shared/contract/insight.ts'
import { ask } from '../../bridge/bridge.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { NothingHere } from '../../parts/nothing-here.tsx'
import { useHistory, viewHistory } from '../../state/history.ts'
import { useStudio } from '../../state/studio.ts'
import { daysOf, type Span, spans, withoutEmptyStart } from '../../view-math/insight.ts'
import { dayOnly, monthOnly, wholeDay } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { ForecastCard, WorkCards } from './figures.tsx'
import { TemplateSelect } from './template-select.tsx'

type OverTime = InsightAnswers['history.over-time']

/** What the studio did on each day, week or month. */
export function OverTime() {
  const { span, template } = useHistory()
  const [shown, setShown] = useState<{ found: OverTime; per: Period } | null>(null)
  const [error, setError] = useState<ErrorShape | null>(null)
  const [tries, setTries] = useState(0)
  // Anew when a batch ends.
  const ended = useStudio(({ batches }) => batches.filter(({ status }) => status === 'finished').length)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what ended since, and another try, ask anew
  useEffect(() => {
    let isCurrent = true
    const days = daysOf(span, new Date())
    ask('history.over-time', { ...days, ...(template === null ? {} : { template }) }).then(
      (found) => {
        if (!isCurrent) return
        setError(null)
        setShown({ found, per: days.per })
      },
      (thrown: unknown) => isCurrent && setError(toErrorShape(thrown)),
    )
    return () => {
      isCurrent = false
    }
  }, [span, template, ended, tries])
  const { history } = words
  return (
    <>
      <div className="history-tools">
        <SegmentedControl
          size="xs"
          aria-label={history.span}
          data={spans.map((value) => ({ value, label: history.spans[value] }))}
          value={span}
          onChange={(value) => viewHistory({ span: value as Span })}
        />
        <TemplateSelect value={template} onChange={(wanted) => viewHistory({ template: wanted })} />
      </div>
      {error !== null && (
        <div className="history-fault">
          <ErrorNote error={error} onTryAgain={() => setTries(tries + 1)} />
        </div>
      )}
      {shown === null ? (
        error === null && <Loader className="history-loader" size="sm" aria-label={words.loading} />
      ) : (
        <Cards found={shown.found} per={shown.per} isNarrow={template !== null || span !== 'years'} />
      )}
    </>
  )
}

function Cards({ found, per, isNarrow }: { found: OverTime; per: Period; isNarrow: boolean }) {
  const { history } = words
  const { stretches, labels, names, forecasts } = useMemo(() => {
    const shown = withoutEmptyStart(found.stretches)
    const name = (day: string) =>
      per === 'month' ? monthOnly(day) : per === 'week' ? words.history.weekOf(wholeDay(day)) : wholeDay(day)
    return {
      stretches: shown,
      labels: shown.map(({ from }) => (per === 'month' ? monthOnly(from) : dayOnly(from))),
      names: shown.map(({ from }) => name(from)),
      forecasts: found.forecasts.map((each) => ({ ...each, label: dayOnly(each.at) })),
    }
  }, [found, per])
  if (found.stretches.every(({ done, failed, batches }) => done + failed + batches === 0))
    return (
      <NothingHere
        icon={<IconChartBar size={40} stroke={1.2} aria-hidden="true" />}
        title={isNarrow ? history.nothingThen : history.none}
      >
        {isNarrow ? (
          <>
            {history.nothingThenText}
            <br />
            <Button
              mt="sm"
              size="xs"
              variant="default"
              onClick={() => viewHistory({ span: 'years', template: null })}
            >
              {history.showAll}
            </Button>
          </>
        ) : (
          history.noneText
        )}
      </NothingHere>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="history-scroll" tabIndex={0} aria-label={history.tabs['over-time']}>
      <div className="figure-grid">
        <WorkCards stretches={stretches} processors={found.processors} labels={labels} names={names} />
        <ForecastCard forecasts={forecasts} first={history.figures.batch} />
      </div>
    </section>
  )
}
