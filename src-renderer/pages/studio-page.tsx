import { Loader } from '@mantine/core'
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
