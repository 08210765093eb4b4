import { PageHead } from '../parts/page-head.tsx'
import { words } from '../words/words.ts'

export function HomePage() {
  return (
    <div className="page-scroll">
      <div className="page-column">
        <PageHead title={words.places.home} />
      </div>
    </div>
  )
}
