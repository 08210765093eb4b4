import { Button } from '@mantine/core'
import { IconTableImport } from '@tabler/icons-react'
import { words } from '../../words/words.ts'
import { pickTable } from './table-head.tsx'

/** Where a table is dropped, or chosen by a dialog. */
export function DropCard() {
  return (
    <div className="drop-card">
      <IconTableImport size={36} stroke={1.4} aria-hidden="true" />
      <strong>{words.newBatch.drop}</strong>
      <span>{words.newBatch.dropText}</span>
      <Button mt="sm" onClick={() => void pickTable()}>
        {words.newBatch.chooseFile}
      </Button>
    </div>
  )
}
