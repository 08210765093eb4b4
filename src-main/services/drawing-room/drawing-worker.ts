import { workerData } from 'node:worker_threads'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { openFonts } from '../../outside/fonts/open-fonts.ts'
import { createRasteriser, type Rasteriser } from '../../outside/raster/create-rasteriser.ts'
import { answerQuestions } from '../../outside/threads/answer-questions.ts'
import type { DrawingAnswer, DrawingOrder, DrawingSetup, OwnFonts } from './drawing-orders.ts'

// The thread that texts and shapes of a batch's videos are drawn in: a large one takes some tenths of a second.
const { fontsRoot } = workerData as DrawingSetup
const bundled = openFonts(fontsRoot === null ? {} : { root: fontsRoot })
/** By the template's own fonts: of the templates that batches are made with at a time. */
const rasterisers = new Map<string, Rasteriser>()
const mostKept = 8

function rasteriserWith(fonts: OwnFonts): Rasteriser | null {
  const key = JSON.stringify(fonts)
  const known = rasterisers.get(key) ?? open(fonts)
  if (known === null) return null
  rasterisers.delete(key)
  rasterisers.set(key, known)
  if (rasterisers.size > mostKept) rasterisers.delete(rasterisers.keys().next().value!)
  return known
}

function open(fonts: OwnFonts): Rasteriser | null {
  try {
    const all = bundled.withFiles(fonts)
    const isSame = fonts.every(({ family, hashes }) => hashes.join() === all.fileHashes(family).join())
    return isSame ? createRasteriser(all) : null
  } catch (error) {
    if (error instanceof StudioError) return null
    throw error
  }
}

answerQuestions(async ({ spec, fonts }: DrawingOrder): Promise<DrawingAnswer> => {
  const rasteriser = rasteriserWith(fonts)
  if (rasteriser === null) return null
  const { png, place } = await rasteriser.draw(spec)
  return { png, place }
})
