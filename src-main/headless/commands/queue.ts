import type { CommandPayload, QueueAnswer } from '../../../src-shared/contract/commands.ts'
import type { Target } from '../../../src-shared/farm/targets.ts'
import { type Door, type Reached, type StudioChoice, withRecords } from '../door.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'
import { queueLines } from '../queue-words.ts'
import { inLine } from '../wording.ts'

/** The batches that are not over, in the order in which they are served. */
export function showQueue(door: Door, choice: StudioChoice): Promise<ExitStatus> {
  return withRecords(door, choice, 'queue', async ({ api }) => {
    const queue = await api.ask('queue.show', {})
    const { terminal } = door
    if (choice.json) for (const entry of queue.entries) terminal.out(JSON.stringify(entry))
    // A reason that is cut is none; only what is drawn over and over has to fit.
    else for (const line of queueLines(queue, Number.POSITIVE_INFINITY)) terminal.out(line)
    return { exit: exitStatus.done, paused: queue.paused, batches: queue.entries.length }
  })
}

type Many =
  | { command: 'queue.pause'; more: { now: boolean } }
  | { command: 'queue.resume' | 'queue.cancel' | 'queue.retry' | 'queue.skip'; more: object }
  | { command: 'queue.priority'; more: Pick<CommandPayload<'queue.priority'>, 'priority'> }
  | { command: 'queue.move'; more: Pick<CommandPayload<'queue.move'>, 'to'> }

const done: Record<Many['command'], string> = {
  'queue.pause': 'Paused',
  'queue.resume': 'Goes on',
  'queue.cancel': 'Cancelled',
  'queue.retry': 'To be tried again',
  'queue.skip': 'Left out',
  'queue.priority': 'Changed',
  'queue.move': 'Moved',
}

/** Said when there was none of it. */
const nothing: Partial<Record<Many['command'], string>> = {
  // Only `all` of an empty queue comes here: who is named is changed or refused.
  'queue.pause': 'The queue is empty. What is added to it waits until `reelmill queue resume all`.',
  'queue.resume': 'The queue is empty. What is added to it is no longer held.',
  'queue.retry': 'Nothing has failed.',
}

/** Those after which something waits to be made. */
const wantsWork = new Set<string>(['queue.resume', 'queue.retry'])

/** Does something with batches, jobs or units, and tells what was refused. */
export function changeMany(
  door: Door,
  { command, more }: Many,
  targets: Target[],
  choice: StudioChoice,
): Promise<ExitStatus> {
  return withRecords(door, choice, command.replace('.', ' '), async (studio) => {
    const answer = await studio.api.ask(command, { ...more, targets } as never)
    return tell(door, studio, command, answer as QueueAnswer, choice)
  })
}

function tell(
  { terminal }: Door,
  studio: Reached,
  command: Many['command'],
  answer: QueueAnswer,
  choice: StudioChoice,
) {
  const { changed, refused } = answer
  for (const { target, why } of refused) terminal.err(`Error: ${target}: ${inLine(why)}`)
  if (!choice.json) {
    if (changed > 0) terminal.out(`${done[command]}: ${changed.toLocaleString('en')}.`)
    else if (refused.length === 0) terminal.out(nothing[command] ?? 'Nothing was to be changed.')
    if (changed > 0 && wantsWork.has(command) && studio.host?.works !== true)
      terminal.out('No studio makes videos in this folder now: `reelmill queue run` begins.')
  }
  return { exit: refused.length > 0 ? exitStatus.wrongUse : exitStatus.done, ...answer }
}

type One = {
  [C in 'queue.deadline' | 'queue.begin' | 'queue.after' | 'queue.approve']: {
    command: C
    payload: CommandPayload<C>
  }
}['queue.deadline' | 'queue.begin' | 'queue.after' | 'queue.approve']

/** Changes one batch; `says` is told when it is done. */
export function changeOne(
  door: Door,
  { command, payload }: One,
  says: string,
  choice: StudioChoice,
): Promise<ExitStatus> {
  return withRecords(door, choice, command.replace('.', ' '), async ({ api }) => {
    await api.ask(command, payload as never)
    if (!choice.json) door.terminal.out(says)
    return { exit: exitStatus.done, batch: payload.batch }
  })
}
