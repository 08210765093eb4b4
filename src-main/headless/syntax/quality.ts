import type { Command } from 'commander'
import type { Door, StudioChoice } from '../door.ts'
import { common, type Run, wholeNumber } from './common.ts'

export type QcChoice = StudioChoice & {
  profile?: string
  again?: boolean
  likeness?: number
  strict?: boolean
  findingsOut?: string
}

export function addQuality(program: Command, door: Door, run: Run): void {
  common(
    program
      .command('qc')
      .summary('look whether videos are as they should be')
      .description(
        'Look at finished videos, whoever made them: black, frozen and repeated pictures, flashes, levels, loudness, silence, colour tags, damage and more.',
      )
      .argument('<paths...>', 'videos, or folders with videos; or one batch: its id, its folder, or "last"')
      .option(
        '--profile <name>',
        'what they are held against: web, social, broadcast, email, or an own one; default: web, for a batch what it was made for',
      )
      .option('--again', 'of a batch: also those that were held against this very profile already')
      .option(
        '--likeness <every>',
        'of a batch: compare the first video of each format with its plan, picture by picture, and one in so many of the others; looks at all again',
        wholeNumber(1_000_000),
      )
      .option('--strict', 'end with status 6 when a person should look at one')
      .option('--findings-out <file>', 'write all findings as CSV'),
  ).action((paths: string[], choice: QcChoice) =>
    run(async () => (await import('../commands/qc.ts')).qc(door, paths, choice)),
  )
}
