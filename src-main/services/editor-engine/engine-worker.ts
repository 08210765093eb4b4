import { parentPort, workerData } from 'node:worker_threads'
import { toErrorShape } from '../../../src-shared/contract/errors.ts'
import { killRunningPrograms } from '../../outside/programs/run-program.ts'
import { createEngine } from './engine.ts'
import type { EngineCallName, EngineOrder, EngineReport, EngineSetup } from './engine-calls.ts'

// The thread that editors' templates are checked, planned and drawn in: the window's own never waits for it.
const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread only')
const tell = (report: EngineReport) => port.postMessage(report)
const engine = createEngine(workerData as EngineSetup)
const running = new Map<number, AbortController>()

process.on('exit', killRunningPrograms)

port.on('message', async (order: EngineOrder) => {
  // What runs is ended on the way out.
  if ('end' in order) return process.exit(0)
  const { id } = order
  if ('stop' in order) return running.get(id)?.abort()
  const stopping = new AbortController()
  running.set(id, stopping)
  try {
    const call = engine[order.call as EngineCallName] as (
      ask: unknown,
      how: { signal: AbortSignal; onShare(share: number): void },
    ) => Promise<unknown>
    const answer = await call(order.ask, {
      signal: stopping.signal,
      onShare: (share) => tell({ id, share }),
    })
    tell({ id, answer })
  } catch (error) {
    tell({ id, error: toErrorShape(error) })
  } finally {
    running.delete(id)
  }
})
