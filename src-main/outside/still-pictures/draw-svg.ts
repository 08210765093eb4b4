import { createRequire } from 'node:module'
import { runProgram } from '../programs/run-program.ts'
import type { Corner, Fitted, Size } from './fit-picture.ts'
import { decodingFault, PictureFault } from './picture-fault.ts'
import type { Pixels } from './pixels.ts'

/** Milliseconds and bytes of memory that drawing one SVG may take; a product's drawing takes 30 ms and 100 MB. */
const longest = 30_000
const mostMemory = 1_200_000_000

type Order = { sharp: string; scaled: Size; crop: Size & Corner; mostMemory: number }

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
  const order: Order = {
    sharp: createRequire(import.meta.url).resolve('sharp'),
    scaled,
    crop,
    mostMemory,
  }
  const data = Buffer.alloc(crop.width * crop.height * 4)
  let filled = 0
  // All goes through pipes: whoever is ended while it draws leaves nothing behind.
  const end = await runProgram({
    command: process.execPath,
    // The function goes along as text, so that it works from source and from any bundle. It knows nothing but `order`.
    args: ['-e', `(${draw.toString()})(${JSON.stringify(order)})`],
    env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
    feed: (write) => write(drawing),
    onBytes(chunk) {
      if (filled + chunk.length > data.length) throw new Error('more pixels than were asked for')
      data.set(chunk, filled)
      filled += chunk.length
      return undefined
    },
    timeout: longest,
    grace: 100,
  })
  if (end.kind === 'finished' && filled === data.length)
    return { data, width: crop.width, height: crop.height }
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
}

const refused = 3
const tooMuchMemory = 4

/** Runs in the other process. Exit status 3: the drawing is at fault, standard error says why; 4: too much memory. */
function draw(order: Order): void {
  const load = process.getBuiltinModule('node:module').createRequire(order.sharp)
  const sharp = load(order.sharp) as typeof import('sharp').default
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: ['VipsForeignLoadSvgBuffer'] })
  setInterval(() => {
    if (process.memoryUsage.rss() > order.mostMemory) process.exit(4)
  }, 20).unref()
  const refuse = (error: Error) => process.stderr.write(error.message, () => process.exit(3))
  const read: Buffer[] = []
  process.stdin.on('data', (chunk: Buffer) => read.push(chunk))
  process.stdin.on('end', () => {
    // Bytes, not a path: what has no address can't be completed by other files.
    sharp(Buffer.concat(read), { failOn: 'warning', limitInputPixels: false, density: 96 })
      .resize({ ...order.scaled, fit: 'fill' })
      .extract(order.crop)
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer()
      .then((pixels) => process.stdout.write(pixels, () => process.exit(0)), refuse)
  })
}
