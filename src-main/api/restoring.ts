import type { Answers } from '../../src-shared/contract/commands.ts'
import type { Handlers } from './create-api.ts'

/** `restore` works on the files of a database that nobody has open. */
export function storeHandlers(
  restore: () => Promise<Answers['store.restore']>,
): Pick<Handlers, 'store.restore'> {
  return { 'store.restore': restore }
}
