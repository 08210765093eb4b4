import { Button } from '@mantine/core'
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

type ControlIds = { id: string; 'aria-labelledby': string; 'aria-describedby'?: string }

/** One setting: what it is, a hint, and its control, which takes these ids to be named by them. */
export function Setting({
  label,
  hint,
  children,
}: {
  label: string
  hint?: ReactNode
  children(ids: ControlIds): ReactNode
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

/** The control of a setting that is done and not set: named by the setting and by what it does. */
export function SettingButton({
  ids: { id, ...names },
  onClick,
  children,
}: {
  ids: ControlIds
  onClick(): void
  children: ReactNode
}) {
  return (
    <Button
      id={id}
      {...names}
      aria-labelledby={`${names['aria-labelledby']} ${id}-does`}
      size="xs"
      variant="default"
      onClick={onClick}
    >
      <span id={`${id}-does`}>{children}</span>
    </Button>
  )
}
