import { Loader } from '@mantine/core'
import { type CSSProperties, useRef, useState } from 'react'
import { type ErrorShape, toErrorShape } from '../../../src-shared/contract/errors.ts'
import { ask } from '../../bridge/bridge.ts'
import { StillPicture } from '../../parts/still-picture.tsx'
import { Told } from '../../parts/told.tsx'
import { afterTry, noTries } from '../../view-math/compared-view.ts'
import { number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

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
  const [shown, setShown] = useState('')
  const [tried, setTried] = useState(noTries)
  const isOver = at !== null && duration !== null && at > duration
  const hundredths = at === null ? null : Math.round(Math.min(at, duration ?? at) * 100)
  const path = [template, 'still', version, language, format, hundredths]
  const wanted = hundredths === null ? '' : `template/${path.map(String).map(encodeURIComponent).join('/')}`
  const latest = useRef(wanted)
  latest.current = wanted
  const fault = tried.address === wanted ? tried.fault : null
  const isWaiting = fault === null && (wanted === '' || shown !== wanted)
  const explain = () => {
    const heard = (error: ErrorShape | null) =>
      setTried((before) => afterTry(before, latest.current, wanted, error))
    void ask('media.file', { address: wanted }).then(
      () => heard(null),
      (thrown: unknown) => heard(toErrorShape(thrown)),
    )
  }
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
            {fault === 'unread' ? (
              words.comparing.unread
            ) : (
              <>
                <Told text={fault.message} />{' '}
                <strong>
                  <Told text={fault.whatToDo ?? ''} />
                </strong>
              </>
            )}
          </p>
        ) : (
          <StillPicture
            key={tried.turn}
            className="compare-picture"
            address={wanted === '' ? null : wanted}
            alt={words.comparing.picture(version)}
            onShown={() => setShown(wanted)}
            onFault={explain}
          />
        )}
        {isWaiting && <Loader size={18} className="compare-waits" aria-hidden="true" />}
      </div>
      <figcaption>
        <strong>{version}</strong>
        <span>{said.filter(Boolean).join(' · ')}</span>
      </figcaption>
    </figure>
  )
}
