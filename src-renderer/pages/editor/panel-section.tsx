import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { create } from 'zustand'

/** Which sections somebody opened or closed; those that nobody touched stand as they are drawn. */
const useSections = create<{ open: Record<string, boolean> }>()(() => ({ open: {} }))

export const openSection = (name: string): void =>
  useSections.setState(({ open }) => ({ open: { ...open, [name]: true } }))

/** A part of the panel that can be closed; it stays so for whatever is selected next. */
export function Section({
  name,
  title,
  closed = false,
  action,
  children,
}: {
  name: string
  title: string
  closed?: boolean
  action?: ReactNode
  children: ReactNode
}) {
  const isOpen = useSections(({ open }) => open[name] ?? !closed)
  return (
    <section className="editor-section">
      <div className="editor-section-head">
        <h3>
          <button
            type="button"
            className="editor-section-toggle"
            aria-expanded={isOpen}
            onClick={() => useSections.setState(({ open }) => ({ open: { ...open, [name]: !isOpen } }))}
          >
            <IconChevronRight size={13} aria-hidden="true" />
            {title}
          </button>
        </h3>
        {action}
      </div>
      {isOpen && <div className="editor-section-body">{children}</div>}
    </section>
  )
}
