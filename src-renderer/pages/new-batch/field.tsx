import { type ReactNode, useId } from 'react'

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
