import { PageHead } from '../parts/page-head.tsx'

export function JobPage({ batch, job }: { batch: string; job: number }) {
  return (
    <div className="page-scroll">
      <div className="page-column">
        <PageHead title={`${batch} ${job}`} />
      </div>
    </div>
  )
}
