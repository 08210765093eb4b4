import { IconArrowRight } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { type ErrorShape, toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { QualityEffect } from '../../../src-shared/contract/quality-effect.ts'
import type { OwnProfile, QualityProfile } from '../../../src-shared/quality/profiles.ts'
import { ask } from '../../bridge/bridge.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { VerdictSign } from '../../parts/verdict-sign.tsx'
import { go } from '../../state/places.ts'
import { apart } from '../../view-math/bidi.ts'
import { number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

const id = 'settings-effect'
/** Milliseconds without another change after which the effect is worked out. */
const calm = 400
/** Past videos that are judged anew. */
const most = 300
/** Of the checks that find more or less, and of the videos. */
const mostLines = 5

/** What changes that are not saved yet would have said of videos that were inspected before. */
export function Effect({
  draft,
  against,
  base,
}: {
  draft: OwnProfile
  against: QualityProfile
  /** What it extends: as long as no video was held against itself, those that were held against that one tell. */
  base: QualityProfile | null
}) {
  const [effect, setEffect] = useState<QualityEffect | ErrorShape | null>(null)
  const said = JSON.stringify(draft)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it says counts, not which object says it
  useEffect(() => {
    let isCurrent = true
    const waiting = setTimeout(() => {
      const of = (name: string) =>
        ask('quality.effect', { id, profile: draft, against: name, most, examples: mostLines })
      of(against.name)
        .then((found) => (found.videos === 0 && base !== null && isCurrent ? of(base.name) : found))
        .then(
          (found) => isCurrent && setEffect(found),
          (thrown: unknown) => isCurrent && setEffect(toErrorShape(thrown)),
        )
    }, calm)
    return () => {
      isCurrent = false
      clearTimeout(waiting)
      void ask('quality.stop-effect', { id }).catch(() => {})
    }
  }, [said, against.name, base?.name])
  const say = words.settings.quality.effect
  return (
    <div className="quality-effect" role="status" aria-live="polite">
      <strong>{say.title}</strong>
      {effect === null ? (
        <span className="quiet">{say.working}</span>
      ) : 'code' in effect ? (
        <ErrorNote error={effect} />
      ) : effect.judged === 0 ? (
        <span className="quiet">{effect.videos === 0 ? say.none : say.noFigures}</span>
      ) : (
        <>
          {base !== null && effect.against === base.name && <span>{say.ofBase(base.title)}</span>}
          <Figures effect={effect} />
        </>
      )}
    </div>
  )
}

function Figures({ effect }: { effect: QualityEffect }) {
  const say = words.settings.quality.effect
  const { judged, videos, graver, milder, people, checks, examples } = effect
  const { names } = words.checkWords
  return (
    <>
      <span>
        {graver + milder === 0 ? say.same(judged) : say.moves(judged, graver, milder)}{' '}
        {judged < videos && say.withoutFigures(videos - judged)}
      </span>
      {people.rejected > 0 && <span>{say.rejected(people.rejected, people.caught, people.lost)}</span>}
      {people.approved > 0 && <span>{say.approved(people.approved, people.alarms, people.relieved)}</span>}
      {checks.length > 0 && (
        <table className="quality-moves">
          <caption>{say.checks}</caption>
          <tbody>
            {checks.slice(0, mostLines).map(({ check, before, after }) => (
              <tr key={check}>
                <th scope="row">{names[check]}</th>
                <td>{number(before)}</td>
                <td>
                  <Arrow />
                </td>
                <td>{number(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {examples.length > 0 && (
        <table className="quality-moves">
          <caption>{say.examples}</caption>
          <tbody>
            {examples.map(({ job, batch, rowKey, language, format, from, to }) => (
              <tr key={`${job} ${from} ${to}`}>
                <th scope="row">
                  <button
                    type="button"
                    className="quality-example"
                    onClick={() => go({ name: 'job', batch, job })}
                  >
                    {rowKey}{' '}
                    <span className="quiet">
                      {apart(language)} · {apart(format)}
                    </span>
                  </button>
                </th>
                <td>
                  <VerdictSign verdict={from} isLong />
                </td>
                <td>
                  <Arrow />
                </td>
                <td>
                  <VerdictSign verdict={to} isLong />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function Arrow() {
  return (
    <IconArrowRight
      className="quality-becomes"
      size={13}
      role="img"
      aria-label={words.settings.quality.effect.becomes}
    />
  )
}
