import { type Command, InvalidArgumentError } from 'commander'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { parseTarget, type Target } from '../../../src-shared/farm/targets.ts'
import { closest } from '../../../src-shared/templates/closest.ts'
import type { ExitStatus } from '../exit-status.ts'

export type Run = (run: () => Promise<ExitStatus>) => Promise<void>

/** The options that every command has. */
export function common(command: Command): Command {
  return command
    .option(
      '--studio <folder>',
      "the studio's folder; without it, REELMILL_STUDIO or your system's folder for data",
    )
    .option('--json', 'one JSON object a line, a summary last')
    .option('--verbose', 'when ffmpeg fails, show its last lines and its command')
}

/** A group that does something by itself: what is said before the name of its command holds for that, too. */
export function withOwnAction(group: Command): Command {
  return group.enablePositionalOptions().hook('preAction', (own, action) => {
    const word = own === action ? own.args[0] : undefined
    if (word !== undefined) refuse(own, word)
    for (const [name, value] of Object.entries(own === action ? {} : own.opts()))
      if (action.getOptionValue(name) === undefined) action.setOptionValue(name, value)
  })
}

/** What commander says of an unknown command where the group does nothing by itself. */
function refuse(group: Command, word: string): never {
  const near = closest(
    word,
    group.commands.map((command) => command.name()),
  )
  group.error(`error: unknown command '${word}'${near === null ? '' : `\n(Did you mean ${near}?)`}`, {
    code: 'commander.unknownCommand',
  })
}

export const wholeNumber = (most: number) => (text: string) => {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new InvalidArgumentError(`Write a whole number from 1 to ${most}.`)
  return number
}

export function seconds(text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number) || number < 0)
    throw new InvalidArgumentError('Write seconds from the beginning, like 2.5.')
  return number
}

/** What `read` throws on purpose becomes wrong use. */
export function readOr<T>(read: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return read(text)
    } catch (error) {
      if (error instanceof StudioError) throw new InvalidArgumentError(error.whatToDo ?? error.message)
      throw error
    }
  }
}

export const many = (text: string, before: string[] = []): string[] => [...before, text]

const target = readOr(parseTarget)
/** For `<targets...>`. */
export const targets = (text: string, before: Target[] = []): Target[] => [...before, target(text)]

/** A job by its number: `j123`, or `123`. */
export function jobNumber(text: string): number {
  const number = Number(/^j?(\d{1,15})$/i.exec(text.trim())?.[1])
  if (!(number > 0)) throw new InvalidArgumentError('Write j and the number of a job, like j123.')
  return number
}
