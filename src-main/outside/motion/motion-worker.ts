import { parentPort } from 'node:worker_threads'
import { toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { MotionReel } from '../../../src-shared/plans/motion.ts'
import type { MotionOrder, MotionReport } from './motion-messages.ts'
import { createPictureReader } from './read-picture.ts'
import { createReelDrawing, type ReelDrawing } from './reel-drawing.ts'
import { createSpareMemories } from './spare-memories.ts'

// One thread of the motion stage: draws the frames of some reels, each a few frames ahead of who takes them.
const thread = parentPort
if (thread === null) throw new Error('this file runs as a worker thread only')
const port = thread

const slots = 3
const pictures = createPictureReader(100_000_000)
const playing = new Map<number, Play>()
const memories = createSpareMemories()

type Play = {
  reel: MotionReel
  drawing: ReelDrawing
  next: number
  taken: number
  /** Frames before the one that failed may still be read: its memory is left when the order to stop comes. */
  failed: boolean
  /** What is drawn, one frame after the other: each may wait for a picture. */
  drawn: Promise<void>
}

const report = (message: MotionReport) => port.postMessage(message)

port.on('message', (order: MotionOrder) => {
  switch (order.kind) {
    case 'play':
      play(order.id, order.reel)
      break
    case 'taken':
      take(order.id, order.slot)
      break
    case 'stop':
      leave(order.id)
      break
  }
})

function play(id: number, reel: MotionReel): void {
  let drawing: ReelDrawing
  try {
    drawing = createReelDrawing(
      reel,
      (picture) => pictures.read(picture, reel.pixelFormat),
      slots,
      memories.take,
    )
  } catch (error) {
    report({ kind: 'failed', id, error: toErrorShape(error) })
    return
  }
  const begun: Play = { reel, drawing, next: 0, taken: 0, failed: false, drawn: Promise.resolve() }
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

/** Nobody reads its frames any more. A picture that is still being read will be laid into its memory. */
function leave(id: number): void {
  const play = playing.get(id)
  if (play === undefined) return
  playing.delete(id)
  play.drawn = play.drawn.then(() => memories.give(play.drawing.memory))
}

function drawNext(id: number, play: Play, slot: number): void {
  if (play.next === play.reel.frames) return
  const index = play.next
  play.next += 1
  const wanted = () => playing.get(id) === play && !play.failed
  play.drawn = play.drawn.then(async () => {
    if (!wanted()) return
    try {
      const frame = await play.drawing.draw(index, slot)
      if (wanted()) report({ kind: 'frame', id, slot, frame })
    } catch (error) {
      if (wanted()) report({ kind: 'failed', id, error: toErrorShape(error) })
      play.failed = true
    }
  })
}
