import { Command, CommanderError } from 'commander'
import type { Door, Summary } from './door.ts'
import { type ExitStatus, exitStatus } from './exit-status.ts'
import type { Run } from './syntax/common.ts'
import { addFarm } from './syntax/farm.ts'
import { addQuality } from './syntax/quality.ts'
import { addQualityProfiles } from './syntax/quality-profiles.ts'
import { addQueue } from './syntax/queue.ts'
import { addBatches, addServe, addStore } from './syntax/records.ts'
import { addCheck, addPlan, addRender, addStill } from './syntax/rendering.ts'
import { addReview } from './syntax/review.ts'
import { addTemplates } from './syntax/templates.ts'

/**
 * Reads the words after `reelmill`, does what they ask for, and answers the exit status. Each command's own file is
 * loaded when it is used, so that help is there at once.
 */
export async function runCommandLine(words: string[], door: Door, version: string): Promise<ExitStatus> {
  let status: ExitStatus = exitStatus.done
  const run: Run = async (command) => {
    status = await command()
  }
  try {
    await everyCommand(door, run, version).parseAsync(words, { from: 'user' })
    return status
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0 || error.code === 'commander.help') return exitStatus.done
    // Commander has said it to people. After `--` no word is an option.
    const options = words.includes('--') ? words.slice(0, words.indexOf('--')) : words
    if (options.includes('--json')) door.terminal.out(JSON.stringify(wrongUse(error.message)))
    return exitStatus.wrongUse
  }
}

/** `error: unknown command 'quee'` and what may have been meant, as the last line under --json. */
function wrongUse(said: string): Summary {
  const [message = '', ...rest] = said.replace(/^error: /, '').split('\n')
  const error = { code: 'use.wrong', message, whatToDo: [...rest, 'See the help of the command.'].join(' ') }
  return { event: 'summary', exit: exitStatus.wrongUse, error }
}

function everyCommand(door: Door, run: Run, version: string): Command {
  const { terminal } = door
  const trimmed = (text: string) => text.replace(/\n+$/, '')
  const program = new Command('reelmill')
    .description('Bulk video: a template and a table go in, every video comes out.')
    .version(version, '-V, --version', 'say which version this is')
    .helpOption('-h, --help', 'say what can be done')
    .helpCommand('help [command]', 'say more about a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(trimmed(text)),
      writeErr: (text) => terminal.err(trimmed(text)),
      outputError: (text, write) => write(text.replace(/^error: /, 'Error: ')),
    })
    .addHelpText(
      'after',
      `
Examples
  reelmill template list
  reelmill check  --template product-showcase --data products.csv
  reelmill render --template product-showcase --data products.csv --out videos --languages en,es --formats square
  reelmill still  --template product-showcase --data products.csv --row KIT-101 --at 2.5 --out look.png
  reelmill qc     video.mp4 --profile broadcast
  reelmill queue watch

Exit status
  0 all done   3 finished, but rows were set aside or failed   4 paused: it asks, or somebody holds it
  2 wrong use, or a template that is not valid   130 interrupted or cancelled, with everything finished kept
  5 qc: a video failed its checks   6 qc --strict: a person should look at one
  1 an ffmpeg that fails, or our own fault`,
    )
  addRender(program, door, run)
  addCheck(program, door, run)
  addPlan(program, door, run)
  addStill(program, door, run)
  addQuality(program, door, run)
  addQualityProfiles(program, door, run)
  addTemplates(program, door, run)
  addBatches(program, door, run)
  addQueue(program, door, run)
  addReview(program, door, run)
  addFarm(program, door, run)
  addStore(program, door, run)
  addServe(program, door, run)
  for (const command of [
    program,
    ...program.commands,
    ...program.commands.flatMap(({ commands }) => commands),
  ]) {
    command.copyInheritedSettings(program)
    // Of a group they are names of commands that it does not have, and are told as such.
    command.allowExcessArguments(command.commands.length > 0)
    command.showHelpAfterError(`See \`${pathOf(command)} --help\`.`)
  }
  return program.hook('preAction', (_group, action) => refuseEmpty(action))
}

const isPath = /<[^>]*(file|folder|path)[^>]*>/

/** Nothing is named by nothing. An empty path would be the folder that one is in: `qc ""`, said by a script whose variable was never set. */
function refuseEmpty(action: Command): void {
  const named = action.registeredArguments
  const empty = [
    ...action.args.flatMap((word, place) => {
      const argument = named[Math.min(place, named.length - 1)]
      return word.trim() === '' && argument !== undefined ? [`<${argument.name()}>`] : []
    }),
    ...action.options.flatMap((option) => {
      const values: unknown[] = [action.getOptionValue(option.attributeName())].flat()
      const isEmpty = values.some((value) => typeof value === 'string' && value.trim() === '')
      return isEmpty && isPath.test(option.flags) ? [option.flags] : []
    }),
  ]
  const [first] = empty
  if (first === undefined) return
  const here = isPath.test(first) ? ' (the folder that you are in is called ".")' : ''
  action.error(`error: ${first} is empty${here}`, { code: 'commander.emptyArgument' })
}

const pathOf = (command: Command): string =>
  command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`
