import type { Snapshot } from '../../src-shared/contract/bridge.ts'
import type { Api } from '../../src-shared/contract/commands.ts'

const latest = 100

/** How the studio stands, for whoever begins to listen. */
export async function takeSnapshot(api: Api): Promise<Snapshot> {
  const [{ batches }, queue, farm, settings] = await Promise.all([
    api.ask('batch.list', { limit: latest }),
    api.ask('queue.show', {}),
    api.ask('farm.show', {}),
    api.ask('settings.show', {}),
  ])
  return { batches, queue, farm, settings }
}
