import type { QualityFinding } from '../../../src-shared/quality/inspection.ts'
import type { Comment } from '../../../src-shared/review/review.ts'
import { stretchOnLine } from '../../view-math/review.ts'
import { told } from '../../words/words.ts'

const gravity = ['note', 'warning', 'error'] as const

/**
 * Findings and comments along the video, above its line; they lead to their frames. The lists beside the picture say the same to those
 * who can't see it.
 */
export function Marks({
  findings,
  comments = [],
  frames,
  onSeek,
}: {
  findings: readonly QualityFinding[]
  comments?: readonly Comment[]
  frames: number
  onSeek(frame: number): void
}) {
  const placed = findings.flatMap((finding, place) =>
    finding.from === null
      ? []
      : [{ ...finding, from: finding.from, to: finding.to ?? finding.from + 1, place }],
  )
  // The gravest lies on top.
  placed.sort((one, other) => gravity.indexOf(one.severity) - gravity.indexOf(other.severity))
  if (placed.length + comments.length === 0) return null
  return (
    <div className="player-marks" aria-hidden="true">
      {placed.map(({ place, from, to, severity, message }) => (
        <button
          key={`finding ${place}`}
          type="button"
          tabIndex={-1}
          className="player-mark"
          data-severity={severity}
          style={stretchOnLine(from, to, frames)}
          title={told(message)}
          onClick={() => onSeek(from)}
        />
      ))}
      {comments.map(({ id, from, to, words }) => (
        <button
          key={`comment ${id}`}
          type="button"
          tabIndex={-1}
          className="player-mark"
          data-comment=""
          style={stretchOnLine(from, to, frames)}
          title={words}
          onClick={() => onSeek(from)}
        />
      ))}
    </div>
  )
}
