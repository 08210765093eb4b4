import { runCommandLine } from '../../src-main/headless/command-line.ts'
import type { Door, Interrupter } from '../../src-main/headless/door.ts'
import type { StudioLine } from '../../src-main/line/connect-line.ts'
import type { Host } from '../../src-main/line/messages.ts'
import type { Studio } from '../../src-main/start-studio.ts'
import type { Batch } from '../../src-shared/batches/batch.ts'
import type { ErrorShape } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import type { FarmStanding, QueueEntry } from '../../src-shared/farm/farm.ts'

export const batch = (changes: Partial<Batch> = {}): Batch =>
  ({
    id: 'b1',
    name: 'products',
    status: 'finished',
    reason: '2 of 2 videos made.',
    finishedAt: '',
    template: { name: 't', version: '1.0.0', title: 'T', folder: '/t', hash: '' },
    data: 'products.csv',
    outputFolder: '/out',
    languages: ['en'],
    formats: ['square'],
    quality: 'standard',
    createdAt: '2026-11-21T10:00:00Z',
    priority: 'normal',
    deadline: null,
    startAt: null,
    after: [],
    afterApproval: [],
    approvedAt: null,
    counts: {
      rows: 2,
      rejectedRows: 0,
      jobs: 2,
      waiting: 0,
      running: 0,
      paused: 0,
      done: 2,
      unchanged: 0,
      failed: 0,
      skipped: 0,
      cancelled: 0,
    },
    manifest: '/out/manifest.json',
    rejected: null,
    ...changes,
  }) as Batch

export const counts = (changes: Partial<Batch['counts']>) => ({ ...batch().counts, ...changes })

export const entry = (changes: Partial<QueueEntry> = {}): QueueEntry => ({
  batch: batch({ status: 'running', reason: 'Rendering.', counts: counts({ jobs: 10, done: 4 }) }),
  served: 'normal',
  forecast: null,
  why: 'Rendering.',
  ...changes,
})

export const farm = (changes: Partial<FarmStanding> = {}): FarmStanding => ({
  machine: { name: 'editor-1', platform: 'linux', processors: 4, memory: 16e9, freeMemory: 9e9 },
  works: true,
  settings: {
    mode: 'automatic',
    processes: null,
    threads: null,
    memory: null,
    diskReserve: 10e9,
    onBattery: 'pause',
    hours: null,
    keepAwake: true,
    hangSeconds: 120,
  },
  calibration: null,
  pace: { pace: 'full-speed', reason: 'Nobody is at the machine.', processes: 4 },
  slots: [
    { kind: 'encode', total: 4, used: 3 },
    { kind: 'light', total: 2, used: 0 },
  ],
  threads: 1,
  encoders: [],
  running: [],
  waiting: [],
  waitingCount: 0,
  holds: [],
  disks: [],
  pastForecasts: [],
  ...changes,
})

export const host: Host = { pid: 123, door: 'window', since: '2026-11-21T10:00:00Z', works: true }

/**
 * A door to a fake studio: `answers` by command (a function is given the payload); the events of `tells` come when a batch
 * is started. With a `host`, the studio is that of another process, reached by its line.
 */
export function doorTo(
  answers: Record<string, unknown>,
  tells: StudioEvent[] = [],
  how: { host?: Host; isInteractive?: boolean; columns?: number; rows?: number } = {},
) {
  const asked: [string, unknown][] = []
  const out: string[] = []
  const err: string[] = []
  const drawn: string[] = []
  const seen = {
    opened: 0,
    stopped: 0,
    abandoned: 0,
    exits: [] as number[],
    left: 0,
    served: [] as unknown[],
  }
  let interrupt: (by: Interrupter) => void = () => {}
  let press: (key: string) => void = () => {}
  const listeners = new Set<(events: StudioEvent[]) => void>()
  const tell = (...events: StudioEvent[]) => {
    for (const listener of [...listeners]) listener(events)
  }
  const everyday: Record<string, unknown> = {
    'batch.list': { batches: [], next: null },
    'batch.show': ({ batch: id }: { batch: string }) =>
      batch({ id, status: 'preparing', reason: 'Reading.' }),
    'queue.show': { paused: false, entries: [] },
    'farm.show': farm(),
  }
  const studio = {
    api: {
      async ask(name: string, payload: unknown) {
        // How a studio is opened and looked at is no matter of these tests.
        if (name !== 'batch.list') asked.push([name, payload])
        const answer = Object.hasOwn(answers, name) ? answers[name] : everyday[name]
        if (answer instanceof Error) throw answer
        if (name === 'batch.start' || name === 'queue.work') setImmediate(() => tell(...tells))
        return typeof answer === 'function' ? answer(payload) : answer
      },
    },
    listen(listener: (events: StudioEvent[]) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async stop() {
      seen.stopped += 1
    },
    abandon() {
      seen.abandoned += 1
    },
  } as unknown as Studio
  let lose: (why: ErrorShape | null) => void = () => {}
  const line: StudioLine | null =
    how.host === undefined
      ? null
      : {
          api: studio.api,
          listen: studio.listen,
          host: how.host,
          ended: new Promise((done) => {
            lose = done
          }),
          close() {
            seen.left += 1
            lose(null)
          },
        }
  let hasLine = line !== null
  const door: Door = {
    terminal: {
      isInteractive: how.isInteractive ?? false,
      columns: () => how.columns ?? 80,
      rows: () => how.rows ?? 24,
      out: (text) => out.push(text),
      err: (text) => err.push(text),
      draw: (text) => drawn.push(text),
    },
    now: () => performance.now(),
    async open() {
      seen.opened += 1
      return studio
    },
    reach: async () => (hasLine ? line : null),
    async serve(served) {
      seen.served.push({ door: served.door, works: served.works, folder: served.folder })
      return { socket: 's', end: (stop) => stop() }
    },
    onKey(handler) {
      press = handler
      return () => {
        press = () => {}
      }
    },
    onInterrupt(handler) {
      interrupt = handler
      return () => {
        interrupt = () => {}
      }
    },
    exit: (status) => seen.exits.push(status),
  }
  return {
    run: (...words: string[]) => runCommandLine(words, door, '1.2.3'),
    asked,
    out,
    err,
    drawn,
    seen,
    tell,
    answers,
    interrupt: (by: Interrupter = 'person') => interrupt(by),
    press: (key: string) => press(key),
    /** The studio of the other process ends. */
    lose(why: ErrorShape) {
      hasLine = false
      lose(why)
    },
  }
}

export const ends = (ended: Batch): StudioEvent => ({
  event: 'batch.changed',
  batch: ended,
  previous: 'running',
})
export const rendering = ['render', '-t', 'showcase', '-d', 'products.csv', '-o', 'out']

/** Until something is so; a test that waits for what doesn't come is ended by its own limit. */
export async function until(is: () => boolean): Promise<void> {
  while (!is()) await moment(5)
}

/** A while, for what should not happen in it. */
export const moment = (milliseconds = 500) => new Promise((resolve) => setTimeout(resolve, milliseconds))
