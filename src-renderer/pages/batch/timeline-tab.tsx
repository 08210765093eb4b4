import { IconChartBar } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import { type ErrorShape, toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { Timeline } from '../../../src-shared/farm/farm.ts'
import { ask } from '../../bridge/bridge.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { NothingHere } from '../../parts/nothing-here.tsx'
import { Told } from '../../parts/told.tsx'
import { bytes, clockTime, duration, number, percent } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

const askEvery = 5_000

/** What happened to a batch: videos over time as bars, the same as a table, every change with its reason, and the estimates. */
export function TimelineTab({ batch }: { batch: Batch }) {
  const [timeline, setTimeline] = useState<Timeline | null>(null)
  const [error, setError] = useState<ErrorShape | null>(null)
  const { id, status } = batch
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new status is news
  useEffect(() => {
    let isOver = false
    const look = () =>
      ask('batch.timeline', { batch: id }).then(
        (found) => {
          if (isOver) return
          setTimeline(found)
          setError(null)
        },
        (thrown: unknown) => !isOver && setError(toErrorShape(thrown)),
      )
    void look()
    const timer = setInterval(look, askEvery)
    return () => {
      isOver = true
      clearInterval(timer)
    }
  }, [id, status])
  if (error !== null && timeline === null)
    return (
      <div className="tab-column">
        <ErrorNote error={error} />
      </div>
    )
  if (timeline === null) return <p className="list-hint list-tools">{words.loading}</p>
  const { stretches, changes, forecasts } = timeline
  return (
    <div className="tab-scroll">
      <div className="tab-column">
        {stretches.length === 0 ? (
          <NothingHere
            icon={<IconChartBar size={40} stroke={1.2} aria-hidden="true" />}
            title={words.timeline.none}
          >
            {words.timeline.noneText}
          </NothingHere>
        ) : (
          <>
            <Chart stretches={stretches} />
            <Figures stretches={stretches} />
          </>
        )}
        <section className="timeline-section">
          <h2>{words.timeline.changes}</h2>
          <ol className="change-list">
            {changes.toReversed().map(({ at, status, reason }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two changes may be told at the same moment
              <li key={`${at} ${index}`}>
                <time dateTime={at}>{clockTime(at, true)}</time>
                <strong>{words.batchStatus[status as Batch['status']] ?? status}</strong>
                <span>
                  <Told text={reason} />
                </span>
              </li>
            ))}
          </ol>
        </section>
        {forecasts.length > 0 && (
          <section className="timeline-section">
            <h2>{words.timeline.forecasts}</h2>
            <table className="batch-figures">
              <thead>
                <tr>
                  <th scope="col">{words.timeline.doneShare}</th>
                  <th scope="col">{words.timeline.foretold}</th>
                  <th scope="col">{words.timeline.came}</th>
                </tr>
              </thead>
              <tbody>
                {forecasts.map(({ doneShare, foretold, came }) => (
                  <tr key={doneShare}>
                    <td>{percent(doneShare)} %</td>
                    <td>
                      {duration(foretold.likely)} ({duration(foretold.low)} – {duration(foretold.high)})
                    </td>
                    <td>{duration(came)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </div>
    </div>
  )
}

type Stretches = Timeline['stretches']
const height = 140
const width = 1_000

function Chart({ stretches }: { stretches: Stretches }) {
  const most = Math.max(1, ...stretches.map(({ done, failed }) => done + failed))
  // A few stretches are no wall.
  const step = width / Math.max(stretches.length, 24)
  const last = stretches.at(-1)!
  const end = new Date(Date.parse(last.from) + last.seconds * 1_000).toISOString()
  const [from, to] = [clockTime(stretches[0]!.from, true), clockTime(end, true)]
  return (
    <figure className="bar-chart">
      <figcaption>
        {words.timeline.chart}
        <span className="chart-legend">
          <span data-part="done">{words.timeline.done}</span>
          <span data-part="failed">{words.timeline.failed}</span>
        </span>
      </figcaption>
      <div className="chart-frame">
        <span className="chart-most" aria-hidden="true">
          {number(most)}
        </span>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={words.timeline.chartText(from, to, number(most))}
        >
          {stretches.map(({ from, done, failed }, index) => {
            const [good, bad] = [(done / most) * height, (failed / most) * height]
            return (
              <g key={from}>
                <title>{`${clockTime(from, true)}: ${number(done)} ${words.timeline.done}, ${number(failed)} ${words.timeline.failed}`}</title>
                <rect
                  data-part="done"
                  x={index * step}
                  y={height - good}
                  width={Math.max(1, step - 2)}
                  height={good}
                />
                <rect
                  data-part="failed"
                  x={index * step}
                  y={height - good - bad}
                  width={Math.max(1, step - 2)}
                  height={bad}
                />
              </g>
            )
          })}
        </svg>
      </div>
      <div
        className="chart-times"
        aria-hidden="true"
        style={{ width: `${Math.max(22, (stretches.length * step) / (width / 100))}%` }}
      >
        <span>{from}</span>
        <span>{to}</span>
      </div>
    </figure>
  )
}

function Figures({ stretches }: { stretches: Stretches }) {
  return (
    <details className="timeline-section">
      <summary>{words.timeline.figures}</summary>
      <table className="batch-figures">
        <thead>
          <tr>
            {(['from', 'done', 'failed', 'units', 'retries', 'cpu', 'bytes'] as const).map((name) => (
              <th key={name} scope="col">
                {words.timeline[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stretches.map((one) => (
            <tr key={one.from}>
              <td>{clockTime(one.from, true)}</td>
              <td>{number(one.done)}</td>
              <td>{number(one.failed)}</td>
              <td>{number(one.units)}</td>
              <td>{number(one.retries)}</td>
              <td>{duration(one.cpuSeconds)}</td>
              <td>{bytes(one.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
