import { parentPort } from 'node:worker_threads'
import type { MeasuringOrder, MeasuringReport } from './messages.ts'
import { createPictureTally, type PictureTally } from './picture-tally.ts'
import { createSoundTally, type SoundTally } from './sound-tally.ts'

// One thread of the measuring room: turns decoded bytes into series, one stretch at a time.
const thread = parentPort
if (thread === null) throw new Error('this file runs as a worker thread only')
const port = thread

let pictures: PictureTally | null = null
let sound: SoundTally | null = null
let cpuBefore: number | null = null

const report = (message: MeasuringReport, handedOver: ArrayBufferLike[] = []) =>
  port.postMessage(message, handedOver as ArrayBuffer[])

/** Newer Nodes alone tell it of a thread. */
function cpuOfThread(): number | null {
  const usage = process.threadCpuUsage?.()
  return usage === undefined ? null : (usage.user + usage.system) / 1_000
}

const cpuSince = (): number | null => {
  const now = cpuOfThread()
  return now === null || cpuBefore === null ? null : now - cpuBefore
}

function answer(order: MeasuringOrder): void {
  switch (order.kind) {
    case 'pictures':
      cpuBefore = cpuOfThread()
      pictures = createPictureTally(order.small, order.expected)
      break
    case 'sound':
      cpuBefore = cpuOfThread()
      sound = createSoundTally(order)
      break
    case 'bytes':
      pictures?.take(order.bytes)
      sound?.take(order.bytes)
      report({ kind: 'taken', frames: pictures?.frames() ?? 0 })
      break
    case 'end':
      tell()
      break
    case 'drop':
      pictures = sound = null
  }
}

function tell(): void {
  if (pictures !== null) {
    const measured = pictures.end()
    pictures = null
    const { series, tiles, first, last } = measured
    report({ kind: 'pictures', measured, cpuMilliseconds: cpuSince() }, [
      ...Object.values(series).map(({ buffer }) => buffer),
      tiles.buffer,
      first.buffer,
      last.buffer,
    ])
  } else if (sound !== null) {
    const measured = sound.end()
    sound = null
    report(
      { kind: 'sound', measured, cpuMilliseconds: cpuSince() },
      Object.values(measured.series).map(({ buffer }) => buffer),
    )
  }
}

port.on('message', (order: MeasuringOrder) => {
  try {
    answer(order)
  } catch (error) {
    pictures = sound = null
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    report({ kind: 'failed', message, stack: stack ?? message })
  }
})
