import { type ReactNode, useId } from 'react'

/** One titled part of a page, or of the column at its side. */
export function Section({
  title,
  aside,
  isAtSide = false,
  children,
}: {
  title: string
  aside?: ReactNode
  isAtSide?: boolean
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className={isAtSide ? 'side-section' : 'section'} aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
