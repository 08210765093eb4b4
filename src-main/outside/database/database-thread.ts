import { Worker } from 'node:worker_threads'

/**
 * What a thread does with a database: copies it to `part`, or looks through it (null); `stop`: not 0 when it shall end. Or
 * keeps its log short until the thread is ended, and looks every so many milliseconds.
 */
export type DatabaseTask =
  | { source: string; part: string | null; stop: SharedArrayBuffer }
  | { source: string; lookEvery: number }

/** What it says, once. `faults`: what is wrong with the database; of a copy none. */
export type TaskOutcome =
  | { kind: 'done'; faults: string[] }
  | { kind: 'stopped' }
  | { kind: 'failed'; code: string; message: string }

/** Where a thread's module lies and what ends it. `worker`: where it was bundled elsewhere. */
export type ThreadOptions = { signal?: AbortSignal; worker?: URL }

/** Runs a task on a thread of its own, so that the studio goes on meanwhile. */
export async function onThread(
  task: { source: string; part: string | null },
  { signal, worker: module }: ThreadOptions,
): Promise<TaskOutcome> {
  const stop = new SharedArrayBuffer(4)
  const workerData: DatabaseTask = { ...task, stop }
  const worker = new Worker(module ?? new URL('./database-worker.ts', import.meta.url), { workerData })
  const onAbort = () => Atomics.store(new Int32Array(stop), 0, 1)
  signal?.addEventListener('abort', onAbort)
  if (signal?.aborted) onAbort()
  try {
    return await new Promise<TaskOutcome>((resolve, reject) => {
      let outcome: TaskOutcome = { kind: 'failed', code: '', message: 'its thread ended early' }
      worker.on('message', (said: TaskOutcome) => {
        outcome = said
      })
      worker.on('error', reject)
      worker.on('exit', () => resolve(outcome))
    })
  } finally {
    signal?.removeEventListener('abort', onAbort)
  }
}
