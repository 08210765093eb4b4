import { parentPort } from 'node:worker_threads'
import { toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { MotionReel } from '../../../src-shared/plans/motion.ts'
import type { MotionOrder, MotionReport } from './motion-messages.ts'
import { createPictureReader } from './read-picture.ts'
import { createDrawingMemory, createReelDrawing, type ReelDrawing } from './reel-drawing.ts'

// One thread of the motion stage: draws the frames of some reels, each a few frames ahead of who takes them.
const thread = parentPort
if (thread === null) throw new Error('this file runs as a worker thread only')
const port = thread

const slots = 3
const pictures = createPictureReader(100_000_000)
const playing = new Map<number, Play>()
/** Of reels that ended, for the next ones. */
const spare: WebAssembly.Memory[] = []

type Play = {
  reel: MotionReel
  memory: WebAssembly.Memory
  drawing: ReelDrawing
  next: number
  taken: number
}

const report = (message: MotionReport) => port.postMessage(message)
/** Reels that are stopped before their pictures are read. */
const reading = new Set<number>()

port.on('message', (order: MotionOrder) => {
  switch (order.kind) {
    case 'play':
      reading.add(order.id)
      play(order.id, order.reel).catch((error: unknown) => {
        if (reading.has(order.id) || playing.has(order.id))
          report({ kind: 'failed', id: order.id, error: toErrorShape(error) })
        reading.delete(order.id)
        leave(order.id)
      })
      break
    case 'taken':
      take(order.id, order.slot)
      break
    case 'stop':
      reading.delete(order.id)
      leave(order.id)
      break
  }
})

async function play(id: number, reel: MotionReel): Promise<void> {
  const planes = []
  for (const picture of reel.pictures) {
    planes.push(await pictures.read(picture, reel.pixelFormat))
    if (!reading.has(id)) return
  }
  reading.delete(id)
  const memory = spare.pop() ?? createDrawingMemory()
  let drawing: ReelDrawing
  try {
    drawing = createReelDrawing(reel, planes, slots, memory)
  } catch (error) {
    spare.push(memory)
    throw error
  }
  const begun: Play = { reel, memory, drawing, next: 0, taken: 0 }
  playing.set(id, begun)
  for (let slot = 0; slot < slots; slot += 1) drawNext(id, begun, slot)
}

function take(id: number, slot: number): void {
  const play = playing.get(id)
  if (play === undefined) return
  play.taken += 1
  if (play.taken === play.reel.frames) {
    leave(id)
    return
  }
  drawNext(id, play, slot)
}

/** Nobody reads its frames any more. */
function leave(id: number): void {
  const play = playing.get(id)
  if (play === undefined) return
  playing.delete(id)
  spare.push(play.memory)
}

function drawNext(id: number, play: Play, slot: number): void {
  if (play.next === play.reel.frames) return
  report({ kind: 'frame', id, slot, frame: play.drawing.draw(play.next, slot) })
  play.next += 1
}
