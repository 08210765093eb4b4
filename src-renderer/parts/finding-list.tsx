import type { ReactNode } from 'react'
import type { QualityFinding } from '../../src-shared/quality/inspection.ts'
import { words } from '../words/words.ts'
import { FindingLine } from './finding-line.tsx'

/** All that the checks saw in a video; each leads to its moment. */
export function FindingList({
  findings,
  isInspected,
  profile,
  rate,
  frame,
  picture,
  onSeek,
}: {
  findings: readonly QualityFinding[]
  isInspected: boolean
  profile: string | null
  rate: number
  /** The one on show. */
  frame?: number
  /** Of the finding at a place of the list. */
  picture?: (finding: QualityFinding, place: number) => ReactNode
  onSeek(frame: number): void
}) {
  const say = words.review.detail
  if (!isInspected && findings.length === 0) return <p className="side-empty">{say.notChecked}</p>
  const isNow = ({ from, to }: QualityFinding) =>
    frame !== undefined && from !== null && frame >= from && frame < (to ?? from + 1)
  return (
    <>
      {findings.length === 0 && <p className="side-empty">{say.noFindings}</p>}
      {findings.length > 0 && (
        <ul className="side-list">
          {findings.map((finding, place) => (
            <FindingLine
              key={`${finding.check} ${finding.from} ${finding.message}`}
              finding={finding}
              rate={rate}
              isNow={isNow(finding)}
              picture={picture?.(finding, place)}
              onSeek={onSeek}
            />
          ))}
        </ul>
      )}
      {profile !== null && <p className="side-note">{say.profile(profile)}</p>}
    </>
  )
}
