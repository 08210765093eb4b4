import { IconTimeline } from '@tabler/icons-react'
import type { TriedUnit } from '../../../src-shared/farm/units.ts'
import { NothingHere } from '../../parts/nothing-here.tsx'
import { Told } from '../../parts/told.tsx'
import { clockTime, duration, shortDuration } from '../../view-math/numbers.ts'
import { stepLines } from '../../view-math/steps.ts'
import { told, words } from '../../words/words.ts'

/** Each step of a video as a line, each try at it as a bar over time. */
export function StepTimeline({
  units,
  now,
  end,
}: {
  units: readonly TriedUnit[]
  now: number
  /** Null while it may still come to steps. */
  end: 'done' | 'other' | null
}) {
  const drawn = stepLines(units, now)
  if (drawn === null)
    return (
      <NothingHere
        icon={<IconTimeline size={36} stroke={1.2} aria-hidden="true" />}
        title={end === null ? words.jobPage.none : words.jobPage.noneEnded}
      >
        {end === 'done'
          ? words.jobPage.noSteps
          : end === null
            ? words.jobPage.noneText
            : words.jobPage.noneEndedText}
      </NothingHere>
    )
  const { from, milliseconds, lines, breaks } = drawn
  const begun = clockTime(new Date(from).toISOString())
  return (
    <section className="job-section">
      <h2>{words.jobPage.timeline}</h2>
      <ol
        className="step-lines"
        aria-label={words.jobPage.timelineLabel(begun, shortDuration(milliseconds / 1_000))}
      >
        {lines.map(({ unit, bars }) => (
          <li key={unit.number}>
            <span className="step-name" title={told(unit.label)}>
              <strong>{words.jobPage.kinds[unit.kind]}</strong> <Told text={unit.label} />
            </span>
            <span className="step-track">
              {bars.map(({ attempt, from, share, end }) => (
                <span
                  key={attempt.number}
                  className="step-bar"
                  data-end={end}
                  style={spanOf({ from, share })}
                  title={`${words.jobPage.try(attempt.number)}: ${words.jobPage.ends[end]}`}
                />
              ))}
              {breaks.map((gap) => (
                <span key={gap.from} className="step-break" style={spanOf(gap)} />
              ))}
            </span>
            <span className="step-time">{timeOf(unit, now)}</span>
          </li>
        ))}
      </ol>
      <div className="step-axis" aria-hidden="true">
        <span>{begun}</span>
        {breaks.map((gap) => (
          <span
            key={gap.from}
            className="step-axis-break"
            style={{ left: `${(gap.from + gap.share / 2) * 100}%` }}
          >
            {words.jobPage.idle(duration(gap.milliseconds / 1_000))}
          </span>
        ))}
        <span>{clockTime(new Date(from + milliseconds).toISOString())}</span>
      </div>
    </section>
  )
}

const spanOf = ({ from, share }: { from: number; share: number }) => ({
  left: `${from * 100}%`,
  width: `${share * 100}%`,
})

function timeOf({ attempts }: TriedUnit, now: number): string {
  const milliseconds = attempts.reduce(
    (sum, { begunAt, endedAt }) =>
      sum + Math.max(0, (endedAt === null ? now : Date.parse(endedAt)) - Date.parse(begunAt)),
    0,
  )
  return shortDuration(milliseconds / 1_000)
}
