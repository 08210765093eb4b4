import {
  type BridgeAnswer,
  type BridgeCommandName,
  type DesktopAnswers,
  type DesktopCommandName,
  type DesktopPayload,
  desktopCommands,
  type Reply,
} from '../../src-shared/contract/bridge.ts'
import type { Api, CommandName } from '../../src-shared/contract/commands.ts'
import { StudioError, toErrorShape } from '../../src-shared/contract/errors.ts'

/** What answers each command that a door answers itself, given a payload that was parsed. */
export type DesktopHandlers = {
  [N in DesktopCommandName]: (payload: DesktopPayload<N>) => Promise<DesktopAnswers[N]> | DesktopAnswers[N]
}

/**
 * What a page's question comes to. Never rejects: whatever happens becomes a reply. Payloads of the api's own commands
 * are parsed by the api.
 */
export async function answerAsk(
  { api, desktop }: { api: Api; desktop: DesktopHandlers },
  name: unknown,
  payload: unknown,
): Promise<Reply<BridgeAnswer<BridgeCommandName>>> {
  try {
    if (typeof name !== 'string')
      throw new StudioError({
        code: 'command.unknown',
        message: "A command's name is a text.",
        whatToDo: 'Name one of the commands of the contract.',
      })
    const answer = isDesktopCommand(name)
      ? await askDesktop(desktop, name, payload)
      : await api.ask(name as CommandName, payload as never)
    return { ok: true, answer }
  } catch (error) {
    return { ok: false, error: toErrorShape(error) }
  }
}

function isDesktopCommand(name: string): name is DesktopCommandName {
  return Object.hasOwn(desktopCommands, name)
}

function askDesktop<N extends DesktopCommandName>(desktop: DesktopHandlers, name: N, payload: unknown) {
  const parsed = desktopCommands[name].safeParse(payload)
  if (!parsed.success)
    throw new StudioError({
      code: 'request.invalid',
      message: `The payload of ${name} is not what it must be.`,
      details: parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'payload'}: ${message}`),
      whatToDo: 'Correct these places.',
    })
  return desktop[name](parsed.data as DesktopPayload<N>)
}
