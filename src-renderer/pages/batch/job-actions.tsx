import { Menu } from '@mantine/core'
import {
  IconArrowBarToDown,
  IconArrowBarToUp,
  IconArrowDown,
  IconArrowUp,
  IconCircleMinus,
  IconCopy,
  IconFlag,
  IconFolderOpen,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconRefresh,
} from '@tabler/icons-react'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import { actsAtOnce, type JobAction } from '../../../src-shared/contract/jobs.ts'
import { priorities } from '../../../src-shared/farm/priority.ts'
import { ask } from '../../bridge/bridge.ts'
import { confirm } from '../../parts/confirm.tsx'
import { copyText } from '../../parts/copy-text.ts'
import { tell, tellFault } from '../../parts/tell.tsx'
import { useActionsHere } from '../../state/actions.ts'
import {
  type ActOutcome,
  act,
  actOnSelection,
  refreshJobs,
  selectAll,
  selectedJobs,
  useJobTable,
} from '../../state/job-table.ts'
import { selectedCount } from '../../view-math/selection.ts'
import { told, words } from '../../words/words.ts'
import { searchId } from './job-filters.tsx'

const takenBackBy = { pause: 'resume', skip: 'resume', cancel: 'resume' } as const
/** Without a question: more than a slip of the hand can mean. */
const fewEnough = 1

/** Does something with what is selected, asks before what many would regret, and says what came of it. */
export async function runOnSelection(batch: string, action: JobAction): Promise<void> {
  const { selection, view } = useJobTable.getState()
  const many = selectedCount(selection, view.total ?? 0)
  if (many === 0) return
  const question = many > fewEnough ? questionOf(action, many) : null
  if (question !== null && !(await confirm(question))) return
  try {
    const outcome = await actOnSelection(action)
    if (outcome !== null) tellOutcome(batch, action, outcome)
  } catch (error) {
    tellFault(error)
  }
}

function questionOf(action: JobAction, many: number) {
  const { jobs } = words
  switch (action.do) {
    case 'skip':
      return { title: jobs.skipTitle(many), text: jobs.skipText, yes: jobs.skip, isDanger: true }
    case 'cancel':
      return { title: jobs.cancelTitle(many), text: jobs.cancelText, yes: jobs.cancel, isDanger: true }
    case 'retry':
      // Failed ones are retried without a word; this is about those that are there already.
      return useJobTable.getState().view.filter.status?.every((one) => one === 'failed')
        ? null
        : { title: jobs.retryTitle(many), text: jobs.retryText, yes: jobs.retry }
    default:
      return null
  }
}

export function tellOutcome(batch: string, action: JobAction, outcome: ActOutcome): void {
  const { changed, refused, why, stopped, numbers } = outcome
  const said = [
    changed > 0 || refused === 0 ? `${words.jobs.doneWith[action.do](changed)}.` : '',
    refused > 0 ? words.jobs.refused(refused, why.map(told).join(' ')) : '',
    stopped ? words.jobs.stopped : '',
  ]
  const back = action.do in takenBackBy ? takenBackBy[action.do as keyof typeof takenBackBy] : null
  const undo =
    back === null || numbers === null || changed === 0 || refused > 0
      ? undefined
      : () =>
          void act(batch, { do: back }, numbers.length, { numbers }).then(
            (answer) => tell(`${words.jobs.doneWith[back](answer.changed)}.`),
            tellFault,
          )
  tell(said.filter(Boolean).join(' '), undo)
}

/** Paths as the file manager knows them; of jobs that are loaded. */
export async function copyPaths(batch: Batch): Promise<void> {
  const slash = batch.outputFolder.includes('\\') ? '\\' : '/'
  const paths = selectedJobs().map(
    ({ path }) => `${batch.outputFolder}${slash}${path.replaceAll('/', slash)}`,
  )
  if (paths.length === 0) return
  await copyText(paths.join('\n')).then(
    () => tell(`${words.jobs.copied(paths.length)}.`),
    (error: unknown) => tellFault(error),
  )
}

function showSelectedInFolder(): void {
  const [job] = selectedJobs()
  if (job !== undefined)
    void ask('desktop.reveal', { what: 'video', job: job.id }).catch((error: unknown) => tellFault(error))
}

/** What the page offers while the table of jobs is open: in the palette, and by key. */
export function useJobActions(batch: Batch): void {
  const run = (action: JobAction) => () => void runOnSelection(batch.id, action)
  useActionsHere({
    'jobs.retry': run({ do: 'retry' }),
    'jobs.pause': run({ do: 'pause' }),
    'jobs.resume': run({ do: 'resume' }),
    'jobs.skip': run({ do: 'skip' }),
    'jobs.top': run({ do: 'move', to: 'top' }),
    'jobs.all': selectAll,
    'jobs.copy': () => void copyPaths(batch),
    'jobs.refresh': refreshJobs,
    'jobs.find': () => document.getElementById(searchId)?.focus(),
  })
}

const moveIcons = {
  top: IconArrowBarToUp,
  up: IconArrowUp,
  down: IconArrowDown,
  bottom: IconArrowBarToDown,
} as const
export const moves = ['top', 'up', 'down', 'bottom'] as const

/** Everything that can be done with the selection, as entries of a menu. */
export function JobMenuItems({ batch }: { batch: Batch }) {
  const many = useJobTable(({ selection, view }) => selectedCount(selection, view.total ?? 0))
  const run = (action: JobAction) => () => void runOnSelection(batch.id, action)
  return (
    <>
      <Menu.Item leftSection={<IconRefresh size={15} />} onClick={run({ do: 'retry' })}>
        {words.jobs.retry}
      </Menu.Item>
      <Menu.Item leftSection={<IconPlayerPause size={15} />} onClick={run({ do: 'pause' })}>
        {words.jobs.pause}
      </Menu.Item>
      <Menu.Item leftSection={<IconPlayerPlay size={15} />} onClick={run({ do: 'resume' })}>
        {words.jobs.resume}
      </Menu.Item>
      <Menu.Item leftSection={<IconPlayerSkipForward size={15} />} onClick={run({ do: 'skip' })}>
        {words.jobs.skip}
      </Menu.Item>
      <Menu.Item leftSection={<IconCircleMinus size={15} />} onClick={run({ do: 'cancel' })}>
        {words.jobs.cancel}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Sub>
        <Menu.Sub.Target>
          <Menu.Sub.Item leftSection={<IconFlag size={15} />}>{words.jobs.priority}</Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown>
          {priorities.map((priority) => (
            <Menu.Item key={priority} onClick={run({ do: 'priority', priority })}>
              {words.priorities[priority]}
            </Menu.Item>
          ))}
        </Menu.Sub.Dropdown>
      </Menu.Sub>
      {moves.map((to) => {
        const Icon = moveIcons[to]
        return (
          <Menu.Item
            key={to}
            leftSection={<Icon size={15} />}
            disabled={many > actsAtOnce}
            onClick={run({ do: 'move', to })}
          >
            {words.jobs.moves[to]}
          </Menu.Item>
        )
      })}
      <Menu.Divider />
      <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void copyPaths(batch)}>
        {words.jobs.copyPaths}
      </Menu.Item>
      <Menu.Item leftSection={<IconFolderOpen size={15} />} onClick={showSelectedInFolder}>
        {words.jobs.showInFolder}
      </Menu.Item>
    </>
  )
}
