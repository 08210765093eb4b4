import { Worker } from 'node:worker_threads'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { RasterPlace } from '../../../src-shared/plans/rasters.ts'
import type { Drawing, DrawingOrder, DrawingReport, DrawingSetup, OwnFonts } from './drawing-orders.ts'

type Drawn = { png: Buffer; place: RasterPlace }

/**
 * Draws texts and shapes on a thread of its own, pixel for pixel as a rasteriser with the same fonts does here. One at a
 * time, in order. Rejects as that does.
 */
export type DrawingRoom = {
  /**
   * `fonts`: the template's own. Null: their files are gone or others by now, so it has to be drawn by whoever has them
   * as they were; a drawing's name says which fonts it was made with.
   */
  draw(spec: Drawing, fonts: OwnFonts): Promise<Drawn | null>
  close(): Promise<void>
}

/** The thread starts with the first drawing, and ends after so many milliseconds without one, with the fonts that it keeps. */
export function openDrawingRoom(setup: {
  /** Where the thread's module was bundled elsewhere. */
  worker?: URL | undefined
  fontsRoot: string | null
  idle?: number
}): DrawingRoom {
  const { fontsRoot, idle = 60_000 } = setup
  const workerFile = setup.worker ?? new URL('./drawing-worker.ts', import.meta.url)
  const waiting = new Map<number, { resolve(drawn: Drawn | null): void; reject(error: Error): void }>()
  let worker: Worker | null = null
  let ending: ReturnType<typeof setTimeout> | undefined
  let asked = 0
  let isClosed = false

  function start(): Worker {
    const started = new Worker(workerFile, { workerData: { fontsRoot } satisfies DrawingSetup })
    started.unref()
    started.on('message', (said: DrawingReport) => {
      const asker = waiting.get(said.number)
      waiting.delete(said.number)
      if (waiting.size === 0) rest(started)
      if ('png' in said) asker?.resolve({ png: Buffer.from(said.png), place: said.place })
      else if ('otherFonts' in said) asker?.resolve(null)
      else asker?.reject(said.own === null ? new StudioError(said.error) : ours(said.error.message, said.own))
    })
    const over = (error: Error) => {
      if (worker !== started) return
      worker = null
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    }
    started.on('error', over)
    started.on('exit', () => over(new Error('the drawing thread ended early')))
    return started
  }

  /** Keeps no process alive, and goes when that lasts. */
  function rest(resting: Worker): void {
    resting.unref()
    ending = setTimeout(() => {
      worker = null
      void resting.terminate()
    }, idle)
    ending.unref()
  }

  return {
    draw(spec, fonts) {
      if (isClosed) return Promise.reject(new Error('the drawing room is closed'))
      clearTimeout(ending)
      worker ??= start()
      worker.ref()
      asked += 1
      const number = asked
      return new Promise((resolve, reject) => {
        waiting.set(number, { resolve, reject })
        worker!.postMessage({ number, spec, fonts } satisfies DrawingOrder)
      })
    },
    async close() {
      isClosed = true
      clearTimeout(ending)
      await worker?.terminate()
    },
  }
}

function ours(message: string, stack: string): Error {
  const error = new Error(message)
  error.stack = stack
  return error
}
