/** The product's mark: a reel that is a mill wheel. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className="mark">
      <circle cx="12" cy="12" r="11" />
      {[0, 60, 120, 180, 240, 300].map((angle) => (
        <path key={angle} d="M12 9.6 10.2 3.9a8.3 8.3 0 0 1 5 .6Z" transform={`rotate(${angle} 12 12)`} />
      ))}
      <circle cx="12" cy="12" r="1.7" className="mark-hub" />
    </svg>
  )
}
