import { Modal, type ModalProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { words } from '../words/words.ts'

/** A question or a form over the page, which is left by Escape, by its cross or by what is answered. */
export function Dialog({
  title,
  opened = true,
  size,
  growsDown = false,
  onClose,
  children,
}: {
  title: ReactNode
  opened?: boolean
  size?: ModalProps['size']
  /** Stands at the top: what is in it becomes longer and shorter. */
  growsDown?: boolean
  onClose(): void
  children: ReactNode
}) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      {...(size === undefined ? {} : { size })}
      centered={!growsDown}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {children}
    </Modal>
  )
}
