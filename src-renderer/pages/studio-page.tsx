import { Button, Loader } from '@mantine/core'
import { useState } from 'react'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import { ask } from '../bridge/bridge.ts'
import { ErrorNote } from '../parts/error-note.tsx'
import { Sidebar } from '../parts/sidebar.tsx'
import { connectStudio, useStudio } from '../state/studio.ts'
import { words } from '../words/words.ts'
import { BatchPage } from './batch-page.tsx'
import { NewBatchPage } from './new-batch-page.tsx'

/** The window: a sidebar and one open page. */
export function StudioPage() {
  const standing = useStudio(({ standing }) => standing)
  const page = useStudio(({ page }) => page)
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
      <Sidebar page={page} />
      <main className="page" id="page" tabIndex={-1}>
        {page.name === 'new-batch' ? <NewBatchPage /> : <BatchPage key={page.batch} id={page.batch} />}
      </main>
    </div>
  )
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
