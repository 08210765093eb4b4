import type { Batch, RenderRequest } from '../../../src-shared/batches/batch.ts'
import type { Clock } from '../../outside/clock/clock.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'
import type { Log } from '../../outside/log/log.ts'
import type { Announcer } from '../announcer/announcer.ts'
import type { DeskFarm, DeskMachine, HardwareDesk, Production } from './needs.ts'

/** What a batch in the hands of this studio needs of others. */
export type LiveBatchNeeds = {
  store: StudioStore
  clock: Clock
  log: Log
  announcer: Announcer
  farm: DeskFarm
  hardware: HardwareDesk
  machine: DeskMachine
  studioFolder: string
  /** Bytes that stay free on a disk of this size. */
  reserveOf(total: number): number
  /** 0..1. */
  chance(): number
  /** Why nothing is begun at this moment, whatever the batch; null: it is. */
  whyHeld(): string | null
  /** The queue looks otherwise than before. */
  onQueue(): void
}

export type OpenedBatch = {
  batch: Batch
  request: RenderRequest
  production: Production
  /** The table is as it was when the batch was prepared. */
  tableIsSame: boolean
  /** Gives the output folder free for other batches. */
  letGoOfFolder(): void
}
