import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconEyeOff } from '@tabler/icons-react'
import '../looks/findings.css'
import type { InspectedAs } from '../../src-shared/quality/inspection.ts'
import { number } from '../view-math/numbers.ts'
import { words } from '../words/words.ts'

const icons = { pass: IconCircleCheck, warn: IconAlertTriangle, fail: IconCircleX, none: IconEyeOff } as const

/** What the checks said of a video, by a sign and in words. */
export function VerdictSign({
  verdict,
  findings,
  isLong = false,
}: {
  verdict: InspectedAs
  /** So many. */
  findings?: number
  /** Its word stands beside it. */
  isLong?: boolean
}) {
  const Icon = icons[verdict]
  const { review } = words
  const word = review.verdicts[verdict]
  if (isLong)
    return (
      <span className="verdict-sign" data-verdict={verdict}>
        <Icon size={15} aria-hidden="true" />
        {word}
      </span>
    )
  const says = findings === undefined ? word : `${word}, ${review.findings(findings)}`
  return (
    <span className="verdict-sign" data-verdict={verdict} title={says}>
      <Icon size={14} aria-hidden="true" />
      <span className="visually-hidden">{says}</span>
      {findings !== undefined && <span aria-hidden="true">{number(findings)}</span>}
    </span>
  )
}
