import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '../../parts/dialog.tsx'
import { tellFault } from '../../parts/tell.tsx'
import { changeTable, useTableRows } from '../../state/table-rows.ts'
import { words } from '../../words/words.ts'
import { tellChanged } from './records-tab.tsx'

/** Replaces what stands in a column, in all rows on show. */
export function ReplaceDialog({ column, onClose }: { column: string | null; onClose(): void }) {
  const { view, total } = useTableRows()
  const [find, setFind] = useState('')
  const [by, setBy] = useState('')
  const [whole, setWhole] = useState(false)
  const replace = async () => {
    if (column === null) return
    onClose()
    const changed = await changeTable({ what: 'replace', view, column, find, by, whole })
    tellChanged(changed, words.records.changed(changed))
  }
  return (
    <Dialog opened={column !== null} onClose={onClose} title={words.records.replaceTitle(column ?? '')}>
      <form
        className="replace-form"
        onSubmit={(event) => {
          event.preventDefault()
          void replace().catch(tellFault)
        }}
      >
        <p className="modal-text">{words.records.replaceIn(total ?? 0)}</p>
        <TextInput
          label={words.records.find}
          value={find}
          dir="auto"
          data-autofocus
          onChange={(event) => setFind(event.currentTarget.value)}
        />
        <TextInput
          label={words.records.by}
          value={by}
          dir="auto"
          onChange={(event) => setBy(event.currentTarget.value)}
        />
        <Checkbox
          label={words.records.whole}
          checked={whole}
          onChange={(event) => setWhole(event.currentTarget.checked)}
        />
        <div className="modal-actions">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" disabled={find === '' && !whole}>
            {words.records.replaceNow}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
