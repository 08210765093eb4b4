import { create } from 'zustand'
import { toErrorShape } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import { ask } from '../bridge/bridge.ts'
import { tell, tellFault } from '../parts/tell.tsx'
import { words } from '../words/words.ts'

type Inspecting = { id: string; done: number; total: number }

/** Batches whose finished videos are being inspected because somebody here asked for it. */
export const useInspecting = create<{ batches: ReadonlyMap<string, Inspecting> }>()(() => ({
  batches: new Map(),
}))

const get = useInspecting.getState
const set = (change: (batches: Map<string, Inspecting>) => void): void => {
  const batches = new Map(get().batches)
  change(batches)
  useInspecting.setState({ batches })
}

/**
 * Has finished videos of a batch inspected, and tells what came of it. `jobs`: these alone, whether or not they were held against
 * this profile before. `profile` null: as the batch or its template says.
 */
export async function inspectVideos(
  batch: string,
  how: { profile: string | null; jobs?: number[]; again?: boolean },
): Promise<void> {
  if (get().batches.has(batch)) return
  const id = crypto.randomUUID()
  set((batches) => batches.set(batch, { id, done: 0, total: 0 }))
  const { quality } = words
  try {
    const { inspected, known, verdicts, notInspected, faults } = await ask('quality.inspect-batch', {
      id,
      batch,
      ...(how.profile === null ? {} : { profile: how.profile }),
      ...(how.jobs === undefined ? {} : { jobs: how.jobs }),
      again: how.again ?? how.jobs !== undefined,
    })
    const [fault] = faults
    if (inspected + known === 0 && fault !== undefined) tellFault(fault.error)
    else tell(quality.done(inspected, verdicts, notInspected))
  } catch (error) {
    // Whoever stopped it knows.
    if (toErrorShape(error).code !== 'quality.stopped') tellFault(error)
  } finally {
    set((batches) => batches.delete(batch))
  }
}

export function stopInspecting(batch: string): void {
  const known = get().batches.get(batch)
  if (known !== undefined) ask('quality.stop-inspecting', { id: known.id }).catch(tellFault)
}

/** How far they are. */
export function followInspecting(events: readonly StudioEvent[]): void {
  for (const event of events) {
    if (event.event !== 'quality.progress') continue
    for (const [batch, known] of get().batches)
      if (known.id === event.id)
        set((batches) =>
          batches.set(batch, {
            ...known,
            done: event.done ?? known.done,
            total: event.total ?? known.total,
          }),
        )
  }
}
