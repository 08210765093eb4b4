import 'uplot/dist/uPlot.min.css'
import { useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import { alone, stacked } from '../view-math/insight.ts'

/** `colour`: the name of a variable of the looks. */
type ChartSeries = {
  name: string
  colour: string
  values: readonly (number | null)[]
  is: 'bars' | 'line' | 'dots'
}

export type ChartData = {
  /** Of each stretch, left to right. */
  labels: readonly string[]
  /** Bars stand on one another. */
  series: readonly ChartSeries[]
  /** What the axis on the left says of a value. */
  format(value: number): string
  /** A band behind: from and to in each stretch. */
  band?: { low: readonly (number | null)[]; high: readonly (number | null)[] }
  /** The axis ends here, whatever the values are. */
  most?: number
  /** Where the lines of the axis may stand: at whole numbers, or at round times of values in minutes. */
  steps?: keyof typeof stepsOf
}

const wholeSteps = Array.from({ length: 9 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat()
const day = 24 * 60
const stepsOf = {
  whole: wholeSteps,
  minutes: [
    ...[1, 2, 5, 10, 20, 30].map((seconds) => seconds / 60),
    ...[1, 2, 5, 10, 20, 30, 60, 120, 180, 360, 720],
    ...wholeSteps.map((days) => days * day),
  ],
}
const font = '11px Inter, system-ui, sans-serif'

/** Whether there is anything to draw. */
export const hasFigures = ({ series }: ChartData): boolean =>
  series.some(({ values }) => values.some((value) => value !== null && value !== 0))

/** A picture of figures. It says nothing to those who can't see it: a table stands beside it. `onPoint`: where the pointer is. */
export function Chart({ data, onPoint }: { data: ChartData; onPoint?: (index: number | null) => void }) {
  const { ref, width, height } = useElementSize()
  const scheme = useComputedColorScheme()
  const frame = useRef<HTMLDivElement>(null)
  const point = useRef(onPoint)
  point.current = onPoint
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours are those of the scheme
  useEffect(() => {
    const place = frame.current
    if (place === null || width === 0 || height === 0) return
    const plot = new uPlot(
      optionsOf(data, { width, height, onPoint: (index) => point.current?.(index) }),
      alignedOf(data),
      place,
    )
    return () => plot.destroy()
  }, [data, width, height, scheme])
  return (
    <div ref={ref} className="chart" aria-hidden="true">
      <div ref={frame} />
    </div>
  )
}

function alignedOf({ labels, series, band }: ChartData): uPlot.AlignedData {
  const bars = stacked(series.filter((each) => each.is === 'bars').map(({ values }) => values))
  const others = series.filter((each) => each.is !== 'bars').map(({ values }) => [...values])
  // The highest pile is drawn first, the others over it.
  return [
    labels.map((_, index) => index),
    ...(band === undefined ? [] : [[...band.high], [...band.low]]),
    ...bars.reverse(),
    ...others,
  ] as uPlot.AlignedData
}

function optionsOf(
  { labels, series, format, band, most, steps }: ChartData,
  how: { width: number; height: number; onPoint(index: number | null): void },
): uPlot.Options {
  const look = getComputedStyle(document.documentElement)
  const colour = (name: string) => look.getPropertyValue(name).trim() || 'gray'
  const quiet = colour('--mantine-color-dimmed')
  const line = colour('--studio-line')
  const bars = series.filter((each) => each.is === 'bars').reverse()
  const others = series.filter((each) => each.is !== 'bars')
  const accent = colour('--studio-chart-soft')
  const drawn: uPlot.Series[] = [
    {},
    ...(band === undefined
      ? []
      : [
          { stroke: 'transparent', points: { show: false } },
          { stroke: 'transparent', points: { show: false } },
        ]),
    ...bars.map((each) => ({
      fill: colour(each.colour),
      stroke: colour(each.colour),
      width: 0,
      paths: uPlot.paths.bars!({ size: [0.72, 26], radius: 0.12 }),
      points: { show: false },
    })),
    ...others.map((each) =>
      each.is === 'line'
        ? {
            stroke: colour(each.colour),
            width: 2,
            // While nothing worked there is nothing to be drawn.
            spanGaps: false,
            points: { show: true, filter: () => alone(each.values), size: 6, fill: colour(each.colour) },
          }
        : {
            stroke: colour(each.colour),
            width: 0,
            paths: () => null,
            points: { show: true, size: 6, fill: colour(each.colour), stroke: colour(each.colour) },
          },
    ),
  ]
  const isBars = bars.length > 0
  return {
    width: how.width,
    height: how.height,
    padding: [8, 18, 0, 0],
    legend: { show: false },
    cursor: {
      drag: { x: false, y: false, setScale: false },
      points: { show: false },
      y: false,
    },
    scales: {
      x: { time: false, range: [isBars ? -0.6 : -0.2, labels.length - (isBars ? 0.4 : 0.8)] },
      y: { range: (_plot, _low, high) => [0, most ?? (high > 0 ? high * 1.08 : 1)] },
    },
    axes: [
      {
        stroke: quiet,
        font,
        size: 24,
        gap: 4,
        grid: { show: false },
        ticks: { show: false },
        splits: () => ticksOf(labels.length, Math.max(2, Math.floor(how.width / 90))),
        values: ({ ctx, width }, splits) => {
          const room = (width - 60) / splits.length
          return splits.map((at) => fitted(ctx, labels[at] ?? '', room))
        },
      },
      {
        stroke: quiet,
        font,
        size: (plot, values) => axisWidth(plot, values),
        gap: 6,
        grid: { stroke: line, width: 1 },
        ticks: { show: false },
        space: 36,
        ...(steps === undefined ? {} : { incrs: stepsOf[steps] }),
        values: (_plot, splits) => splits.map(format),
      },
    ],
    series: drawn,
    ...(band === undefined ? {} : { bands: [{ series: [1, 2] as [number, number], fill: accent }] }),
    hooks: {
      setCursor: [
        ({ cursor }) =>
          how.onPoint(cursor.left === undefined || cursor.left < 0 ? null : (cursor.idx ?? null)),
      ],
    },
  }
}

/** As much of a name as fits into so many pixels: those beside it are to be read, too. */
function fitted(ctx: CanvasRenderingContext2D, label: string, room: number): string {
  ctx.save()
  ctx.font = font
  const widthOf = (text: string) => ctx.measureText(text).width
  const letters = [...new Intl.Segmenter().segment(label)].map(({ segment }) => segment)
  let shown = label
  while (letters.length > 1 && widthOf(shown) > room) {
    letters.pop()
    shown = `${letters.join('').trimEnd()}…`
  }
  ctx.restore()
  return shown
}

function axisWidth({ ctx }: uPlot, values: string[] | null): number {
  if (values === null) return 30
  ctx.save()
  ctx.font = font
  const widest = Math.max(0, ...values.map((value) => ctx.measureText(value).width))
  ctx.restore()
  return Math.ceil(widest) + 10
}

/** A few of so many places, evenly spread, the first among them. */
export function ticksOf(count: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(count / most))
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step)
}
