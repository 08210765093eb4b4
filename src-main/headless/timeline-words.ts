import type { Timeline } from '../../src-shared/farm/farm.ts'
import { pastForecastLine } from './farm-words.ts'
import { count, duration, fitted, inLine, localTime, size, table } from './wording.ts'

const blocks = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']

/** A batch over time as text: what became of it, how many videos each stretch made, what failed and was tried again. */
export function timelineLines(timeline: Timeline, columns: number): string[] {
  const { changes, stretches, forecasts } = timeline
  const room = Math.max(40, columns - 1)
  return [
    ...changes.map(({ at, status, reason }) => `${localTime(at)}  ${status.padEnd(11)}  ${inLine(reason)}`),
    ...(stretches.length === 0 ? [] : ['', ...chart(stretches, room)]),
    ...(forecasts.length === 0
      ? []
      : ['', 'What was foretold, and what came', ...forecasts.map(pastForecastLine)]),
  ]
}

function chart(stretches: Timeline['stretches'], room: number): string[] {
  const first = stretches[0]!
  const whole = stretches.reduce((sum, { seconds }) => sum + seconds, 0)
  const rows = [
    { label: 'videos', values: stretches.map(({ done }) => done), unit: 'done' },
    { label: 'failed', values: stretches.map(({ failed }) => failed), unit: 'failed' },
    { label: 'retries', values: stretches.map(({ retries }) => retries), unit: 'tried again' },
    {
      label: 'CPU',
      values: stretches.map(({ cpuSeconds, seconds }) => cpuSeconds / Math.max(1, seconds)),
      unit: '',
    },
  ].filter(({ label, values }) => label === 'videos' || values.some((value) => value > 0))
  const cells = Math.max(1, Math.min(stretches.length, room - 40))
  const lines = rows.map(({ label, values, unit }) => {
    const most = Math.max(...values)
    const total = values.reduce((sum, value) => sum + value, 0)
    const says =
      label === 'CPU'
        ? `${most.toFixed(1)} processors at most`
        : `${total.toLocaleString('en')} ${unit}, ${most.toLocaleString('en')} at most in one`
    return [
      label,
      merged(values, cells)
        .map((value) => blockOf(value, most))
        .join(''),
      says,
    ]
  })
  const bytes = stretches.reduce((sum, stretch) => sum + stretch.bytes, 0)
  const cpu = stretches.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0)
  return [
    ...table(lines.map(([label, drawn, says]) => [label!, `|${drawn}|`, says!])).map((line) =>
      fitted(line, room),
    ),
    `${localTime(first.from)}, ${count(stretches.length, 'stretch', 'stretches')} of ${duration(first.seconds)}, ${duration(whole)} in all; ${duration(cpu)} of CPU, ${size(bytes)} written`,
  ]
}

/** The most of each group, so that so many are left. */
function merged(values: number[], cells: number): number[] {
  return Array.from({ length: cells }, (_, cell) => {
    const from = Math.floor((cell * values.length) / cells)
    const to = Math.max(from + 1, Math.floor(((cell + 1) * values.length) / cells))
    return Math.max(...values.slice(from, to))
  })
}

/** What is not nothing is seen. */
const blockOf = (value: number, most: number) =>
  value <= 0 ? blocks[0]! : blocks[Math.max(1, Math.round((value / most) * 8))]!
