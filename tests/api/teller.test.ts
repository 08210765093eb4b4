import { expect, test } from 'vitest'
import { createTeller } from '../../src-main/api/teller.ts'
import type { Told } from '../../src-shared/contract/bridge.ts'
import type { Api } from '../../src-shared/contract/commands.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'

const progress = (share: number): StudioEvent => ({
  event: 'batch.progress',
  batch: 'a',
  share,
  forecast: null,
  doing: '',
})

/** A listener of a studio whose snapshots come when they are let through. */
function telling(isFull: () => boolean = () => false) {
  const told: Told[] = []
  const listeners = new Set<(events: StudioEvent[]) => void>()
  let letThrough: (() => void)[] = []
  let fault: StudioError | null = null
  let snapshots = 0
  const api = {
    async ask(name: string) {
      if (name === 'batch.list') {
        await new Promise<void>((resolve) => letThrough.push(resolve))
        if (fault !== null) throw fault
        snapshots += 1
      }
      return name === 'batch.list' ? { batches: [{ id: `at ${snapshots}` }], next: null } : { of: name }
    },
  } as unknown as Api
  const teller = createTeller(
    {
      api,
      listen(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    (one) => told.push(one),
    isFull,
  )
  return {
    told,
    teller,
    listeners,
    tell: (events: StudioEvent[]) => {
      for (const listener of listeners) listener(events)
    },
    async snapshot(error: StudioError | null = null) {
      fault = error
      for (const go of letThrough) go()
      letThrough = []
      await new Promise(setImmediate)
    },
  }
}
const snapshot = (number: number) => ({
  snapshot: {
    batches: [{ id: `at ${number}` }],
    queue: { of: 'queue.show' },
    farm: { of: 'farm.show' },
    settings: { of: 'settings.show' },
  },
})

test('nothing comes before the snapshot, and what happened meanwhile comes right after it, in order', async () => {
  const { told, tell, snapshot: come } = telling()
  tell([progress(0.1)])
  tell([progress(0.2), progress(0.3)])
  expect(told).toEqual([])
  await come()
  expect(told).toEqual([snapshot(1), { events: [progress(0.1), progress(0.2), progress(0.3)] }])
  tell([progress(0.4)])
  expect(told.at(-1)).toEqual({ events: [progress(0.4)] })
})

test('a studio that can not say how it stands says why, and is heard all the same', async () => {
  const { told, tell, snapshot: come } = telling()
  await come(new StudioError({ code: 'store.damaged', message: 'Damaged.' }))
  tell([progress(1)])
  expect(told).toEqual([{ fault: { code: 'store.damaged', message: 'Damaged.' } }, { events: [progress(1)] }])
})

test('who can not keep up misses what happens, and begins again with a snapshot', async () => {
  let full = false
  const { told, tell, teller, snapshot: come } = telling(() => full)
  await come()
  full = true
  tell([progress(0.1)])
  full = false
  tell([progress(0.2)])
  expect(told).toEqual([snapshot(1)])
  teller.refresh()
  teller.refresh()
  tell([progress(0.3)])
  await come()
  expect(told).toEqual([snapshot(1), snapshot(2), { events: [progress(0.3)] }])
})

test('after its end it is silent, also when its snapshot comes late', async () => {
  const { told, listeners, teller, snapshot: come } = telling()
  teller.end()
  await come()
  expect([told, listeners.size]).toEqual([[], 0])
})
