import { PageHead } from '../parts/page-head.tsx'
import { words } from '../words/words.ts'

export function ResultsPage({ batch }: { batch: string | null }) {
  return (
    <div className="page-scroll">
      <div className="page-column">
        <PageHead title={batch ?? words.places.results} />
      </div>
    </div>
  )
}
