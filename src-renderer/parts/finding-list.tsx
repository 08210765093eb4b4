import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { QualityFinding } from '../../src-shared/quality/inspection.ts'
import { words } from '../words/words.ts'
import { FindingLine } from './finding-line.tsx'

/** So many at first; in one that is broken throughout there may be hundreds. */
const atFirst = 25

/** What the checks saw in a video; each leads to its moment. */
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
  const [isAll, setAll] = useState(false)
  const say = words.review.detail
  if (!isInspected && findings.length === 0) return <p className="side-empty">{say.notInspected}</p>
  const isNow = ({ from, to }: QualityFinding) =>
    frame !== undefined && from !== null && frame >= from && frame < (to ?? from + 1)
  const shown = findings
    .map((finding, place) => ({ finding, place }))
    .filter(({ finding, place }) => isAll || place < atFirst || isNow(finding))
  const left = findings.length - shown.length
  return (
    <>
      {findings.length === 0 && <p className="side-empty">{say.noFindings}</p>}
      {findings.length > 0 && (
        <ul className="side-list">
          {shown.map(({ finding, place }) => (
            <FindingLine
              key={place}
              finding={finding}
              rate={rate}
              isNow={isNow(finding)}
              picture={picture?.(finding, place)}
              onSeek={onSeek}
            />
          ))}
        </ul>
      )}
      {left > 0 && (
        <Button mt="sm" size="xs" variant="default" onClick={() => setAll(true)}>
          {say.showRest(left)}
        </Button>
      )}
      {profile !== null && <p className="side-note">{say.profile(profile)}</p>}
    </>
  )
}
