import { Button, Kbd, Radio, Textarea } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useState } from 'react'
import {
  type RejectionReason,
  type RejectionScope,
  type ReviewSegment,
  rejectionReasons,
} from '../../../src-shared/review/review.ts'
import { ask } from '../../bridge/bridge.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { useAsked } from '../../state/asked.ts'
import type { Why } from '../../state/review-acts.ts'
import { digitOf } from '../../view-math/review.ts'
import { words } from '../../words/words.ts'

const scopeKeys = { video: 'V', segment: 'S', row: 'Z', template: 'T' } as const
type ScopeName = keyof typeof scopeKeys

/** Why, how far, and in words; with what it would have made again, before it is done. */
export function RejectDialog({
  jobs,
  segment,
  onReject,
  onClose,
}: {
  jobs: readonly number[]
  /** The stretch on show; null: none is known. */
  segment: ReviewSegment | null
  onReject(why: Why): void
  onClose(): void
}) {
  const [reason, setReason] = useState<RejectionReason | null>(null)
  const [scope, setScope] = useState<ScopeName>('video')
  const [text, setText] = useState('')
  const { touched, error } = useTouched(jobs, scopeOf(scope, segment))
  const { rejecting } = words.review
  const reject = () => {
    if (reason === null) return
    onClose()
    onReject({ reason, words: text.trim(), scope: scopeOf(scope, segment) })
  }
  const choose = (wanted: RejectionReason) => {
    setReason(wanted)
    document.getElementById(`reason-${wanted}`)?.focus()
  }
  useHotkeys(
    [
      ...rejectionReasons.map((each, place) => [digitOf(place), () => choose(each)] as [string, () => void]),
      ['V', () => setScope('video')],
      ['S', () => segment !== null && setScope('segment')],
      ['Z', () => setScope('row')],
      ['T', () => setScope('template')],
      // In the words they are letters.
    ],
    ['TEXTAREA'],
  )
  const scopes = (Object.keys(scopeKeys) as ScopeName[]).filter(
    (each) => each !== 'segment' || segment !== null,
  )
  return (
    <Dialog title={rejecting.title} size={560} onClose={onClose}>
      <form
        className="reject-form"
        onSubmit={(event) => {
          event.preventDefault()
          reject()
        }}
      >
        <Radio.Group
          label={rejecting.reason}
          value={reason ?? ''}
          onChange={(value) => setReason(value as RejectionReason)}
        >
          <div className="reject-reasons">
            {rejectionReasons.map((each, place) => (
              <Radio
                key={each}
                id={`reason-${each}`}
                value={each}
                {...(place === 0 ? { 'data-autofocus': true } : {})}
                label={
                  <>
                    {rejecting.reasons[each]} <Kbd size="xs">{digitOf(place)}</Kbd>
                  </>
                }
              />
            ))}
          </div>
        </Radio.Group>
        <Radio.Group label={rejecting.scope} value={scope} onChange={(value) => setScope(value as ScopeName)}>
          <div className="reject-scopes">
            {scopes.map((each) => (
              <Radio
                key={each}
                value={each}
                label={
                  <>
                    {each === 'segment'
                      ? rejecting.scopes.segment(segment?.videos ?? 1)
                      : rejecting.scopes[each]}{' '}
                    <Kbd size="xs">{scopeKeys[each]}</Kbd>
                  </>
                }
              />
            ))}
          </div>
        </Radio.Group>
        <Textarea
          label={rejecting.words}
          placeholder={rejecting.wordsHint}
          autosize
          minRows={2}
          maxRows={5}
          maxLength={4_000}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey) {
              event.preventDefault()
              reject()
            }
          }}
        />
        <p className="reject-touched" role="status">
          <strong>{rejecting.touches}</strong>{' '}
          {touched === null ? rejecting.counting : rejecting.touched(touched.videos, touched.segments)}
        </p>
        {error !== null && <ErrorNote error={error} />}
        <div className="modal-actions">
          <span className="quiet reject-keys">{rejecting.keys}</span>
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" color="red" disabled={reason === null}>
            {words.review.reject}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function scopeOf(name: ScopeName, segment: ReviewSegment | null): RejectionScope {
  if (name === 'segment') return { what: 'segment', segment: segment?.hash ?? '' }
  return { what: name }
}

/** What a rejection would have made again. */
function useTouched(jobs: readonly number[], scope: RejectionScope) {
  const [asked] = useAsked(JSON.stringify({ jobs, scope }), () =>
    ask('review.scope', { jobs: [...jobs], scope }),
  )
  return {
    touched: asked.is === 'there' ? asked.value : null,
    error: asked.is === 'failed' ? asked.error : null,
  }
}
