import type { Room, RunningAsk, WaitingAsk } from '../../../src-main/core/slot-sharing/admission.ts'

export const MB = 1e6

export type Ask = WaitingAsk & { id: string }

/** An encode unit of 300 MB that has nothing special. */
export function ask(id: string, changes: Partial<Ask> = {}): Ask {
  return {
    id,
    label: `segment ${id}`,
    batch: 'b1',
    served: 'normal',
    used: 0,
    batchOrder: 1,
    rank: 0,
    job: Number(id.replace(/\D/g, '')) || 0,
    order: 0,
    slots: ['encode'],
    bytes: 300 * MB,
    milliseconds: 1_000,
    writes: [],
    reads: [],
    beside: 'any',
    held: null,
    passedSince: null,
    ...changes,
  }
}

export const running = (changes: Partial<RunningAsk> = {}): RunningAsk => ({
  bytes: 300 * MB,
  heldBytes: 0,
  writes: [],
  beside: 'any',
  ...changes,
})

/** Room for `total` encode units, of which those in `runningNow` are in use, and two light ones. */
export function room(total: number, runningNow: RunningAsk[] = [], changes: Partial<Room> = {}): Room {
  return {
    clock: 0,
    stopped: null,
    slots: [
      { kind: 'encode', total, used: runningNow.length },
      { kind: 'light', total: 2, used: 0 },
    ],
    memory: { budget: 8_000 * MB, free: null },
    disks: new Map(),
    holds: [],
    running: runningNow,
    ...changes,
  }
}
