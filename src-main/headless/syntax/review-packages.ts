import type { Command } from 'commander'
import type { Door, StudioChoice } from '../door.ts'
import { common, type Run, wholeNumber } from './common.ts'

type ExportChoice = StudioChoice & {
  out: string
  proxy?: number
  for?: string
  overwrite?: boolean
}
type ImportChoice = StudioChoice & { dry?: boolean; again?: boolean }

const files = (text: string, before: string[] = []): string[] => [...before, text]

/** Packages for reviewers elsewhere, added to the commands of review. */
export function addReviewPackages(group: Command, door: Door, run: Run): void {
  common(
    group
      .command('export')
      .description('a package for a reviewer elsewhere: opened in any browser, without a network or install')
      .argument('<batch>', 'its id, "last", or the number of a sample')
      .requiredOption('--out <path>', 'a folder that is not there yet, or a file that ends in .zip')
      .option('--proxy <pixels>', 'the shorter side of the small copies; default: 540', wholeNumber(1080))
      .option('--for <name>', 'whom it is for')
      .option('--overwrite', 'replace a ZIP of that name'),
  ).action((batch: string, choice: ExportChoice) =>
    run(async () => (await import('../commands/review-packages.ts')).exportPackage(door, batch, choice)),
  )
  common(
    group
      .command('import')
      .description('bring decisions of reviewers elsewhere together with those of the studio')
      .argument('<files...>', 'what they sent back', files)
      .option('--dry', 'only say what would come of it')
      .option('--no-again', 'nothing is made again'),
  ).action((chosen: string[], choice: ImportChoice) =>
    run(async () => (await import('../commands/review-packages.ts')).importDecisions(door, chosen, choice)),
  )
  common(
    group
      .command('packages')
      .description('packages of a batch that went out, and what came back')
      .argument('<batch>', 'its id, or "last"'),
  ).action((batch: string, choice: StudioChoice) =>
    run(async () => (await import('../commands/review-packages.ts')).listPackages(door, batch, choice)),
  )
}

export type { ExportChoice, ImportChoice }
