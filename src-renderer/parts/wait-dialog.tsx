import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Batch } from '../../src-shared/batches/batch.ts'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import { ask } from '../bridge/bridge.ts'
import { afterOf, type WaitFor, waitsOf } from '../view-math/wait-for.ts'
import { words } from '../words/words.ts'
import { Dialog } from './dialog.tsx'
import { ErrorNote } from './error-note.tsx'
import { tell, tellFault } from './tell.tsx'
import { WaitField } from './wait-field.tsx'

/** Which batches a batch that has not begun waits for. */
export function WaitDialog({ batch, onClose }: { batch: Batch; onClose(): void }) {
  const before = waitsOf(batch)
  const [waits, setWaits] = useState<readonly WaitFor[]>(before)
  const [fault, setFault] = useState<ErrorShape | null>(null)
  const put = (list: readonly WaitFor[]) => ask('queue.after', { batch: batch.id, ...afterOf(list) })
  async function save(): Promise<void> {
    try {
      await put(waits)
    } catch (error) {
      setFault(toErrorShape(error))
      return
    }
    onClose()
    const said = waits.length === 0 ? words.queuePage.waitsNoMore : words.waits.saved
    tell(said(batch.name), () => void put(before).catch(tellFault))
  }
  return (
    <Dialog onClose={onClose} title={words.waits.title(batch.name)}>
      <p className="modal-text">{words.waits.text}</p>
      <WaitField batch={batch.id} waits={waits} onChange={setWaits} />
      {fault !== null && <ErrorNote error={fault} />}
      <div className="modal-actions">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button
          disabled={JSON.stringify(afterOf(waits)) === JSON.stringify(afterOf(before))}
          onClick={() => void save()}
        >
          {words.waits.save}
        </Button>
      </div>
    </Dialog>
  )
}
