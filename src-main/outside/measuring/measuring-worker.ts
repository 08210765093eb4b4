import type { Transferable } from 'node:worker_threads'
import { answerQuestions } from '../threads/answer-questions.ts'
import { lightCells, lookClosely } from './look-closely.ts'
import type { MeasuringAnswer, MeasuringOrder } from './messages.ts'
import { createPartsTally, type PartsTally } from './picture-tally.ts'
import { createSoundTally, type SoundTally } from './sound-tally.ts'

// One thread of the measuring room: turns decoded bytes into series, one stretch at a time.
let pictures: PartsTally | null = null
let sound: SoundTally | null = null
let cpuBefore: number | null = null

/** Newer Nodes alone tell it of a thread. */
function cpuOfThread(): number | null {
  const usage = process.threadCpuUsage?.()
  return usage === undefined ? null : (usage.user + usage.system) / 1_000
}

async function looked(order: Extract<MeasuringOrder, { kind: 'look' }>): Promise<MeasuringAnswer> {
  const before = cpuOfThread()
  const facts = await lookClosely(order.full, order.layers)
  const now = cpuOfThread()
  return { kind: 'looked', facts, cpuMilliseconds: now === null || before === null ? null : now - before }
}

function answer(order: MeasuringOrder): MeasuringAnswer | Promise<MeasuringAnswer> {
  switch (order.kind) {
    case 'pictures':
      cpuBefore = cpuOfThread()
      pictures = createPartsTally(order.small, order.lengths)
      return { kind: 'ready' }
    case 'sound':
      cpuBefore = cpuOfThread()
      sound = createSoundTally(order)
      return { kind: 'ready' }
    case 'bytes':
      pictures?.take(order.bytes)
      sound?.take(order.bytes)
      return { kind: 'taken', frames: pictures?.frames() ?? 0 }
    case 'end':
      return measured()
    case 'drop':
      pictures = sound = null
      return { kind: 'ready' }
    case 'look':
      return looked(order)
    case 'light':
      return Promise.all(order.paths.map(lightCells)).then((cells) => ({ kind: 'light', cells }))
  }
}

function measured(): MeasuringAnswer {
  const now = cpuOfThread()
  const cpuMilliseconds = now === null || cpuBefore === null ? null : now - cpuBefore
  const answered: MeasuringAnswer =
    pictures !== null
      ? { kind: 'pictures', measured: pictures.end(), cpuMilliseconds }
      : sound !== null
        ? { kind: 'sound', measured: sound.end(), cpuMilliseconds }
        : { kind: 'ready' }
  pictures = sound = null
  return answered
}

function moved(answered: MeasuringAnswer): Transferable[] {
  if (answered.kind !== 'pictures') return []
  return answered.measured.flatMap(({ series, tiles, first, last }) =>
    [...Object.values(series), tiles, first, last].map(({ buffer }) => buffer as ArrayBuffer),
  )
}

answerQuestions(answer, moved)
