import { useMemo } from 'react'
import type { FailuresByCause, Work } from '../../../src-shared/contract/insight.ts'
import type { Cause } from '../../../src-shared/farm/causes.ts'
import type { PastForecast } from '../../../src-shared/farm/forecast.ts'
import { FigureCard } from '../../parts/figure-card.tsx'
import { causesIn, goodness, machineUse, sumOf, videosPerHour } from '../../view-math/insight.ts'
import { bytes, duration, number, percent } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

type Stretch = Work & { failures: FailuresByCause }

const causeColours: Record<Cause, string> = {
  row: '--studio-chart-1',
  transient: '--studio-chart-2',
  resource: '--studio-chart-3',
  encoder: '--studio-chart-4',
  ours: '--studio-chart-bad',
}

export const share = (of: number): string => words.history.share(number(percent(of)))
/** Of an error: it may be more than all. */
export const offBy = (of: number): string => words.history.share(number(of * 100))
const round = (value: number | null, digits: number): number | null =>
  value === null ? null : Number(value.toFixed(digits))

/** What was done in some stretches of time, as five pictures. `names`: of the stretches, longer than `labels`. */
export function WorkCards({
  stretches,
  processors,
  labels,
  names,
  workedSeconds,
}: {
  stretches: readonly Stretch[]
  processors: number
  /** For how long the work in all of them took, where that is known better than by whole minutes. */
  workedSeconds?: number
  labels: readonly string[]
  names: readonly string[]
}) {
  const cards = useMemo(() => {
    const sum = sumOf(stretches)
    const all = workedSeconds === undefined ? sum : { ...sum, activeSeconds: workedSeconds }
    return [
      videosCard(stretches, labels, names),
      rateCard(stretches, labels, names, all),
      failuresCard(stretches, labels, names),
      machineCard(stretches, labels, names, all, processors),
      bytesCard(stretches, labels, names),
    ]
  }, [stretches, processors, labels, names, workedSeconds])
  return cards.map((card) => <FigureCard key={card.title} {...card} />)
}

type Card = Parameters<typeof FigureCard>[0]
type Labels = readonly string[]

function videosCard(stretches: readonly Stretch[], labels: Labels, names: Labels): Card {
  const { figures, sum, pointed } = words.history
  const all = sumOf(stretches)
  const say = ({ done, failed }: Work) => sum.videos(number(done), number(failed))
  return {
    title: figures.videos,
    summary: say(all),
    pointed: (at) => pointed(names[at]!, say(stretches[at]!)),
    chart: {
      labels,
      steps: 'whole',
      format: (value) => number(value),
      series: [
        {
          name: figures.made,
          colour: '--studio-chart-1',
          values: stretches.map(({ done }) => done),
          is: 'bars',
        },
        ...(all.failed === 0
          ? []
          : [
              {
                name: figures.failed,
                colour: '--studio-chart-bad',
                values: stretches.map(({ failed }) => failed),
                is: 'bars' as const,
              },
            ]),
      ],
    },
    table: {
      columns: [figures.when, figures.made, figures.failed],
      rows: stretches.map(({ done, failed }, at) => [names[at]!, number(done), number(failed)]),
      numbers: stretches.map(({ done, failed }, at) => [names[at]!, done, failed]),
    },
  }
}

function rateCard(stretches: readonly Stretch[], labels: Labels, names: Labels, all: Work): Card {
  const { figures, sum, pointed } = words.history
  const rates = stretches.map(videosPerHour)
  const say = (rate: number | null) => (rate === null ? sum.idle : sum.rate(number(rate)))
  return {
    title: figures.rate,
    summary: say(videosPerHour(all)),
    pointed: (at) => pointed(names[at]!, say(rates[at]!)),
    chart: {
      labels,
      format: (value) => number(value),
      series: [{ name: figures.rate, colour: '--studio-chart-1', values: rates, is: 'line' }],
    },
    table: {
      columns: [figures.when, figures.rate],
      rows: rates.map((rate, at) => [names[at]!, rate === null ? '–' : number(rate)]),
      numbers: rates.map((rate, at) => [names[at]!, round(rate, 1)]),
    },
  }
}

function failuresCard(stretches: readonly Stretch[], labels: Labels, names: Labels): Card {
  const { figures, sum, pointed } = words.history
  const causes = causesIn(stretches)
  const of = (stretch: Stretch, cause: Cause) => stretch.failures[cause] ?? 0
  const total = (cause: Cause) => stretches.reduce((many, stretch) => many + of(stretch, cause), 0)
  const say = (many: (cause: Cause) => number) => {
    const parts = causes.filter((cause) => many(cause) > 0)
    return parts.length === 0
      ? sum.noFailures
      : parts.map((cause) => `${words.causes[cause]}: ${number(many(cause))}`).join(', ')
  }
  return {
    title: figures.failures,
    summary: say(total),
    pointed: (at) =>
      pointed(
        names[at]!,
        say((cause) => of(stretches[at]!, cause)),
      ),
    chart: {
      labels,
      steps: 'whole',
      format: (value) => number(value),
      series: causes.map((cause) => ({
        name: words.causes[cause],
        colour: causeColours[cause],
        values: stretches.map((stretch) => of(stretch, cause)),
        is: 'bars',
      })),
    },
    table: {
      columns: [figures.when, ...causes.map((cause) => words.causes[cause])],
      rows: stretches.map((stretch, at) => [
        names[at]!,
        ...causes.map((cause) => number(of(stretch, cause))),
      ]),
      numbers: stretches.map((stretch, at) => [names[at]!, ...causes.map((cause) => of(stretch, cause))]),
    },
  }
}

function machineCard(
  stretches: readonly Stretch[],
  labels: Labels,
  names: Labels,
  all: Work,
  processors: number,
): Card {
  const { figures, sum, pointed } = words.history
  const uses = stretches.map((stretch) => machineUse(stretch, processors))
  const say = (use: number | null, cpuSeconds: number) =>
    use === null ? sum.idle : sum.machine(share(use), duration(cpuSeconds))
  return {
    title: figures.machine,
    summary: say(machineUse(all, processors), all.cpuSeconds),
    pointed: (at) => pointed(names[at]!, say(uses[at]!, stretches[at]!.cpuSeconds)),
    chart: {
      labels,
      most: 1,
      format: (value) => words.history.share(number(value * 100)),
      series: [{ name: figures.machine, colour: '--studio-chart-2', values: uses, is: 'line' }],
    },
    table: {
      columns: [figures.when, figures.busy, figures.cpu],
      rows: uses.map((use, at) => [
        names[at]!,
        use === null ? '–' : share(use),
        duration(stretches[at]!.cpuSeconds),
      ]),
      numbers: uses.map((use, at) => [names[at]!, round(use, 3), Math.round(stretches[at]!.cpuSeconds)]),
    },
  }
}

function bytesCard(stretches: readonly Stretch[], labels: Labels, names: Labels): Card {
  const { figures, pointed } = words.history
  return {
    title: figures.bytes,
    summary: bytes(sumOf(stretches).bytes),
    pointed: (at) => pointed(names[at]!, bytes(stretches[at]!.bytes)),
    chart: {
      labels,
      format: bytes,
      series: [
        {
          name: figures.written,
          colour: '--studio-chart-3',
          values: stretches.map(({ bytes: written }) => written),
          is: 'bars',
        },
      ],
    },
    table: {
      columns: [figures.when, figures.written],
      rows: stretches.map(({ bytes: written }, at) => [names[at]!, bytes(written)]),
      numbers: stretches.map(({ bytes: written }, at) => [names[at]!, written]),
    },
  }
}

/** What was foretold, and what came of it. `label`: where it stands; `name`: in the table, else its label. */
export function ForecastCard({
  forecasts,
  first,
}: {
  forecasts: readonly (PastForecast & { label: string; name?: string })[]
  /** Heading of the first column. */
  first: string
}) {
  const card = useMemo((): Card => {
    const { figures, sum, pointed } = words.history
    const good = goodness(forecasts)
    const name = (at: number) => forecasts[at]!.name ?? forecasts[at]!.label
    const minutes = forecasts.map(({ foretold, came }) => ({
      low: foretold.low / 60,
      high: foretold.high / 60,
      likely: foretold.likely / 60,
      came: came / 60,
    }))
    return {
      title: figures.forecasts,
      summary: good === null ? sum.noForecast : sum.forecast(offBy(good.median), share(good.within)),
      pointed: (at) =>
        pointed(
          name(at),
          sum.foretold(duration(forecasts[at]!.foretold.likely), duration(forecasts[at]!.came)),
        ),
      chart: {
        labels: forecasts.map(({ label }) => label),
        steps: 'minutes',
        format: (value) => duration(value * 60).replace(/ 0 (s|min)$/, ''),
        band: { low: minutes.map(({ low }) => low), high: minutes.map(({ high }) => high) },
        series: [
          {
            name: figures.foretold,
            colour: '--studio-chart-1',
            values: minutes.map(({ likely }) => likely),
            is: 'line',
          },
          {
            name: figures.came,
            colour: '--studio-chart-truth',
            values: minutes.map(({ came }) => came),
            is: 'dots',
          },
        ],
      },
      table: {
        columns: [first, figures.doneShare, figures.foretold, figures.range, figures.came],
        rows: forecasts.map(({ doneShare, foretold, came }, at) => [
          name(at),
          share(doneShare),
          duration(foretold.likely),
          `${duration(foretold.low)} – ${duration(foretold.high)}`,
          duration(came),
        ]),
        numbers: forecasts.map(({ doneShare, foretold, came }, at) => [
          name(at),
          round(doneShare, 3),
          Math.round(foretold.likely),
          `${Math.round(foretold.low)}-${Math.round(foretold.high)}`,
          Math.round(came),
        ]),
      },
    }
  }, [forecasts, first])
  return <FigureCard {...card} />
}
