import type { Batch, Job, JobStatus } from '../../src-shared/batches/batch.ts'
import type { FarmStanding, QueueStanding } from '../../src-shared/farm/farm.ts'

/** A batch and jobs with all that a test does not care about filled in. */
export const batch = (id: string, changes: Partial<Omit<Batch, 'status' | 'reason'>> = {}): Batch => ({
  id,
  name: id,
  template: { name: 'card', version: '1.0.0', title: 'Card', folder: '/templates/card', hash: 'h' },
  data: '/data/products.csv',
  outputFolder: '/videos',
  languages: ['en'],
  formats: ['wide'],
  quality: 'standard',
  createdAt: `2026-11-21T10:00:00.000Z`,
  priority: 'normal',
  deadline: null,
  startAt: null,
  after: [],
  afterApproval: [],
  approvedAt: null,
  counts: {
    rows: 1,
    rejectedRows: 0,
    jobs: 1,
    waiting: 1,
    running: 0,
    paused: 0,
    done: 0,
    unchanged: 0,
    failed: 0,
    skipped: 0,
    cancelled: 0,
  },
  manifest: null,
  rejected: null,
  status: 'running',
  reason: 'Rendering.',
  ...changes,
})

const states: { [S in JobStatus['status']]: Extract<JobStatus, { status: S }> } = {
  waiting: { status: 'waiting', reason: 'Waits.', notBefore: null },
  running: { status: 'running', reason: 'Begun.', attempt: 1 },
  done: {
    status: 'done',
    reason: 'Made.',
    output: { path: 'a.mp4', bytes: 1, duration: 2, width: 3, height: 4, frames: 50, sha256: 'f' },
    unchangedSince: null,
  },
  failed: { status: 'failed', reason: 'No.', error: { code: 'x', message: 'No.' } },
  paused: { status: 'paused', reason: 'Held.' },
  skipped: { status: 'skipped', reason: 'Left out.' },
  cancelled: { status: 'cancelled', reason: 'Cancelled.' },
}

export const job = (id: number, status: JobStatus['status'] = 'waiting'): Job => ({
  id,
  batchId: 'b',
  rowKey: `row ${id}`,
  line: id + 1,
  language: 'en',
  format: 'wide',
  path: `${id}.mp4`,
  priority: null,
  attempts: 0,
  ...states[status],
})

export const queue: QueueStanding = { paused: false, entries: [] }

export const farm = (changes: Partial<FarmStanding> = {}): FarmStanding => ({
  machine: { name: 'here', platform: 'linux', processors: 2, memory: 8e9, freeMemory: 4e9 },
  works: true,
  settings: {
    mode: 'automatic',
    processes: null,
    threads: null,
    memory: null,
    diskReserve: null,
    onBattery: 'pause',
    hours: null,
    keepAwake: true,
    hangSeconds: 120,
  },
  calibration: null,
  pace: { pace: 'full-speed', reason: 'Nobody is at the machine.', processes: 2 },
  slots: [],
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
