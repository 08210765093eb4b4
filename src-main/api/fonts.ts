import type { Answers } from '../../src-shared/contract/commands.ts'
import type { Handlers } from './create-api.ts'

export function fontHandlers(
  desk: () => Promise<{ list(): Answers['fonts.list'] }>,
): Pick<Handlers, 'fonts.list'> {
  return { 'fonts.list': async () => (await desk()).list() }
}
