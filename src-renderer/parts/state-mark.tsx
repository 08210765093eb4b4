import { IconCheck, IconFlag, IconX } from '@tabler/icons-react'
import '../looks/findings.css'
import type { ReviewState } from '../../src-shared/review/review.ts'
import { words } from '../words/words.ts'

const tones = { open: undefined, approved: 'good', rejected: 'bad', flagged: 'warn' } as const
const icons = { approved: IconCheck, rejected: IconX, flagged: IconFlag } as const

/** How a video stands, by a sign and in words. */
export function StateMark({ state, isLong = false }: { state: ReviewState; isLong?: boolean }) {
  const Icon = state === 'open' ? null : icons[state]
  if (Icon === null && !isLong) return <span className="visually-hidden">{words.review.states.open}</span>
  return (
    <span className="state-mark toned" data-tone={tones[state]}>
      {Icon !== null && <Icon size={14} stroke={2.6} aria-hidden="true" />}
      <span className={isLong ? undefined : 'visually-hidden'}>{words.review.states[state]}</span>
    </span>
  )
}
