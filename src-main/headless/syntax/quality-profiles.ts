import type { Command } from 'commander'
import type { Door, StudioChoice } from '../door.ts'
import { common, type Run, wholeNumber } from './common.ts'

export type OverwriteChoice = StudioChoice & { overwrite?: boolean }
export type EffectChoice = StudioChoice & {
  profile: string
  against?: string
  batch?: string
  most?: number
  examples?: number
}

/** `reelmill quality`: profiles, and what other thresholds would have said. */
export function addQualityProfiles(program: Command, door: Door, run: Run): void {
  const group = program
    .command('quality')
    .summary('quality profiles, and what other thresholds would have said')
    .description(
      'Look at quality profiles, carry them from studio to studio, and try thresholds on past batches.',
    )
  const words = async () => import('../commands/quality-profiles.ts')
  common(group.command('list').description('List the profiles.')).action((choice: StudioChoice) =>
    run(async () => (await words()).listProfiles(door, choice)),
  )
  common(
    group
      .command('export')
      .description('Write a profile as a file: an own one as it is written, one that comes along whole.')
      .argument('<profile>', 'its name')
      .argument('[file]', 'where it goes; without it <profile>.json')
      .option('--overwrite', 'replace a file that is there'),
  ).action((name: string, file: string | undefined, choice: OverwriteChoice) =>
    run(async () => (await words()).exportProfile(door, name, file, choice)),
  )
  common(
    group
      .command('import')
      .description('Take a profile from a file.')
      .argument('<file>', 'as `quality export` writes it')
      .option('--overwrite', 'in the place of an own one of the same name'),
  ).action((file: string, choice: OverwriteChoice) =>
    run(async () => (await words()).importProfile(door, file, choice)),
  )
  common(
    group.command('remove').description('Remove an own profile.').argument('<profile>', 'its name'),
  ).action((name: string, choice: StudioChoice) =>
    run(async () => (await words()).removeProfile(door, name, choice)),
  )
  common(
    group
      .command('effect')
      .description(
        'Say which verdicts of videos that were inspected before would be others under a changed profile. Nothing is measured, and nothing is changed.',
      )
      .requiredOption('--profile <file or name>', 'the changed profile')
      .option(
        '--against <name>',
        'the profile that it would take the place of; without it the one of its name, or the one that it extends',
      )
      .option('--batch <id>', 'the videos of this batch, or of the last one')
      .option('--most <number>', 'so many videos, the newest first; without it 500', wholeNumber(20_000))
      .option('--examples <number>', 'name so many of them; without it 20', wholeNumber(200)),
  ).action((choice: EffectChoice) => run(async () => (await words()).showEffect(door, choice)))
}
