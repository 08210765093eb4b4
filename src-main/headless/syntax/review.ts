import { type Command, InvalidArgumentError, Option } from 'commander'
import {
  approvalsNeeded,
  type DecisionKind,
  type RejectionScope,
  rejectionReasons,
} from '../../../src-shared/review/review.ts'
import type { Door, StudioChoice } from '../door.ts'
import { common, jobNumber, type Run, wholeNumber } from './common.ts'
import { addReviewPackages } from './review-packages.ts'
import { addSamples } from './review-samples.ts'

type Saying = StudioChoice & {
  by: string
  words?: string
  reason?: (typeof rejectionReasons)[number]
  scope?: RejectionScope
  again?: boolean
}

const jobs = (text: string, before: number[] = []): number[] => [...before, jobNumber(text)]
const number = wholeNumber(Number.MAX_SAFE_INTEGER)
const numbers = (text: string, before: number[] = []): number[] => [...before, number(text)]

function scope(text: string): RejectionScope {
  const word = text.trim().toLowerCase()
  if (word === 'video' || word === 'row' || word === 'template') return { what: word }
  if (/^[0-9a-f]{64}$/.test(word)) return { what: 'segment', segment: word }
  throw new InvalidArgumentError(
    'Say video, row, template, or the hash of a segment (see `reelmill review show`).',
  )
}

function approvals(text: string): number | null {
  if (text.trim().toLowerCase() === 'default') return null
  const read = approvalsNeeded.safeParse(Number(text.trim() || Number.NaN))
  if (read.success) return read.data
  throw new InvalidArgumentError('Say 0, 1 or 2 people, or "default".')
}

const kinds = [
  ['approve', 'approved', 'say that videos are good'],
  ['reject', 'rejected', 'say that videos are not good, and have made again what that touches'],
  ['flag', 'flagged', 'say that somebody else should look'],
] as const satisfies [string, DecisionKind, string][]

export function addReview(program: Command, door: Door, run: Run): void {
  const group = program
    .command('review')
    .description('what people say of finished videos, and whether a batch may go out')
    .addHelpText(
      'after',
      `
Examples
  reelmill review status last
  reelmill review approve j12 j13 --by Ada
  reelmill review reject j14 --by Ada --reason text --scope row --words "The price is wrong."
  reelmill review gate last 2
  reelmill review export last --out review.zip --for Ben
  reelmill review import decisions-Ben.reelmill-review.json

A job is j and its number (see \`reelmill batch jobs\`). What is said is about the file that lies there: when the video
becomes another file, it is open again.`,
    )
  common(
    group
      .command('status')
      .description('how far the review of a batch is, and whether it may go out')
      .argument('<batch>', 'its id, or "last"'),
  ).action((batch: string, choice: StudioChoice) =>
    run(async () => (await import('../commands/review.ts')).showStatus(door, batch, choice)),
  )
  common(
    group
      .command('show')
      .description('one video: what was said of it, and the segments that it is joined of')
      .argument('<job>', 'j and its number', jobNumber),
  ).action((job: number, choice: StudioChoice) =>
    run(async () => (await import('../commands/review.ts')).showVideo(door, job, choice)),
  )
  for (const [name, kind, description] of kinds) {
    const command = group
      .command(name)
      .description(description)
      .argument('<jobs...>', 'j and the number of each', jobs)
      .requiredOption('--by <name>', 'who says so')
      .option('--words <sentence>', 'why, for others')
    if (kind === 'rejected')
      command
        .addOption(new Option('--reason <reason>', 'what is wrong').choices(rejectionReasons))
        .option(
          '--scope <scope>',
          'what that is about: video, row, template, or the hash of a segment; default: video',
          scope,
        )
        .option('--no-again', 'only say so: nothing is made again')
    common(command).action((chosen: number[], { by, words, reason, scope, again, ...choice }: Saying) =>
      run(async () => {
        const { decide } = await import('../commands/review.ts')
        const said = { jobs: chosen, kind, reviewer: by, words, reason, scope, again }
        return decide(door, said, choice)
      }),
    )
  }
  common(
    group
      .command('undo')
      .description('take decisions back, and what they queued again as far as it has not begun')
      .argument('<decisions...>', 'their numbers', numbers),
  ).action((decisions: number[], choice: StudioChoice) =>
    run(async () => (await import('../commands/review.ts')).undo(door, decisions, choice)),
  )
  common(
    group
      .command('comments')
      .description('what people remarked on the videos of a batch')
      .argument('<batch>', 'its id, or "last"'),
  ).action((batch: string, choice: StudioChoice) =>
    run(async () => (await import('../commands/review.ts')).listComments(door, batch, choice)),
  )
  common(
    group
      .command('gate')
      .description('how many people have to approve of each video before a batch may go out')
      .argument('<batch>', 'its id, "last", or "all" for batches that say nothing themselves')
      .argument('<people>', '0, 1, 2, or "default"', approvals),
  ).action((batch: string, people: number | null, choice: StudioChoice) =>
    run(async () => (await import('../commands/review.ts')).setGate(door, batch, people, choice)),
  )
  addSamples(group, door, run)
  addReviewPackages(group, door, run)
}
