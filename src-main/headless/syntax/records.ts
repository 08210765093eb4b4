import { type Command, Option } from 'commander'
import { type Job, jobStatusNames } from '../../../src-shared/batches/batch.ts'
import type { Door, StudioChoice } from '../door.ts'
import { common, jobNumber, type Run, wholeNumber } from './common.ts'

const limit = wholeNumber(500)

export function addServe(program: Command, door: Door, run: Run): void {
  common(
    program
      .command('serve')
      .description('the studio in a browser of this machine; makes all that waits, until Ctrl+C')
      .option('--port <number>', 'of 127.0.0.1; without it 7420, or any that is free', wholeNumber(65_535)),
  ).action((choice: StudioChoice & { port?: number }) =>
    run(async () => (await import('../commands/serve.ts')).serve(door, choice)),
  )
}

export function addBatches(program: Command, door: Door, run: Run): void {
  const group = program.command('batch').description('see what was rendered and what came of it')
  common(
    group.command('list').description('the latest batches').option('--limit <number>', 'how many', limit, 50),
  ).action((choice: StudioChoice & { limit: number }) =>
    run(async () => (await import('../commands/batches.ts')).listBatches(door, choice.limit, choice)),
  )
  common(
    group
      .command('show')
      .description('one batch')
      .argument('<batch>', 'its id (see `reelmill batch list`), or "last"')
      .option('--timeline', 'what happened when, as a chart'),
  ).action((id: string, choice: StudioChoice & { timeline?: boolean }) =>
    run(async () => (await import('../commands/batches.ts')).showBatch(door, id, choice)),
  )
  common(
    group
      .command('jobs')
      .description("a batch's videos, one a line")
      .argument('<batch>', 'its id, or "last"')
      .addOption(new Option('--status <status>', 'only those').choices([...jobStatusNames])),
  ).action((id: string, choice: StudioChoice & { status?: Job['status'] }) =>
    run(async () => (await import('../commands/batches.ts')).listJobs(door, id, choice.status, choice)),
  )
  common(
    group
      .command('units')
      .description('the steps of one video with every try; --verbose: with the commands, to be pasted')
      .argument('<job>', 'j and its number (see `reelmill batch jobs`)', jobNumber),
  ).action((job: number, choice: StudioChoice) =>
    run(async () => (await import('../commands/batches.ts')).listUnits(door, job, choice)),
  )
}

export function addStore(program: Command, door: Door, run: Run): void {
  const group = program.command('store').description("the studio's database")
  common(
    group
      .command('restore')
      .description('put the last good backup in the place of a damaged database, which is kept aside'),
  ).action((choice: StudioChoice) =>
    run(async () => (await import('../commands/store.ts')).restoreStore(door, choice)),
  )
}
