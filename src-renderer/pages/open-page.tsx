import { Loader } from '@mantine/core'
import { Component, type ReactNode, useEffect, useRef, useState } from 'react'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import { ErrorNote } from '../parts/error-note.tsx'
import { useStudio } from '../state/studio.ts'
import { addressOf, type Place } from '../view-math/places.ts'
import { words } from '../words/words.ts'

type Draw<P extends Place> = (place: P) => ReactNode

/** Every page by the name of its place; its code is read when it is first opened, or when the window has nothing else to do. */
const pages: { [N in Place['name']]: () => Promise<Draw<Extract<Place, { name: N }>>> } = {
  async home() {
    const { HomePage } = await import('./home-page.tsx')
    return () => <HomePage />
  },
  async 'new-batch'() {
    const { NewBatchPage } = await import('./new-batch-page.tsx')
    return () => <NewBatchPage />
  },
  async queue() {
    const { QueuePage } = await import('./queue-page.tsx')
    return () => <QueuePage />
  },
  async farm() {
    const { FarmPage } = await import('./farm-page.tsx')
    return () => <FarmPage />
  },
  async batch() {
    const { BatchPage } = await import('./batch-page.tsx')
    return ({ batch }) => <BatchPage key={batch} id={batch} />
  },
  async job() {
    const { JobPage } = await import('./job-page.tsx')
    return ({ batch, job }) => <JobPage key={job} batch={batch} job={job} />
  },
  async results() {
    const { ResultsPage } = await import('./results-page.tsx')
    return ({ batch }) => <ResultsPage key={batch} batch={batch} />
  },
  async review() {
    const { ReviewPage } = await import('./review-page.tsx')
    return ({ batch, job }) => <ReviewPage key={batch} batch={batch} job={job} />
  },
  async history() {
    const { HistoryPage } = await import('./history-page.tsx')
    return ({ batch }) => <HistoryPage batch={batch ?? null} />
  },
  async templates() {
    const { TemplatesPage } = await import('./templates-page.tsx')
    return () => <TemplatesPage />
  },
  async editor() {
    const { EditorPage } = await import('./editor-page.tsx')
    return ({ template, at }) => <EditorPage key={template} template={template} at={at} />
  },
  async settings() {
    const { SettingsPage } = await import('./settings-page.tsx')
    return ({ section }) => <SettingsPage section={section} />
  },
}

const loaded = new Map<Place['name'], Draw<Place>>()

async function load(name: Place['name']): Promise<void> {
  if (!loaded.has(name)) loaded.set(name, (await pages[name]()) as Draw<Place>)
}

/** Reads the code of the other pages while nothing else is to be done, so that each opens at once. */
export function loadPagesSoon(): void {
  const waiting = Object.keys(pages) as Place['name'][]
  const next = () => {
    const name = waiting.shift()
    if (name !== undefined)
      void load(name)
        .catch(() => {})
        .then(() => requestIdleCallback(next))
  }
  requestIdleCallback(next)
}

/** The page of a place. One that can't be drawn takes nothing but itself away. */
export function OpenPage({ place }: { place: Place }) {
  const address = addressOf(place)
  return (
    <Guarded key={address}>
      <Loaded place={place} />
    </Guarded>
  )
}

// Not React.lazy: what waits in a Suspense is shown no earlier than 300 ms after its placeholder.
function Loaded({ place }: { place: Place }) {
  const [, setIsThere] = useState(loaded.has(place.name))
  const [error, setError] = useState<ErrorShape | null>(null)
  const draw = loaded.get(place.name)
  // In a browser the studio hands over the page's code, too.
  const isLost = useStudio(({ standing }) => standing.is === 'lost')
  useEffect(() => {
    if (loaded.has(place.name) || isLost) return
    setError(null)
    load(place.name).then(
      () => setIsThere(true),
      (thrown: unknown) => setError(toErrorShape(thrown)),
    )
  }, [place.name, isLost])
  useHeadingFocus(draw !== undefined)
  if (draw === undefined && isLost)
    return (
      <div className="page-opening">
        <p className="quiet" role="status">
          {words.studio.pageWaits}
        </p>
      </div>
    )
  if (error !== null) return <NotShown error={error} />
  return draw === undefined ? (
    <div className="page-opening">
      <Loader size="sm" aria-label={words.loading} />
    </div>
  ) : (
    draw(place)
  )
}

/** The window begins at its top, not at a page's heading. */
let isFirstPage = true

/** A page that was gone to begins at its heading, for those who use the keyboard or hear it read. */
function useHeadingFocus(isDrawn: boolean): void {
  const isFirst = useRef(isFirstPage)
  useEffect(() => {
    if (!isDrawn) return
    isFirstPage = false
    if (isFirst.current) return
    // After dialogs have closed: they give the focus back to where it was.
    const timer = setTimeout(() => {
      const page = document.getElementById('page')
      const within = document.activeElement
      const isTaken = within !== null && within !== page && page?.contains(within) === true
      const heading = page?.querySelector('h1')
      if (isTaken || !heading || document.querySelector('[aria-modal="true"]') !== null) return
      heading.tabIndex = -1
      heading.focus({ preventScroll: true })
    }, 60)
    return () => clearTimeout(timer)
  }, [isDrawn])
}

class Guarded extends Component<{ children: ReactNode }, { error: ErrorShape | null }> {
  override state = { error: null }

  static getDerivedStateFromError(thrown: unknown) {
    return { error: toErrorShape(thrown) }
  }

  override render() {
    const { error } = this.state
    return error === null ? (
      this.props.children
    ) : (
      <NotShown error={error} onTryAgain={() => this.setState({ error: null })} />
    )
  }
}

function NotShown({ error, onTryAgain }: { error: ErrorShape; onTryAgain?: () => void }) {
  return (
    <div className="page-scroll">
      <div className="page-column">
        <h1>{words.studio.pageFailed}</h1>
        <ErrorNote
          error={error}
          remedy={words.studio.pageFailedRemedy}
          onTryAgain={onTryAgain ?? (() => window.location.reload())}
        />
      </div>
    </div>
  )
}
