import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { QualityEffect } from '../../../src-shared/contract/quality-effect.ts'
import type { OwnProfile } from '../../../src-shared/quality/profiles.ts'
import { ask } from '../../bridge/bridge.ts'
import { go } from '../../state/places.ts'
import { number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

const id = 'settings-effect'
/** Milliseconds without another change after which the effect is worked out. */
const calm = 400
/** Past videos that are judged anew. */
const most = 300

/** What changes that are not saved yet would have said of videos that were inspected before. */
export function Effect({ draft, against }: { draft: OwnProfile; against: string }) {
  const [effect, setEffect] = useState<QualityEffect | 'failed' | null>(null)
  const said = JSON.stringify(draft)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it says counts, not which object says it
  useEffect(() => {
    let isCurrent = true
    const waiting = setTimeout(() => {
      ask('quality.effect', { id, profile: draft, against, most, examples: 5 }).then(
        (found) => isCurrent && setEffect(found),
        () => isCurrent && setEffect('failed'),
      )
    }, calm)
    return () => {
      isCurrent = false
      clearTimeout(waiting)
      void ask('quality.stop-effect', { id }).catch(() => {})
    }
  }, [said, against])
  const say = words.settings.quality.effect
  return (
    <div className="quality-effect" role="status" aria-live="polite">
      <strong>{say.title}</strong>
      {effect === null ? (
        <span className="quiet">{say.working}</span>
      ) : effect === 'failed' ? (
        <span className="quiet">{say.failed}</span>
      ) : effect.judged === 0 ? (
        <span className="quiet">{effect.videos === 0 ? say.none : say.noFigures}</span>
      ) : (
        <Figures effect={effect} />
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
        <ul>
          {checks.slice(0, 5).map(({ check, before, after }) => (
            <li key={check}>
              {names[check]}: {number(before)} → {number(after)}
            </li>
          ))}
        </ul>
      )}
      {examples.length > 0 && (
        <ul>
          {examples.map(({ job, batch, path, from, to }) => (
            <li key={`${job} ${from} ${to}`}>
              <Button size="compact-xs" variant="subtle" onClick={() => go({ name: 'job', batch, job })}>
                {path}
              </Button>{' '}
              {say.verdicts[from]} → {say.verdicts[to]}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
