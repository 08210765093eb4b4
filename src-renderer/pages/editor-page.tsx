import { PageHead } from '../parts/page-head.tsx'

export function EditorPage({ template }: { template: string }) {
  return (
    <div className="page-scroll">
      <div className="page-column">
        <PageHead title={template} />
      </div>
    </div>
  )
}
