import { ActionIcon } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { go } from '../state/places.ts'
import type { Place } from '../view-math/places.ts'

/** A batch's name as the title of a page, with the way back to the list of all. */
export function BatchTitle({
  name,
  back,
  children,
}: {
  name: string
  back: { label: string; to: Place }
  /** Beside the name. */
  children?: ReactNode
}) {
  return (
    <span className="batch-title-back">
      <ActionIcon variant="subtle" color="gray" aria-label={back.label} onClick={() => go(back.to)}>
        <IconArrowLeft size={18} />
      </ActionIcon>
      <span className="one-line" title={name}>
        {name}
      </span>
      {children}
    </span>
  )
}
