import { Button, CloseButton, Loader, Menu } from '@mantine/core'
import {
  IconChevronDown,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconRefresh,
} from '@tabler/icons-react'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import { selectNone, stopActing, useJobTable } from '../../state/job-table.ts'
import { selectedCount } from '../../view-math/selection.ts'
import { words } from '../../words/words.ts'
import { JobMenuItems, runOnSelection } from './job-actions.tsx'
import { JobTotal } from './job-filters.tsx'

const shown = [
  ['retry', IconRefresh],
  ['pause', IconPlayerPause],
  ['resume', IconPlayerPlay],
  ['skip', IconPlayerSkipForward],
] as const

/** What is selected and what can be done with it; while something is being done, how far it is; else how many there are. */
export function SelectionBar({ batch }: { batch: Batch }) {
  const many = useJobTable(({ selection, view }) => selectedCount(selection, view.total ?? 0))
  const acting = useJobTable(({ acting }) => acting)
  const view = useJobTable(({ view }) => view)
  if (acting !== null)
    return (
      <div className="job-selection" role="status">
        <Loader size={14} aria-hidden="true" />
        <span className="selection-text">
          {words.jobs.actingOf(words.jobs.doing[acting.action], acting.done, acting.of)}
        </span>
        <Button size="compact-sm" variant="default" onClick={stopActing}>
          {words.jobs.stop}
        </Button>
      </div>
    )
  if (many === 0) return <JobTotal batch={batch} view={view} />
  return (
    <div className="job-selection" role="toolbar" aria-label={words.jobs.actions}>
      <span className="selection-text" role="status">
        {words.jobs.selectedCount(many)}
      </span>
      {shown.map(([name, Icon]) => (
        <Button
          key={name}
          size="compact-sm"
          variant="default"
          leftSection={<Icon size={14} />}
          onClick={() => void runOnSelection(batch.id, { do: name })}
        >
          {words.jobs[name]}
        </Button>
      ))}
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button size="compact-sm" variant="default" rightSection={<IconChevronDown size={13} />}>
            {words.jobs.moreActions}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <JobMenuItems batch={batch} />
        </Menu.Dropdown>
      </Menu>
      <CloseButton
        size="sm"
        className="selection-none"
        aria-label={words.jobs.selectNone}
        onClick={selectNone}
      />
    </div>
  )
}
