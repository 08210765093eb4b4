import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { changeBatch } from '../../../src-main/core/job-lifecycle/batch-lifecycle.ts'
import { changeJob } from '../../../src-main/core/job-lifecycle/job-lifecycle.ts'
import { type Clock, systemClock } from '../../../src-main/outside/clock/clock.ts'
import { openStudioStore, type StudioStore } from '../../../src-main/outside/database/studio-store.ts'
import { openMachine } from '../../../src-main/outside/machine/machine.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import type { FarmMachine, FarmWork, RenderFarmNeeds } from '../../../src-main/services/render-farm/needs.ts'
import { createRenderFarm, type RenderFarm } from '../../../src-main/services/render-farm/render-farm.ts'
import type { FarmAsk } from '../../../src-main/services/render-farm/unit-in-hand.ts'
import type { UnitHands } from '../../../src-main/services/video-maker/needs.ts'
import { renderRequest } from '../../../src-shared/batches/batch.ts'
import type { FarmSettings, HardwareEncoder } from '../../../src-shared/farm/farm.ts'
import { type Priority, priorities } from '../../../src-shared/farm/priority.ts'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const sqlFolder = join(projectRoot, 'src-main/outside/database')
const at = '2026-11-21T10:00:00.000Z'

/** What a test says a job does. */
export type JobBody = (job: {
  batch: string
  job: number
  signal: AbortSignal
  unit<T>(asked: Partial<FarmAsk>, make: (hands: UnitHands) => Promise<T>): Promise<T>
}) => Promise<void>

export type AFarm = {
  farm: RenderFarm
  store: StudioStore
  folder: string
  /** Batch `name` with so many jobs, in the store and in the queue. */
  batch(name: string, count: number, body: JobBody, priority?: Priority): void
  /** How each job's work ended: null when well. By job. */
  outcomes: Map<number, unknown>
  faults: unknown[]
  changes(): number
  awake(): boolean
  /** Until all jobs are over. */
  drained(): Promise<void>
}

/** A farm with a real store and real programs; the desk is a list. `studio` names its run of Reelmill. */
export async function withFarm(
  work: (farm: AFarm) => Promise<void>,
  given: {
    folder?: string
    studio?: string
    slots?: number
    settings?: Partial<FarmSettings>
    machine?: Partial<FarmMachine>
    clock?: Clock
    chance?: number
    encoders?: HardwareEncoder[]
    store?: (store: StudioStore) => RenderFarmNeeds['store']
  } = {},
): Promise<void> {
  if (given.folder === undefined) return withTempFolder((folder) => withFarm(work, { ...given, folder }))
  const { folder, studio = 'one', slots = 2, clock = systemClock } = given
  const store = openStudioStore({ folder, sqlFolder, studio })
  if (given.settings !== undefined) store.setSetting('farm', given.settings)
  const queue: { priority: Priority; work: FarmWork }[] = []
  const served = new Map<number, Priority>()
  const outcomes: AFarm['outcomes'] = new Map()
  const faults: unknown[] = []
  let left = 0
  let changes = 0
  let isAwake = false
  const farm = createRenderFarm({
    clock,
    store: given.store?.(store) ?? store,
    machine: {
      ...openMachine(),
      processors: slots,
      loadOfOthers: () => null,
      idleSeconds: async () => null,
      onBattery: async () => null,
      keepAwake: () => {
        isAwake = true
        return () => {
          isAwake = false
        }
      },
      ...given.machine,
    },
    programs: { run: runProgram, mark: studio },
    next(atLeast) {
      const most = priorities.indexOf(atLeast)
      queue.sort((a, b) => priorities.indexOf(a.priority) - priorities.indexOf(b.priority))
      const first = queue[0]
      if (first === undefined || priorities.indexOf(first.priority) > most) return null
      return queue.shift()!.work
    },
    standingOf: (_batch, job) => ({ served: served.get(job) ?? 'normal', order: 0, rank: 0 }),
    encoders: () => given.encoders ?? [],
    calibration: () => null,
    pastForecasts: () => [],
    onFault: (error) => faults.push(error),
    onChange: () => {
      changes += 1
    },
    chance: () => given.chance ?? 0,
    studioFolder: folder,
  })

  function batch(name: string, count: number, body: JobBody, priority: Priority = 'normal'): void {
    for (const job of jobsOf(store, name, count)) {
      left += 1
      served.set(job, priority)
      const run: FarmWork['run'] = async (signal) => {
        const unit = <T>(asked: Partial<FarmAsk>, make: (hands: UnitHands) => Promise<T>) =>
          farm.unit({ ...ask, batch: name, job, ...asked }, signal, make)
        try {
          await body({ batch: name, job, signal, unit })
          outcomes.set(job, null)
        } catch (error) {
          outcomes.set(job, error)
        } finally {
          left -= 1
        }
      }
      queue.push({ priority, work: { group: name, job, run } })
    }
    farm.wake()
  }

  try {
    await work({
      farm,
      store,
      folder,
      batch,
      outcomes,
      faults,
      changes: () => changes,
      awake: () => isAwake,
      drained: () => until(() => left === 0),
    })
  } finally {
    await farm.stop()
    store.close()
  }
}

const ask: Omit<FarmAsk, 'batch' | 'job'> = {
  kind: 'segment',
  hash: 'a',
  label: 'scene intro',
  order: 0,
  slot: 'encode',
  work: 0,
  shape: { width: 160, height: 90, pictures: 1, codec: 'h264', quality: 'draft' },
  writes: [],
  hardware: null,
}

/** Numbers of the jobs of a batch; it is added when the store doesn't know it. */
function jobsOf(store: StudioStore, id: string, count: number): number[] {
  const known = store.batches(undefined, 500).batches.some((batch) => batch.id === id)
  if (!known) addBatch(store, id, count)
  return store.jobs(id, undefined, 0, 1_000_000).jobs.map((job) => job.id)
}

function addBatch(store: StudioStore, id: string, count: number): void {
  store.addBatch({
    id,
    name: id,
    template: { name: 'showcase', version: '1.0.0', title: 'Showcase', folder: '/t', hash: 'h' },
    data: '/data/products.csv',
    outputFolder: `/out/${id}`,
    languages: ['en'],
    formats: ['square'],
    quality: 'standard',
    createdAt: at,
    request: renderRequest.parse({ template: 'showcase', data: 'products.csv', out: '/out' }),
    identity: id,
    reason: 'Reads the table.',
  })
  const rows = Array.from({ length: count }, (_, index) => index + 1)
  store.addRows(id, {
    passed: rows.map((number) => ({
      row: { number, line: number + 1, key: `K${number}`, values: {}, byLanguage: {} },
      jobs: [
        {
          rowNumber: number,
          line: number + 1,
          rowKey: `K${number}`,
          language: 'en',
          format: 'square',
          path: `${number}.mp4`,
          pathKey: `${number}.mp4`,
          work: 100,
          note: null,
        },
      ],
    })),
    rejected: [],
  })
  store.apply(id, {
    jobs: [],
    batch: changeBatch('preparing', store.batch(id).counts, { kind: 'prepared' }),
    at,
  })
  for (const _ of rows) store.claimNext(id, at, (next) => changeJob(next, { kind: 'claimed' }))
}

/** Waits until something is so, at most `milliseconds`. */
export async function until(isSo: () => boolean, milliseconds = 30_000): Promise<void> {
  const end = performance.now() + milliseconds
  while (!isSo()) {
    if (performance.now() > end) throw new Error('it did not come to that in time')
    await sleep(5)
  }
}

/** A clock that goes as it is told. */
export function drivenClock() {
  let now = 0
  let timers: { due: number; work: () => void }[] = []
  const clock: Clock = {
    iso: () => new Date(Date.parse(at) + now).toISOString(),
    milliseconds: () => now,
    after(milliseconds, work) {
      const timer = { due: now + milliseconds, work }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
  }
  return {
    clock,
    /** Goes on in steps, with a moment in between for whatever answers. */
    async pass(milliseconds: number, step = 500): Promise<void> {
      const end = now + milliseconds
      while (now < end) {
        now = Math.min(end, now + step)
        for (const timer of timers.filter(({ due }) => due <= now)) {
          timers = timers.filter((other) => other !== timer)
          timer.work()
        }
        await sleep(3)
      }
    },
  }
}
