import '../looks/queue.css'
import '../looks/farm.css'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Meters } from '../../src-shared/contract/farm-watch.ts'
import type { FarmStanding } from '../../src-shared/farm/farm.ts'
import { ask } from '../bridge/bridge.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Told } from '../parts/told.tsx'
import { useActionsHere } from '../state/actions.ts'
import { go } from '../state/places.ts'
import { useStudio } from '../state/studio.ts'
import { clockTime, number } from '../view-math/numbers.ts'
import { words } from '../words/words.ts'
import { Calibrating } from './farm/calibrating.tsx'
import { EncoderList } from './farm/encoder-list.tsx'
import { FarmSettingsForm } from './farm/farm-settings-form.tsx'
import { MachineMeters } from './farm/machine-meters.tsx'
import { SlotList } from './farm/slot-list.tsx'

const askEvery = 3_000

/** The machine at work: each slot with what it makes, how busy everything is, why things wait, and how it may be used. */
export function FarmPage() {
  const farm = useStudio(({ farm }) => farm)
  const [meters, setMeters] = useState<Meters | null>(null)
  useActionsHere([
    { id: 'farm.queue', title: words.places.queue, keys: ['U'], run: () => go({ name: 'queue' }) },
  ])
  useEffect(() => {
    let isOver = false
    const look = () =>
      ask('farm.meters', {}).then(
        (found) => {
          if (!isOver) setMeters(found)
        },
        // It is asked again; a studio that can't be asked says so itself.
        () => {},
      )
    void look()
    const timer = setInterval(look, askEvery)
    return () => {
      isOver = true
      clearInterval(timer)
    }
  }, [])
  if (farm === null)
    return (
      <div className="page-scroll">
        <div className="page-column">
          <PageHead title={words.farmPage.title} line={words.loading} />
        </div>
      </div>
    )
  return (
    <div className="page-scroll">
      <div className="page-column farm-page">
        <PageHead title={words.farmPage.title} line={farm.machine.name} />
        <p className="farm-pace" data-pace={farm.pace.pace} role="status">
          <strong>{words.farmPage.pace[farm.pace.pace]}</strong> <Told text={farm.pace.reason} />
        </p>
        {farm.holds.map(({ resource, where, reason, since }) => (
          <p className="farm-hold" key={`${resource} ${where}`} role="alert">
            <IconAlertTriangle size={17} aria-hidden="true" />
            <span>
              <Told text={reason} />{' '}
              <span className="quiet">{words.farmPage.holdSince(clockTime(since))}</span>
            </span>
          </p>
        ))}
        <SlotList farm={farm} />
        <MachineMeters farm={farm} meters={meters} />
        <Waiting farm={farm} />
        <FarmSettingsForm settings={farm.settings} />
        <Calibrating calibration={farm.calibration} progress={meters?.calibrating ?? null} />
        <EncoderList encoders={farm.encoders} />
      </div>
    </div>
  )
}

const shownWaiting = 12

function Waiting({ farm }: { farm: FarmStanding }) {
  const { waiting, waitingCount } = farm
  const byWhy = [...Map.groupBy(waiting, ({ why }) => why)]
  return (
    <section className="section">
      <div className="section-head">
        <h2>{words.farmPage.waiting}</h2>
        {waitingCount > 0 && <span className="quiet">{words.farmPage.waitingCount(waitingCount)}</span>}
      </div>
      {waitingCount === 0 ? (
        <p className="list-hint">{words.farmPage.nothingWaits}</p>
      ) : (
        <ul className="why-list">
          {byWhy.slice(0, shownWaiting).map(([why, some]) => (
            <li key={why}>
              <strong>{number(some.length)}</strong>
              <span>
                <Told text={why} />
              </span>
              <span className="quiet">
                <Told text={some[0]!.label} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
