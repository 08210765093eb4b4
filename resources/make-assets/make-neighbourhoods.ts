/** Paints the eight neighbourhoods. `node make-neighbourhoods.ts [width] [name...]`; see README.md. */
import { mkdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import sharp from 'sharp'
import { develop } from './scenery/paint.ts'
import { places } from './scenery/places.ts'
import { see } from './scenery/view.ts'

const folder = join(import.meta.dirname, '../sample-data/neighbourhoods')

const paint = async (name: string, width: number) => {
  const height = Math.round((width * 2) / 3)
  const light = see(places[name]!(), width, height)
  const picture = develop(light, width, height, 0.95, Math.round(width / 640), name.length * 7919)
  await sharp(picture, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 76, mozjpeg: true })
    .toFile(join(folder, `${name}.jpg`))
}

if (isMainThread) {
  const args = process.argv.slice(2)
  const width = Number(args[0] && /^\d+$/.test(args[0]) ? args.shift() : 1920)
  const queue = args.length ? args : Object.keys(places)
  const unknown = queue.filter((name) => !places[name])
  if (unknown.length)
    throw new Error(`No such place: ${unknown.join(', ')}. There are: ${Object.keys(places).join(', ')}.`)
  await mkdir(folder, { recursive: true })
  const work = (): Promise<void> =>
    new Promise((done, fail) => {
      const worker = new Worker(new URL(import.meta.url))
      const next = () => {
        const name = queue.shift()
        if (name) worker.postMessage({ name, width })
        else void worker.terminate().then(() => done())
      }
      worker.on('message', (painted: string) => {
        console.log(painted)
        next()
      })
      worker.on('error', fail)
      next()
    })
  await Promise.all(Array.from({ length: availableParallelism() }, work))
} else {
  parentPort!.on('message', ({ name, width }: { name: string; width: number }) => {
    void paint(name, width).then(() => parentPort!.postMessage(name))
  })
}
