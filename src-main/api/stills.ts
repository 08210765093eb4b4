import type { StillRequest } from '../../src-shared/batches/batch.ts'
import type { StillReport } from '../../src-shared/contract/commands.ts'
import type { Handlers } from './create-api.ts'

export function stillHandlers(
  make: (request: StillRequest) => Promise<StillReport>,
): Pick<Handlers, 'still.make'> {
  return { 'still.make': make }
}
