import '../looks/queue.css'
import '../looks/farm.css'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react'
import { useEffect, useId, useState } from 'react'
import type { Meters } from '../../src-shared/contract/farm-watch.ts'
import type { FarmStanding } from '../../src-shared/farm/farm.ts'
import { ask } from '../bridge/bridge.ts'
import { FarmMode } from '../parts/farm-mode.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Section } from '../parts/section.tsx'
import { Told } from '../parts/told.tsx'
import { useActionsHere } from '../state/actions.ts'
import { go } from '../state/places.ts'
import { useStudio } from '../state/studio.ts'
import { clockTime, number } from '../view-math/numbers.ts'
import { words } from '../words/words.ts'
import { Calibrating } from './farm/calibrating.tsx'
import { MachineMeters } from './farm/machine-meters.tsx'
import { SlotList } from './farm/slot-list.tsx'

const askEvery = 3_000
/** While the machine is measured, which takes some seconds. */
const askOften = 500

/** The machine at work: each slot with what it makes, how busy everything is, why things wait, and how it may be used. */
export function FarmPage() {
  const farm = useStudio(({ farm }) => farm)
  const [meters, setMeters] = useState<Meters | null>(null)
  const [measuring, setMeasuring] = useState<string | null>(null)
  useActionsHere({ 'farm.queue': () => go({ name: 'queue' }) })
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked at once when measuring begins and when it has ended
  useEffect(() => {
    let isOver = false
    let next: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      // It is asked again; a studio that can't be asked says so itself.
      const found = await ask('farm.meters', {}).catch(() => null)
      if (isOver) return
      if (found !== null) setMeters(found)
      next = setTimeout(look, found?.calibrating ? askOften : askEvery)
    }
    void look()
    return () => {
      isOver = true
      clearTimeout(next)
    }
  }, [measuring])
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
        <HowUsed farm={farm} />
        <Calibrating
          calibration={farm.calibration}
          progress={meters?.calibrating ?? null}
          asked={measuring}
          onAsked={setMeasuring}
        />
      </div>
    </div>
  )
}

/** Who decides the pace; all else about the machine is set in the settings. */
function HowUsed({ farm: { settings, encoders } }: { farm: FarmStanding }) {
  const hint = useId()
  const { farmPage, settings: say } = words
  const working = encoders.filter(({ status }) => status === 'works').length
  const leadTo = (section: 'machine' | 'encoders', title: string) => (
    <Button
      size="compact-sm"
      variant="subtle"
      rightSection={<IconArrowRight size={14} />}
      onClick={() => go({ name: 'settings', section })}
    >
      {title}
    </Button>
  )
  return (
    <Section
      title={farmPage.settings}
      aside={
        <span>
          {leadTo('machine', farmPage.limits)}
          {leadTo('encoders', farmPage.encoders(working))}
        </span>
      }
    >
      <FarmMode mode={settings.mode} aria-label={say.machine.mode} aria-describedby={hint} />
      <p className="list-hint farm-mode-text" id={hint}>
        {say.machine.modeHints[settings.mode]}
      </p>
    </Section>
  )
}

const shownWaiting = 12

function Waiting({ farm }: { farm: FarmStanding }) {
  const { waiting, waitingCount } = farm
  const byWhy = [...Map.groupBy(waiting, ({ why }) => why)]
  return (
    <Section
      title={words.farmPage.waiting}
      aside={waitingCount > 0 && <span className="quiet">{words.farmPage.waitingCount(waitingCount)}</span>}
    >
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
    </Section>
  )
}
