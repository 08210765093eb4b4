import type { ZodError } from 'zod'
import {
  type Answers,
  type Api,
  type CommandName,
  commands,
  type ParsedPayload,
} from '../../src-shared/contract/commands.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import { parsePayload } from './parse-payload.ts'

/** What answers each command, given a payload that was parsed. */
export type Handlers = {
  [N in CommandName]: (payload: ParsedPayload<N>) => Promise<Answers[N]> | Answers[N]
}

/**
 * The counter: looks at every payload before anybody acts on it. Rejects with `command.unknown` or `request.invalid`,
 * with the StudioError of a handler as it is, and with `internal` for a fault of ours, which `onFault` hears of and
 * says where it is written down.
 */
export function createApi(
  plain: Handlers,
  onFault: (command: string, error: unknown) => string,
  /** The handlers with what all requests have in common. */
  completed: (plain: Handlers) => Handlers = (plain) => plain,
): Api {
  const handlers = completed(plain)
  return {
    async ask<N extends CommandName>(name: N, payload: unknown): Promise<Answers[N]> {
      // A name like `constructor` comes from outside, too.
      const schema = Object.hasOwn(commands, name) ? commands[name] : null
      if (schema === null)
        throw new StudioError({
          code: 'command.unknown',
          message: `There is no command "${String(name)}".`,
          whatToDo: `Use one of ${Object.keys(commands).join(', ')}.`,
        })
      const parsed = await parsePayload<unknown>(schema, payload)
      if (!parsed.success) throw invalid(name, parsed.error)
      try {
        return await handlers[name](parsed.data as ParsedPayload<N>)
      } catch (error) {
        if (error instanceof StudioError) throw error
        const where = onFault(name, error)
        throw new StudioError({
          code: 'internal',
          message: `A fault of Reelmill itself: ${error instanceof Error ? error.message : String(error)}`,
          whatToDo: `Please report it, with the log ${where}.`,
          cause: error,
        })
      }
    },
  }
}

function invalid(name: string, error: ZodError): StudioError {
  return new StudioError({
    code: 'request.invalid',
    message: `The request "${name}" can't be understood.`,
    details: error.issues.slice(0, 20).map((issue) => {
      const place = issue.path.map(String).join('.')
      return place === '' ? issue.message : `${place}: ${issue.message}`
    }),
    whatToDo: 'Correct what is named above and ask again.',
  })
}
