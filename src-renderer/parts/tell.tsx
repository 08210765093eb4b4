import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import { words } from '../words/words.ts'
import { Told } from './told.tsx'

/** Says in a corner that something was done; with `undo`, a button that takes it back. */
export function tell(says: string, undo?: () => void): void {
  const id = crypto.randomUUID()
  notifications.show({
    id,
    withBorder: true,
    autoClose: undo === undefined ? 5_000 : 12_000,
    closeButtonProps: { 'aria-label': words.close },
    message:
      undo === undefined ? (
        says
      ) : (
        <span className="told-with-undo">
          {says}
          <Button
            size="compact-xs"
            variant="light"
            onClick={() => {
              notifications.hide(id)
              undo()
            }}
          >
            {words.undo}
          </Button>
        </span>
      ),
  })
}

/** Says in a corner what somebody should know of what was done; it stays until it is closed. */
export function tellNotes(title: string, notes: readonly string[]): void {
  notifications.show({
    color: 'yellow',
    withBorder: true,
    autoClose: false,
    closeButtonProps: { 'aria-label': words.close },
    title,
    message: (
      <ul className="told-notes">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    ),
  })
}

/** Says in a corner what went wrong, and what to do; for what was asked with a click and has no place of its own. */
export function tellFault(error: unknown): void {
  const { message, whatToDo }: ErrorShape = toErrorShape(error)
  notifications.show({
    color: 'red',
    withBorder: true,
    autoClose: 15_000,
    closeButtonProps: { 'aria-label': words.close },
    title: <Told text={message} />,
    message: whatToDo === undefined ? '' : <Told text={whatToDo} />,
  })
}
