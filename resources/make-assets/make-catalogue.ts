/** Draws the sample catalogue's pictures. `node make-catalogue.ts [size] [name...]`; see README.md. */
import { mkdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import sharp from 'sharp'
import * as garden from './studio-3d/garden.ts'
import * as kitchen from './studio-3d/kitchen.ts'
import * as lighting from './studio-3d/lighting.ts'
import * as outdoor from './studio-3d/outdoor.ts'
import { photograph, type Scene } from './studio-3d/stage.ts'
import * as workspace from './studio-3d/workspace.ts'

const folder = join(import.meta.dirname, '../sample-data/catalogue/images')
const scenes: Record<string, () => Scene> = { ...kitchen, ...lighting, ...outdoor, ...garden, ...workspace }
const kebab = (name: string) => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)

const draw = async (name: string, size: number) => {
  const pixels = photograph(scenes[name]!(), size)
  await sharp(pixels, { raw: { width: size, height: size, channels: 3 } })
    .jpeg({ quality: 88, mozjpeg: true, chromaSubsampling: '4:4:4' })
    .toFile(join(folder, `${kebab(name)}.jpg`))
}

if (isMainThread) {
  const args = process.argv.slice(2)
  const size = Number(args[0] && /^\d+$/.test(args[0]) ? args.shift() : 1600)
  const queue = args.length ? args : Object.keys(scenes)
  const unknown = queue.filter((name) => !scenes[name])
  if (unknown.length)
    throw new Error(`No such product: ${unknown.join(', ')}. There are: ${Object.keys(scenes).join(', ')}.`)
  await mkdir(folder, { recursive: true })
  const work = (): Promise<void> =>
    new Promise((done, fail) => {
      const worker = new Worker(new URL(import.meta.url))
      const next = () => {
        const name = queue.shift()
        if (name) worker.postMessage({ name, size })
        else void worker.terminate().then(() => done())
      }
      worker.on('message', (drawn: string) => {
        console.log(drawn)
        next()
      })
      worker.on('error', fail)
      next()
    })
  await Promise.all(Array.from({ length: availableParallelism() }, work))
} else {
  parentPort!.on('message', ({ name, size }: { name: string; size: number }) => {
    void draw(name, size).then(() => parentPort!.postMessage(kebab(name)))
  })
}
