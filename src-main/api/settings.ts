import type { Answers, ParsedPayload } from '../../src-shared/contract/commands.ts'
import type { Handlers } from './create-api.ts'

type Desk = {
  show(): Promise<Answers['settings.show']>
  set(change: ParsedPayload<'settings.set'>): Promise<Answers['settings.set']>
}

export function settingsHandlers(
  desk: () => Promise<Desk>,
): Pick<Handlers, 'settings.show' | 'settings.set'> {
  return {
    'settings.show': async () => (await desk()).show(),
    'settings.set': async (change) => (await desk()).set(change),
  }
}
