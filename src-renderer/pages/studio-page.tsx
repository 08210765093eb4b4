import { Button, Loader } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import { ask } from '../bridge/bridge.ts'
import { Confirmation } from '../parts/confirm.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { Navigation } from '../parts/navigation.tsx'
import { Palette } from '../parts/palette.tsx'
import { ShortcutList } from '../parts/shortcut-list.tsx'
import { Told } from '../parts/told.tsx'
import { usePlace } from '../state/places.ts'
import { connectStudio, reconnectStudio, useStudio } from '../state/studio.ts'
import { titleOf } from '../view-math/titles.ts'
import { words } from '../words/words.ts'
import { loadPagesSoon, OpenPage } from './open-page.tsx'
import { WayIn } from './way-in.tsx'

/** The window: the navigation and one open page. */
export function StudioPage() {
  const standing = useStudio(({ standing }) => standing)
  const place = usePlace(({ place }) => place)
  const title = useStudio((view) => titleOf(place, view))
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(loadPagesSoon, [])
  if (standing.is === 'connecting')
    return (
      <main className="whole-window">
        <h1 className="visually-hidden">{words.product}</h1>
        <Loader size="sm" aria-hidden="true" />
        <p role="status">{words.studio.connecting}</p>
      </main>
    )
  if (standing.is === 'closed' && isShutOut(standing.error)) return <WayIn error={standing.error} />
  if (standing.is === 'closed')
    return (
      <main className="whole-window">
        <h1>{words.studio.closedTitle}</h1>
        <ErrorNote error={standing.error} onTryAgain={connectStudio} />
        {standing.error.code === 'store.damaged' && <Restore />}
      </main>
    )
  return (
    <div className="studio">
      <a className="skip-link" href="#page">
        {words.studio.skip}
      </a>
      <Navigation />
      <main className="page" id="page" tabIndex={-1}>
        {standing.is === 'lost' && <Lost error={standing.error} />}
        <OpenPage place={place} />
      </main>
      <Palette />
      <ShortcutList />
      <Confirmation />
    </div>
  )
}

/** The door of a browser says so of a tab that shows no word, or not the right one. */
const isShutOut = ({ code }: ErrorShape) => code === 'door.no-word' || code === 'door.shut'

/** Offered when the database is damaged; the studio then opens with its last backup. */
function Restore() {
  const [state, setState] = useState<'offered' | 'working' | ErrorShape>('offered')
  const restore = () => {
    setState('working')
    ask('store.restore', {}).then(connectStudio, (error: unknown) => setState(toErrorShape(error)))
  }
  return (
    <>
      <Button onClick={restore} loading={state === 'working'}>
        {words.studio.restore}
      </Button>
      {typeof state === 'object' && <ErrorNote error={state} />}
    </>
  )
}

/** The studio doesn't answer: what is shown is how things stood last. */
function Lost({ error }: { error: ErrorShape }) {
  return (
    <div className="lost-connection" role="alert">
      <IconPlugConnectedX size={18} stroke={1.6} aria-hidden="true" />
      <span>{words.studio.lost}</span>
      <span className="lost-why">
        <Told text={error.message} />
      </span>
      <Button size="compact-sm" variant="default" onClick={reconnectStudio}>
        {words.tryAgain}
      </Button>
    </div>
  )
}
