import { Loader } from '@mantine/core'
import { type CSSProperties, useEffect, useState } from 'react'
import { type ErrorShape, toErrorShape } from '../../../src-shared/contract/errors.ts'
import { ask } from '../../bridge/bridge.ts'
import { StillPicture } from '../../parts/still-picture.tsx'
import { Told } from '../../parts/told.tsx'
import { number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

/** So often a picture is asked for again that others were preferred to. */
const mostTries = 6

/** One version's frame at a time in seconds (null: not known yet), with what it is below. */
export function VersionStill({
  view: { template, version, language, format },
  shape,
  at,
  duration,
  scene,
}: {
  view: { template: string; version: string; language: string; format: string }
  shape: { width: number; height: number }
  at: number | null
  duration: number | null
  scene: string | null
}) {
  const [isWaiting, setWaiting] = useState(true)
  const [fault, setFault] = useState<ErrorShape | null>(null)
  const [turn, setTurn] = useState(0)
  const isOver = at !== null && duration !== null && at > duration
  const hundredths = at === null ? null : Math.round(Math.min(at, duration ?? at) * 100)
  const path = [template, 'still', version, language, format, hundredths]
  const address =
    hundredths === null || fault !== null
      ? null
      : `template/${path.map(String).map(encodeURIComponent).join('/')}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture begins anew
  useEffect(() => {
    setFault(null)
    setWaiting(true)
  }, [path.join('/')])
  const explain = () =>
    void ask('media.file', { address: address ?? '' }).then(
      () => setTurn((before) => before + 1),
      (thrown: unknown) => {
        const error = toErrorShape(thrown)
        if (error.code !== 'picture.given-up' || turn >= mostTries) setFault(error)
        else setTurn((before) => before + 1)
      },
    )
  const said = [scene, isOver ? words.comparing.over(number(duration, 1)) : '']
  return (
    <figure className="compare-side">
      <div
        className="compare-frame"
        style={{ '--shape': shape.width / shape.height } as CSSProperties}
        aria-busy={isWaiting}
      >
        {fault !== null ? (
          <p className="compare-fault">
            <Told text={fault.message} />{' '}
            <strong>
              <Told text={fault.whatToDo ?? ''} />
            </strong>
          </p>
        ) : (
          <StillPicture
            key={turn}
            className="compare-picture"
            address={address}
            alt={words.comparing.picture(version)}
            onShown={() => setWaiting(false)}
            onFault={explain}
          />
        )}
        {isWaiting && fault === null && <Loader size={18} className="compare-waits" aria-hidden="true" />}
      </div>
      <figcaption>
        <strong>{version}</strong>
        <span>{said.filter(Boolean).join(' · ')}</span>
      </figcaption>
    </figure>
  )
}
