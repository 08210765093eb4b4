import { Argument, type Command } from 'commander'
import { type Priority, priorities } from '../../../src-shared/farm/priority.ts'
import type { Target } from '../../../src-shared/farm/targets.ts'
import type { Door, StudioChoice } from '../door.ts'
import { parseMoment } from '../moments.ts'
import { common, type Run, readOr, targets, withOwnAction } from './common.ts'

const places = ['top', 'up', 'down', 'bottom'] as const
const moment = readOr((text) => (text.toLowerCase() === 'none' ? null : parseMoment(text, new Date())))
const startMoment = readOr((text) => (text.toLowerCase() === 'now' ? null : parseMoment(text, new Date())))

const targetsHelp = `
A target is all, last, the id of a batch, j and the number of a job (j123; see \`reelmill batch jobs\`), or u and that of a unit
(u456; see \`reelmill batch units\`).`

/** What can be done with targets, and how it is said. */
const actions = [
  ['resume', 'go on with what is paused, interrupted or cancelled; the answer to a batch that asks'],
  ['cancel', 'end it for good; what is finished is kept'],
  ['retry', 'make failed videos again; jobs and units that are named, whatever became of them'],
  ['skip', 'leave videos out: never made, and no longer counted as failed'],
] as const

export function addQueue(program: Command, door: Door, run: Run): void {
  const group = withOwnAction(
    common(
      program.command('queue').description('what is made and what waits, in the order in which it is served'),
    ),
  )
    .addHelpText(
      'after',
      `
Examples
  reelmill queue
  reelmill queue watch
  reelmill queue pause all
  reelmill queue priority urgent last
  reelmill queue deadline last "2026-11-22 08:00"
${targetsHelp}

While a window or another command makes videos in the studio's folder, these reach it; else they change what is recorded.`,
    )
    .action((choice: StudioChoice) =>
      run(async () => (await import('../commands/queue.ts')).showQueue(door, choice)),
    )

  common(
    group
      .command('list')
      .description(
        'the same as `reelmill queue`: position, batch, priority, videos done, time left, and why',
      ),
  ).action((choice: StudioChoice) =>
    run(async () => (await import('../commands/queue.ts')).showQueue(door, choice)),
  )
  common(
    group
      .command('watch')
      .description('the queue as it changes; q or Ctrl+C leaves, and what is made goes on'),
  ).action((choice: StudioChoice) =>
    run(async () => (await import('../commands/queue-watch.ts')).watchQueue(door, choice)),
  )
  common(
    group.command('run').description('make all that waits and nobody paused, until there is none of it left'),
  ).action((choice: StudioChoice) =>
    run(async () => (await import('../commands/queue-run.ts')).runQueue(door, choice)),
  )

  const withTargets = (name: string, summary: string) =>
    common(group.command(name).description(summary))
      .argument('<targets...>', 'all, last, a batch, j123, u456', targets)
      .addHelpText('after', targetsHelp)
  withTargets('pause', 'hold it: what runs is finished, nothing new is begun')
    .option('--now', 'what runs is handed back at once')
    .action((on: Target[], { now = false, ...choice }: StudioChoice & { now?: boolean }) =>
      run(async () => {
        const { changeMany } = await import('../commands/queue.ts')
        return changeMany(door, { command: 'queue.pause', more: { now } }, on, choice)
      }),
    )
  for (const [name, summary] of actions)
    withTargets(name, summary).action((on: Target[], choice: StudioChoice) =>
      run(async () => {
        const { changeMany } = await import('../commands/queue.ts')
        return changeMany(door, { command: `queue.${name}`, more: {} }, on, choice)
      }),
    )
  addOrder(group, door, run)
  addConditions(group, door, run)
}

function addOrder(group: Command, door: Door, run: Run): void {
  common(
    group
      .command('priority')
      .description('which is served first: urgent before high, before normal, before low')
      .addArgument(new Argument('<level>', 'how urgent').choices([...priorities])),
  )
    .argument('<targets...>', 'all, last, a batch, j123', targets)
    .addHelpText('after', targetsHelp)
    .action((priority: Priority, on: Target[], choice: StudioChoice) =>
      run(async () => {
        const { changeMany } = await import('../commands/queue.ts')
        return changeMany(door, { command: 'queue.priority', more: { priority } }, on, choice)
      }),
    )
  common(
    group
      .command('move')
      .description('among batches of its priority; a job among those of its batch')
      .addArgument(new Argument('<where>', 'within its priority').choices([...places])),
  )
    .argument('<targets...>', 'last, a batch, j123', targets)
    .addHelpText('after', targetsHelp)
    .action((to: (typeof places)[number], on: Target[], choice: StudioChoice) =>
      run(async () => {
        const { changeMany } = await import('../commands/queue.ts')
        return changeMany(door, { command: 'queue.move', more: { to } }, on, choice)
      }),
    )
}

function addConditions(group: Command, door: Door, run: Run): void {
  common(
    group
      .command('deadline')
      .description('when a batch has to be done; one that would miss it is served earlier')
      .argument('<batch>', 'its id, or "last"')
      .argument('<time>', 'like "2026-11-22 08:00", 08:00, +3h, or none', moment),
  ).action((batch: string, deadline: string | null, choice: StudioChoice) =>
    run(async () => {
      const { changeOne } = await import('../commands/queue.ts')
      const { localTime } = await import('../wording.ts')
      const isPast = deadline !== null && Date.parse(deadline) < Date.now()
      const says =
        deadline === null
          ? 'It has no deadline now.'
          : `To be done by ${localTime(deadline)}${isPast ? ', which is past: it is served as one that is late' : ''}.`
      return changeOne(door, { command: 'queue.deadline', payload: { batch, deadline } }, says, choice)
    }),
  )
  common(
    group
      .command('start-at')
      .description('when a batch that has not begun is to begin')
      .argument('<batch>', 'its id, or "last"')
      .argument('<time>', 'like "2026-11-22 22:00", 22:00, +3h, or now', startMoment),
  ).action((batch: string, startAt: string | null, choice: StudioChoice) =>
    run(async () => {
      const { changeOne } = await import('../commands/queue.ts')
      const { localTime } = await import('../wording.ts')
      const says =
        startAt === null ? 'It begins as soon as it is its turn.' : `It begins at ${localTime(startAt)}.`
      return changeOne(door, { command: 'queue.begin', payload: { batch, startAt } }, says, choice)
    }),
  )
  common(
    group
      .command('after')
      .description('what a batch waits for, in the place of what it waited for before')
      .argument('<batch>', 'its id, or "last"')
      .argument('<others...>', 'the batches that have to be finished first, or none')
      .option('--approval', 'and approved by a person besides'),
  ).action(
    (batch: string, others: string[], { approval, ...choice }: StudioChoice & { approval?: boolean }) =>
      run(async () => {
        const { changeOne } = await import('../commands/queue.ts')
        const named = others.length === 1 && others[0]!.toLowerCase() === 'none' ? [] : others
        const payload = {
          batch,
          after: approval ? [] : named,
          afterApproval: approval ? named : [],
        }
        const says =
          named.length === 0
            ? 'It waits for no other batch now.'
            : `It waits for ${named.join(', ')}${approval ? ', and for approval' : ''}.`
        return changeOne(door, { command: 'queue.after', payload }, says, choice)
      }),
  )
  common(
    group
      .command('approve')
      .description('say that a finished batch is good, for those that wait for that')
      .argument('<batch>', 'its id, or "last"'),
  ).action((batch: string, choice: StudioChoice) =>
    run(async () => {
      const { changeOne } = await import('../commands/queue.ts')
      return changeOne(door, { command: 'queue.approve', payload: { batch } }, 'Approved.', choice)
    }),
  )
}
