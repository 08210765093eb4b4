import type { Answers, ParsedPayload } from '../../src-shared/contract/commands.ts'
import type { Handlers } from './create-api.ts'

type Desk = {
  show(): Promise<Answers['storage.show']>
  clear(part: ParsedPayload<'storage.clear'>['part']): Promise<Answers['storage.clear']>
}

export function storageHandlers(desk: () => Promise<Desk>): Pick<Handlers, 'storage.show' | 'storage.clear'> {
  return {
    'storage.show': async () => (await desk()).show(),
    'storage.clear': async ({ part }) => (await desk()).clear(part),
  }
}
