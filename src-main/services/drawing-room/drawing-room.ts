import type { RasterPlace } from '../../../src-shared/plans/rasters.ts'
import { createAskedThread } from '../../outside/threads/asked-thread.ts'
import type { Drawing, DrawingAnswer, DrawingOrder, DrawingSetup, OwnFonts } from './drawing-orders.ts'

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
  const thread = createAskedThread<DrawingOrder, DrawingAnswer>({
    module: setup.worker ?? new URL('./drawing-worker.ts', import.meta.url),
    workerData: { fontsRoot: setup.fontsRoot } satisfies DrawingSetup,
    name: 'drawing thread',
    idle: setup.idle ?? 60_000,
  })
  return {
    async draw(spec, fonts) {
      const drawn = await thread.ask({ spec, fonts })
      return drawn === null ? null : { png: Buffer.from(drawn.png), place: drawn.place }
    },
    close: thread.close,
  }
}
