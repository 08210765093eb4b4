import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { go } from '../state/places.ts'
import { words } from '../words/words.ts'

/** What stands where there is nothing (yet) to show. */
export function NothingHere({
  icon,
  title,
  action,
  children,
}: {
  icon?: ReactNode
  title: string
  /** What can be done about it. */
  action?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="nothing-here">
      {icon}
      <Text fw={600} size="lg">
        {title}
      </Text>
      {children && (
        <Text c="dimmed" size="md" maw={460} ta="center">
          {children}
        </Text>
      )}
      {action}
    </div>
  )
}

/** What can be done where there is no batch. */
export function BeginBatch() {
  return (
    <Button mt="md" size="xs" onClick={() => go({ name: 'new-batch' })}>
      {words.places['new-batch']}
    </Button>
  )
}
