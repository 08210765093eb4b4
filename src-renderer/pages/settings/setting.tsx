import { type ReactNode, useId } from 'react'

/** Settings that belong together. */
export function SettingGroup({
  title,
  action,
  children,
}: {
  title?: string
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="setting-group">
      {(title !== undefined || action !== undefined) && (
        <div className="setting-group-head">
          {title !== undefined && <h2>{title}</h2>}
          {action}
        </div>
      )}
      <div className="setting-card">{children}</div>
    </section>
  )
}

/** One setting: what it is, a hint, and its control, which takes these ids to be named by them. */
export function Setting({
  label,
  hint,
  children,
}: {
  label: string
  hint?: ReactNode
  children(ids: { id: string; 'aria-labelledby': string; 'aria-describedby'?: string }): ReactNode
}) {
  const id = useId()
  const isHinted = hint !== undefined
  return (
    <div className="setting">
      <div className="setting-words">
        <label htmlFor={id} id={`${id}-label`}>
          {label}
        </label>
        {isHinted && <p id={`${id}-hint`}>{hint}</p>}
      </div>
      <div className="setting-control">
        {children({
          id,
          'aria-labelledby': `${id}-label`,
          ...(isHinted ? { 'aria-describedby': `${id}-hint` } : {}),
        })}
      </div>
    </div>
  )
}
