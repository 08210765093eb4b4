import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import { setDeadline } from '../../parts/batch-actions.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { MomentField } from '../../parts/moment-field.tsx'
import { momentOf } from '../../view-math/draft.ts'
import { words } from '../../words/words.ts'

/** When a batch should be finished, in the time of this machine. */
export function DeadlineDialog({ batch, onClose }: { batch: Batch; onClose(): void }) {
  const [at, setAt] = useState(localOf(batch.deadline) ?? '')
  const set = (deadline: string | null) => {
    onClose()
    void setDeadline(batch, deadline)
  }
  const chosen = momentOf(at)
  return (
    <Dialog onClose={onClose} title={words.queuePage.deadlineTitle(batch.name)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen !== null) set(chosen)
        }}
      >
        <MomentField
          autofocus
          kind="moment"
          label={words.queuePage.deadlineLabel}
          description={words.queuePage.deadlineText}
          value={at}
          onChange={setAt}
        />
        <div className="modal-actions">
          {batch.deadline !== null && (
            <Button variant="default" onClick={() => set(null)}>
              {words.queuePage.deadlineNone}
            </Button>
          )}
          <Button type="submit" disabled={chosen === null}>
            {words.queuePage.deadlineSet}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** As a field of a form writes it: `2026-11-21T18:00`, in local time. */
function localOf(iso: string | null): string | null {
  if (iso === null) return null
  const at = new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
