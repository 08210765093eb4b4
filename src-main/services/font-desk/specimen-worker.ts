import { rename, writeFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { openFonts } from '../../outside/fonts/open-fonts.ts'
import { createRasteriser } from '../../outside/raster/create-rasteriser.ts'
import { specimenOf } from './specimens.ts'

/** What a thread is to draw: families, each into its PNG. */
export type SpecimenOrder = { family: string; path: string }[]

// One thread: big fonts take long to read, and the studio must not wait meanwhile. It ends when all is drawn.
const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread only')
const rasteriser = createRasteriser(openFonts())
const size = 44

for (const { family, path } of workerData as SpecimenOrder) {
  const { sample, locale, direction } = specimenOf(family)
  const face = rasteriser.measurer.face({
    families: [family],
    weight: 400,
    italic: false,
    locale,
    tracking: 0,
  })
  const { width } = face.line(sample, direction)
  try {
    const { png } = await rasteriser.draw({
      kind: 'text',
      width: Math.ceil(width * size),
      height: Math.ceil((face.ascent + face.descent) * size),
      families: [family],
      weight: 400,
      italic: false,
      size,
      letterSpacing: 0,
      locale,
      colour: '#1c1d21ff',
      lines: [{ text: sample, x: 0, baseline: face.ascent * size, width: width * size }],
      direction,
      stroke: null,
      shadow: null,
      plate: null,
      opacity: 1,
      rotation: 0,
    })
    await writeFile(`${path}.part`, png)
    await rename(`${path}.part`, path)
    port.postMessage({ family })
  } catch (error) {
    port.postMessage({ family, fault: error instanceof Error ? error.message : String(error) })
  }
}
