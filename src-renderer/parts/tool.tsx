import { ActionIcon, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'

/** A button that is only a picture: what it does stands in its name, and under the pointer. */
export function Tool({
  label,
  of,
  size,
  variant = 'subtle',
  isOn,
  disabled = false,
  stays = false,
  onClick,
  children,
}: {
  label: string
  /** What it belongs to, said before the label where several alike stand on a page. */
  of?: string
  size?: 'sm' | 'lg' | number
  /** With a frame, where it stands among buttons that have one. */
  variant?: 'subtle' | 'default'
  /** One that is switched on and off, and how it is now. */
  isOn?: boolean
  disabled?: boolean
  /** The label is drawn where the button is: what fills the screen hides the rest of the page. */
  stays?: boolean
  onClick(): void
  children: ReactNode
}) {
  return (
    <Tooltip label={label} openDelay={400} withinPortal={!stays}>
      <ActionIcon
        variant={isOn ? 'light' : variant}
        {...(isOn || variant === 'default' ? {} : { color: 'gray' })}
        {...(size === undefined ? {} : { size })}
        aria-label={of === undefined ? label : `${of}: ${label}`}
        {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
