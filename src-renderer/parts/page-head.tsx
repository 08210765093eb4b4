import type { ReactNode } from 'react'

/** The head of a page: its title, a line below, and what can be done with the whole page. */
export function PageHead({
  title,
  line,
  children,
}: {
  title: ReactNode
  line?: ReactNode
  /** Buttons, the main one last. */
  children?: ReactNode
}) {
  return (
    <header className="page-head">
      <div className="page-title">
        <h1>{title}</h1>
        {line && <p>{line}</p>}
      </div>
      {children && <div className="page-actions">{children}</div>}
    </header>
  )
}
