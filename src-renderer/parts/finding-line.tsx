import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import '../looks/findings.css'
import type { QualityFinding } from '../../src-shared/quality/inspection.ts'
import { figureOf, limitAsSet } from '../view-math/check-figures.ts'
import { timecode } from '../view-math/frames.ts'
import { words } from '../words/words.ts'
import { Told } from './told.tsx'

const icons = { error: IconCircleX, warning: IconAlertTriangle, note: IconInfoCircle } as const

/** What a check saw, held against what, and what to do; it leads to its moment. */
export function FindingLine({
  finding: { severity, check, from, figure, threshold, unit, message, whatToDo },
  rate,
  isNow = false,
  picture,
  onSeek,
}: {
  finding: QualityFinding
  rate: number
  /** The frame on show is in it. */
  isNow?: boolean
  picture?: ReactNode
  onSeek(frame: number): void
}) {
  const say = words.review.detail
  const Icon = icons[severity]
  return (
    <li className="side-item" data-now={isNow || undefined}>
      <div className="finding-words">
        <span className="side-item-head">
          <Icon className="severity" data-severity={severity} size={16} aria-hidden="true" />
          <strong>{words.checkWords.names[check]}</strong>
          <span className="visually-hidden">{say.severities[severity]}</span>
          <span className="side-space" />
          {from === null ? (
            <span className="quiet">{say.wholeFile}</span>
          ) : (
            <button
              type="button"
              className="jump"
              aria-label={say.jump(timecode(from, rate))}
              onClick={() => onSeek(from)}
            >
              {timecode(from, rate)}
            </button>
          )}
        </span>
        <p>
          <Told text={message} />
        </p>
        {figure !== null && threshold !== null && (
          <p className="quiet">{say.held(figureOf(figure, unit), limitAsSet(threshold, unit))}</p>
        )}
        <p className="quiet">
          <Told text={whatToDo} />
        </p>
      </div>
      {picture}
    </li>
  )
}
