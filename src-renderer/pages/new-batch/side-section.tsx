import { type ReactNode, useId } from 'react'

/** One titled part of the column at the side. */
export function SideSection({
  title,
  aside,
  children,
}: {
  title: string
  aside?: ReactNode
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className="side-section" aria-labelledby={id}>
      <div className="side-section-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}

/** A named group of controls that have no label of their own. */
export function Field({ label, aside, children }: { label: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend can't be laid out beside its fields
    <div className="field" role="group" aria-labelledby={id}>
      <span className="field-head">
        <span id={id} className="field-label">
          {label}
        </span>
        {aside}
      </span>
      {children}
    </div>
  )
}
