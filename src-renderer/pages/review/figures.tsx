import { Loader } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { useEffect } from 'react'
import '../../looks/history.css'
import type { ReviewStatistics } from '../../../src-shared/contract/review.ts'
import { ask } from '../../bridge/bridge.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FigureCard } from '../../parts/figure-card.tsx'
import { NothingHere } from '../../parts/nothing-here.tsx'
import { useAsked } from '../../state/asked.ts'
import { listen } from '../../state/studio.ts'
import { shownOf } from '../../view-math/loading.ts'
import { number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

/** How a batch was reviewed: how long, why, how far people agree, and what they and the checks saw. */
export function Figures({ batch }: { batch: string }) {
  const [asked, again] = useAsked(batch, () => ask('review.statistics', { batch }))
  const found = shownOf(asked)
  useEffect(
    () =>
      listen((events) => {
        if (events.some((event) => event.event === 'review.changed' && event.batch === batch)) again()
      }),
    [batch, again],
  )
  const { figures } = words.review
  if (asked.is === 'failed')
    return (
      <div className="results-head">
        <ErrorNote error={asked.error} onTryAgain={again} />
      </div>
    )
  if (found === null) return <Loader className="results-loader" size="sm" aria-label={words.loading} />
  if (found.decisions === 0)
    return (
      <NothingHere icon={<IconChartBar size={40} stroke={1.2} aria-hidden="true" />} title={figures.empty}>
        {figures.emptyText}
      </NothingHere>
    )
  return <Drawn found={found} />
}

function Drawn({ found }: { found: ReviewStatistics }) {
  const { figures, rejecting } = words.review
  const { names } = words.checkWords
  const seconds = (value: number | null) => (value === null ? figures.none : figures.seconds(value))
  const kappa = (value: number | null) => (value === null ? figures.none : number(value, 2))
  const bars = (labels: string[], values: (number | null)[], format = (value: number) => number(value)) => ({
    labels,
    series: [{ name: '', colour: '--studio-chart-1', values, is: 'bars' as const }],
    format,
    steps: 'whole' as const,
  })
  const counted = (
    title: string,
    summary: string,
    column: string,
    entries: readonly (readonly [string, number])[],
  ) => (
    <FigureCard
      title={title}
      summary={summary}
      chart={bars(
        entries.map(([name]) => name),
        entries.map(([, amount]) => amount),
      )}
      table={{
        columns: [column, figures.videos],
        rows: entries.map(([name, amount]) => [name, number(amount)]),
        numbers: entries.map(([name, amount]) => [name, amount]),
      }}
      pointed={(index) => `${entries[index]?.[0]}: ${number(entries[index]?.[1] ?? 0)}`}
    />
  )
  const { byBoth, missed, unchecked, overruled } = found.found
  const kinds = Object.entries({ byBoth, missed, unchecked, overruled }) as [
    keyof typeof figures.foundKinds,
    number,
  ][]
  const rejections = found.reasons.reduce((sum, { decisions }) => sum + decisions, 0)
  const facts: [string, string][] = [
    [figures.decisions, number(found.decisions)],
    [figures.videos, number(found.videos)],
    [figures.median, seconds(found.medianSeconds)],
    [figures.agreement, kappa(found.agreement.fleiss)],
  ]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="review-figures" tabIndex={0} aria-label={words.review.tabs.figures}>
      <dl className="review-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="review-cards">
        <FigureCard
          title={figures.time}
          summary={figures.timeLine}
          chart={bars(
            found.reviewers.map(({ reviewer }) => reviewer),
            found.reviewers.map(({ medianSeconds }) => medianSeconds),
            (value) => figures.seconds(value),
          )}
          table={{
            columns: [
              figures.person,
              figures.decisions,
              figures.rejectedColumn,
              figures.medianColumn,
              figures.meanColumn,
            ],
            rows: found.reviewers.map((each) => [
              each.reviewer,
              number(each.decisions),
              number(each.rejected),
              seconds(each.medianSeconds),
              seconds(each.meanSeconds),
            ]),
            numbers: found.reviewers.map((each) => [
              each.reviewer,
              each.decisions,
              each.rejected,
              each.medianSeconds,
              each.meanSeconds,
            ]),
          }}
          pointed={(index) => {
            const each = found.reviewers[index]
            return each === undefined ? '' : `${each.reviewer}: ${seconds(each.medianSeconds)}`
          }}
        />
        {counted(
          figures.reasons,
          figures.reasonsLine(rejections),
          figures.reason,
          found.reasons.map(({ reason, decisions }) => [rejecting.reasons[reason], decisions]),
        )}
        {counted(
          figures.found,
          figures.foundLine,
          figures.kind,
          kinds.map(([kind, amount]) => [figures.foundKinds[kind], amount]),
        )}
        <FigureCard
          title={figures.agreed}
          summary={figures.agreedLine(found.agreement.videos)}
          chart={bars(
            found.agreement.pairs.map(({ first, second }) => `${first} · ${second}`),
            found.agreement.pairs.map(({ agreed, videos }) =>
              videos === 0 ? null : (agreed / videos) * 100,
            ),
            (value) => `${number(value)} %`,
          )}
          table={{
            columns: [figures.person, figures.pair, figures.same, figures.kappa],
            rows: found.agreement.pairs.map((pair) => [
              `${pair.first} · ${pair.second}`,
              number(pair.videos),
              number(pair.agreed),
              kappa(pair.kappa),
            ]),
            numbers: found.agreement.pairs.map((pair) => [
              `${pair.first} · ${pair.second}`,
              pair.videos,
              pair.agreed,
              pair.kappa,
            ]),
          }}
          pointed={(index) => {
            const pair = found.agreement.pairs[index]
            return pair === undefined
              ? ''
              : `${pair.first} · ${pair.second}: ${number(pair.agreed)} / ${number(pair.videos)}`
          }}
        />
        {counted(
          figures.missed,
          figures.missedLine,
          figures.reason,
          found.missedReasons.map(({ reason, videos }) => [rejecting.reasons[reason], videos]),
        )}
        {counted(
          figures.overruled,
          figures.overruledLine,
          figures.check,
          found.overruledChecks.map(({ check, videos }) => [names[check], videos]),
        )}
      </div>
    </section>
  )
}
