import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { FontFamily } from '../../../src-shared/contract/fonts.ts'
import { makeFolder } from '../../outside/folders/make-folder.ts'
import { bundledFamilies } from '../../outside/fonts/bundled-fonts.ts'
import type { SpecimenOrder } from './specimen-worker.ts'
import { specimenOf } from './specimens.ts'

type FontDesk = {
  list(): FontFamily[]
  /** A line in this family (by its id), as the engine draws it; null when there is no such family. */
  specimen(id: string): Promise<{ path: string; mime: string } | null>
}

/** Raised when the same families are to be shown otherwise than before. */
const form = 1

/** The bundled families, and pictures of them, drawn once by a thread into `specimens/` of the studio folder. */
export function createFontDesk(setup: { studioFolder: string; workerFile: URL }): FontDesk {
  const folder = join(setup.studioFolder, 'specimens')
  const pathOf = (id: string) => join(folder, `${id}-${form}.png`)
  let drawing: Promise<Map<string, Promise<void>>> | null = null

  return {
    list: () =>
      bundledFamilies.map(({ family, folder: id, weights, italics, colour }) => {
        const { scripts, sample, locale } = specimenOf(family)
        return { family, id, weights: [...weights], italics, colour, scripts, sample, locale }
      }),
    async specimen(id) {
      if (!bundledFamilies.some((each) => each.folder === id)) return null
      const path = pathOf(id)
      if (!(await isThere(path))) {
        drawing ??= drawAll()
        await (await drawing).get(id)
      }
      return { path, mime: 'image/png' }
    },
  }

  /** Begins to draw all that are missing; a promise each. */
  async function drawAll(): Promise<Map<string, Promise<void>>> {
    makeFolder(folder, 'the folder of font specimens')
    const order: SpecimenOrder = []
    for (const { family, folder: id } of bundledFamilies)
      if (!(await isThere(pathOf(id)))) order.push({ family, path: pathOf(id) })
    const worker = new Worker(setup.workerFile, { workerData: order })
    worker.unref()
    const waiting = new Map(order.map(({ family }) => [family, Promise.withResolvers<void>()]))
    worker.on('message', ({ family, fault }: { family: string; fault?: string }) => {
      if (fault === undefined) waiting.get(family)?.resolve()
      else waiting.get(family)?.reject(new Error(fault))
    })
    const end = (error: Error) => {
      for (const { reject } of waiting.values()) reject(error)
      drawing = null
    }
    worker.once('error', end)
    worker.once('exit', () => end(new Error('the thread that draws specimens has ended')))
    const idOf = new Map(bundledFamilies.map((each) => [each.family, each.folder]))
    return new Map(
      [...waiting].map(([family, { promise }]) => {
        // Those that nobody asks for may fail unheard.
        promise.catch(() => {})
        return [idOf.get(family)!, promise]
      }),
    )
  }
}

const isThere = (path: string) =>
  stat(path).then(
    (facts) => facts.size > 0,
    () => false,
  )
