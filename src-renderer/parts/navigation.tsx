import { Kbd } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import {
  IconCirclePlus,
  IconEyeCheck,
  IconHistory,
  IconHome,
  IconLayoutGrid,
  IconSearch,
  IconSettings,
  IconStack2,
  IconTemplate,
} from '@tabler/icons-react'
import { go, usePlace } from '../state/places.ts'
import { useStudio } from '../state/studio.ts'
import { isUnderWay } from '../view-math/batch-list.ts'
import { percent } from '../view-math/numbers.ts'
import { mainPlaceOf, type Place } from '../view-math/places.ts'
import { words } from '../words/words.ts'
import { Mark } from './mark.tsx'

const entries = [
  ['home', { name: 'home' }, IconHome],
  ['new-batch', { name: 'new-batch' }, IconCirclePlus],
  ['queue', { name: 'queue' }, IconStack2],
  ['results', { name: 'results', batch: null }, IconLayoutGrid],
  ['review', { name: 'review', batch: null }, IconEyeCheck],
  ['history', { name: 'history' }, IconHistory],
  ['templates', { name: 'templates' }, IconTemplate],
  ['settings', { name: 'settings' }, IconSettings],
] as const satisfies [string, Place, unknown][]

const isMac = /mac/i.test(navigator.userAgent)

/** The pages of the studio, and what runs now. */
export function Navigation() {
  const place = usePlace(({ place }) => place)
  const open = mainPlaceOf(place)
  return (
    <nav className="navigation" aria-label={words.places.label}>
      <div className="brand">
        <Mark />
        <span>{words.product}</span>
      </div>
      <button type="button" className="navigation-search" onClick={() => spotlight.open()}>
        <IconSearch size={15} aria-hidden="true" />
        <span>{words.places.search}</span>
        <Kbd size="xs">{isMac ? '⌘K' : 'Ctrl K'}</Kbd>
      </button>
      <ul>
        {entries.map(([name, to, Icon]) => (
          <li key={name}>
            <button
              type="button"
              className="navigation-entry"
              aria-current={open === name ? 'page' : undefined}
              onClick={() => go(to)}
            >
              <Icon size={18} stroke={1.6} aria-hidden="true" />
              <span>{words.places[name]}</span>
              {name === 'queue' && <RunningCount />}
            </button>
          </li>
        ))}
      </ul>
      <Running />
    </nav>
  )
}

function RunningCount() {
  const number = useStudio(({ queue }) => queue?.entries.length ?? 0)
  return number === 0 ? null : <span className="navigation-count">{number}</span>
}

/** The batches that are under way, with how far they are. */
function Running() {
  const batches = useStudio(({ batches }) => batches)
  const progress = useStudio(({ progress }) => progress)
  const running = batches.filter(isUnderWay).slice(0, 4)
  return (
    <ul className="navigation-running">
      {running.map((batch) => {
        const share = progress.get(batch.id)?.share ?? 0
        return (
          <li key={batch.id}>
            <button
              type="button"
              className="running-batch"
              onClick={() => go({ name: 'batch', batch: batch.id })}
            >
              <span className="running-name">{batch.name}</span>
              <span className="running-share">{percent(share)} %</span>
              <span className="running-bar" aria-hidden="true">
                <span style={{ transform: `scaleX(${share})` }} />
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
