import { StudioError } from '../../src-shared/contract/errors.ts'
import { reviewCommands } from '../../src-shared/contract/review.ts'
import type { Handlers } from './create-api.ts'

type ReviewHandlers = Pick<Handlers, keyof typeof reviewCommands>

/** Until the review desk is built, its commands are refused like any that there are not. */
export function reviewHandlers(): ReviewHandlers {
  const refuse = (name: string) => () => {
    throw new StudioError({
      code: 'command.unknown',
      message: `There is no command "${name}".`,
      whatToDo: 'Use a newer Reelmill.',
    })
  }
  return Object.fromEntries(
    Object.keys(reviewCommands).map((name) => [name, refuse(name)]),
  ) as unknown as ReviewHandlers
}
