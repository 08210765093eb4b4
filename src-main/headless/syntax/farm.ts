import type { Command } from 'commander'
import type { Door, StudioChoice } from '../door.ts'
import { readSettings } from '../farm-settings.ts'
import { common, many, type Run, readOr, withOwnAction } from './common.ts'

const settings = readOr((text) => readSettings([text]))

export function addFarm(program: Command, door: Door, run: Run): void {
  const group = withOwnAction(
    common(
      program
        .command('farm')
        .description(
          'slots, pace, calibration, encoders and disks of this machine; what runs, what waits and why',
        ),
    ),
  ).action((choice: StudioChoice) =>
    run(async () => (await import('../commands/farm.ts')).showFarm(door, choice)),
  )
  common(
    group
      .command('set')
      .description('how the farm uses this machine')
      .argument(
        '<name=value...>',
        'like mode=full-speed hours=22:00-06:00',
        (text: string, before?: string[]) => {
          settings(text)
          return many(text, before)
        },
      ),
  )
    .addHelpText(
      'after',
      `
  mode=automatic         while-i-work while somebody is at the machine, else full-speed
  mode=while-i-work      half of the programs, lowest priority of the system
  mode=full-speed        all of them
  processes=4 threads=1  by hand instead of calibrated; auto undoes it
  memory=8GB             all programs together hold no more; auto undoes it
  diskReserve=10GB       stays free on every disk that is written to; auto undoes it
  onBattery=pause        or go-on
  hours=22:00-06:00      when it may work, local time; always undoes it
  keepAwake=yes          or no: the machine does not go to sleep while a batch runs
  hangSeconds=120        so long without progress at least, until a program counts as hung`,
    )
    .action((words: string[], choice: StudioChoice) =>
      run(async () => (await import('../commands/farm.ts')).setFarm(door, readSettings(words), choice)),
    )
  common(
    group.command('calibrate').description('measure how many programs at a time this machine does best'),
  ).action((choice: StudioChoice) =>
    run(async () => (await import('../commands/farm.ts')).calibrate(door, choice)),
  )
  common(group.command('try-encoders').description('try every hardware encoder again')).action(
    (choice: StudioChoice) =>
      run(async () => (await import('../commands/farm.ts')).tryEncoders(door, choice)),
  )
}
