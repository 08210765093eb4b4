import { PageHead } from '../parts/page-head.tsx'
import { words } from '../words/words.ts'

export function QueuePage() {
  return (
    <div className="page-scroll">
      <div className="page-column">
        <PageHead title={words.places.queue} />
      </div>
    </div>
  )
}
