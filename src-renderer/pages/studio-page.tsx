import { Button, Loader } from '@mantine/core'
import { useState } from 'react'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import { ask } from '../bridge/bridge.ts'
import { Confirmation } from '../parts/confirm.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { Navigation } from '../parts/navigation.tsx'
import { Palette } from '../parts/palette.tsx'
import { usePlace } from '../state/places.ts'
import { connectStudio, useStudio } from '../state/studio.ts'
import type { Place } from '../view-math/places.ts'
import { words } from '../words/words.ts'
import { BatchPage } from './batch-page.tsx'
import { EditorPage } from './editor-page.tsx'
import { FarmPage } from './farm-page.tsx'
import { HistoryPage } from './history-page.tsx'
import { HomePage } from './home-page.tsx'
import { JobPage } from './job-page.tsx'
import { NewBatchPage } from './new-batch-page.tsx'
import { QueuePage } from './queue-page.tsx'
import { ResultsPage } from './results-page.tsx'
import { SettingsPage } from './settings-page.tsx'
import { TemplatesPage } from './templates-page.tsx'

/** The window: the navigation and one open page. */
export function StudioPage() {
  const standing = useStudio(({ standing }) => standing)
  const place = usePlace(({ place }) => place)
  if (standing.is === 'connecting')
    return (
      <main className="whole-window">
        <h1 className="visually-hidden">{words.product}</h1>
        <Loader size="sm" aria-hidden="true" />
        <p role="status">{words.studio.connecting}</p>
      </main>
    )
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
        <Page place={place} />
      </main>
      <Palette />
      <Confirmation />
    </div>
  )
}

function Page({ place }: { place: Place }) {
  switch (place.name) {
    case 'home':
      return <HomePage />
    case 'new-batch':
      return <NewBatchPage />
    case 'queue':
      return <QueuePage />
    case 'farm':
      return <FarmPage />
    case 'batch':
      return <BatchPage key={place.batch} id={place.batch} />
    case 'job':
      return <JobPage key={place.job} batch={place.batch} job={place.job} />
    case 'results':
      return <ResultsPage key={place.batch} batch={place.batch} />
    case 'history':
      return <HistoryPage />
    case 'templates':
      return <TemplatesPage />
    case 'editor':
      return <EditorPage key={place.template} template={place.template} />
    case 'settings':
      return <SettingsPage />
  }
}

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
