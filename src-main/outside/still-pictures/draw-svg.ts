import { rmSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runProgram } from '../programs/run-program.ts'
import type { Corner, Fitted, Size } from './fit-picture.ts'
import { decodingFault, PictureFault } from './picture-fault.ts'
import type { Pixels } from './pixels.ts'

/** Milliseconds and bytes of memory that drawing one SVG may take; a product's drawing takes 30 ms and 100 MB. */
const longest = 30_000
const mostMemory = 1_200_000_000

type Order = {
  sharp: string
  input: string
  output: string
  scaled: Size
  crop: Size & Corner
  mostMemory: number
}

/** Folders in use. A thread or process that is ended while it draws must leave none behind. */
const inUse = new Set<string>()
process.on('exit', () => {
  for (const folder of inUse) rmSync(folder, { recursive: true, force: true })
})

/**
 * Draws an SVG of just the size `scaled` and keeps `crop` of it, in a process of its own: a few lines of SVG (nested masks, huge patterns,
 * chains of filters) can ask for hours and all of the memory, and the library that draws can't be interrupted. Throws
 * `PictureFault`.
 */
export async function drawSvg(
  drawing: Buffer,
  { scaled, crop }: Pick<Fitted, 'scaled' | 'crop'>,
  name: string,
): Promise<Pixels> {
  const folder = await mkdtemp(path.join(tmpdir(), 'reelmill-drawing-'))
  inUse.add(folder)
  try {
    const order: Order = {
      sharp: createRequire(import.meta.url).resolve('sharp'),
      input: path.join(folder, 'drawing.svg'),
      output: path.join(folder, 'drawing.rgba'),
      scaled,
      crop,
      mostMemory,
    }
    await writeFile(order.input, drawing)
    const end = await runProgram({
      command: process.execPath,
      // The function goes along as text, so that it works from source and from any bundle. It knows nothing but `order`.
      args: ['-e', `(${draw.toString()})(${JSON.stringify(order)})`],
      env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
      timeout: longest,
      grace: 100,
    })
    if (end.kind === 'finished') {
      return { data: await readFile(order.output), width: crop.width, height: crop.height }
    }
    if (end.kind === 'timed-out' || (end.kind === 'failed' && end.code === tooMuchMemory)) {
      throw new PictureFault(
        'picture.too-large',
        `${name} is a drawing that takes more than ${end.kind === 'timed-out' ? `${longest / 1_000} seconds` : `${mostMemory / 1e9} GB of memory`} to draw.`,
        'Save the drawing as a PNG of the size that is needed.',
      )
    }
    if (end.kind === 'failed' && end.code === refused) throw decodingFault(new Error(end.stderrTail), name)
    throw new PictureFault(
      'picture.broken',
      `${name} can't be drawn: the drawing process ended with ${end.kind === 'not-started' ? end.reason : JSON.stringify(end.kind)}.`,
      'Save the drawing as a PNG of the size that is needed.',
      new Error(end.stderrTail),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
    inUse.delete(folder)
  }
}

const refused = 3
const tooMuchMemory = 4

/** Runs in the other process. Exit status 3: the drawing is at fault, standard error says why; 4: too much memory. */
function draw(order: Order): void {
  const load = process.getBuiltinModule('node:module').createRequire(order.sharp)
  const sharp = load(order.sharp) as typeof import('sharp').default
  const { readFileSync, writeFileSync } = process.getBuiltinModule('node:fs')
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: ['VipsForeignLoadSvgBuffer'] })
  setInterval(() => {
    if (process.memoryUsage.rss() > order.mostMemory) process.exit(4)
  }, 20).unref()
  // Bytes, not a path: what has no address can't be completed by other files.
  sharp(readFileSync(order.input), { failOn: 'warning', limitInputPixels: false, density: 96 })
    .resize({ ...order.scaled, fit: 'fill' })
    .extract(order.crop)
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer()
    .then(
      (pixels) => {
        writeFileSync(order.output, pixels)
        process.exit(0)
      },
      (error: Error) => {
        process.stderr.write(error.message, () => process.exit(3))
      },
    )
}
