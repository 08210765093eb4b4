import { Worker } from 'node:worker_threads'
import type { MeasuringOrder, MeasuringReport } from './messages.ts'

/** One stretch that is being measured on a thread. */
export type Bench = {
  /** Resolves when there is room for more. The bytes may be handed over: they are not to be used any more. */
  take(bytes: Uint8Array): Promise<void> | undefined
  end(): Promise<Extract<MeasuringReport, { kind: 'pictures' | 'sound' }>>
  /** Gives the thread back, measured or not. */
  leave(): void
}

export type Threads = {
  bench(order: Extract<MeasuringOrder, { kind: 'pictures' | 'sound' }>, onFrames?: (frames: number) => void): Bench
  close(): Promise<void>
}

/** Chunks of a pipe that may be on their way to a thread; more make the program wait. */
const mostOnTheWay = 16

type Member = { worker: Worker; busy: boolean; resting: NodeJS.Timeout | undefined }

/** Threads that measure, one stretch each at a time. They start when they are needed and go after `idle` milliseconds without work. */
export function createThreads(workerFile: URL, idle: number): Threads {
  const members = new Set<Member>()
  let isClosed = false

  function free(): Member {
    const found = [...members].find(({ busy }) => !busy)
    if (found !== undefined) return found
    const member: Member = { worker: new Worker(workerFile), busy: false, resting: undefined }
    member.worker.unref()
    member.worker.once('exit', () => members.delete(member))
    members.add(member)
    return member
  }

  function rest(member: Member): void {
    member.busy = false
    member.worker.unref()
    member.resting = setTimeout(() => {
      members.delete(member)
      void member.worker.terminate()
    }, idle)
    member.resting.unref()
  }

  return {
    bench(order, onFrames) {
      if (isClosed) throw new Error('the measuring room is closed')
      const member = free()
      const { worker } = member
      member.busy = true
      clearTimeout(member.resting)
      worker.ref()
      let onTheWay = 0
      let hasRoom: (() => void) | null = null
      let fault: Error | null = null
      let isLeft = false
      const answered = Promise.withResolvers<Extract<MeasuringReport, { kind: 'pictures' | 'sound' }>>()
      answered.promise.catch(() => {})
      const wake = () => {
        hasRoom?.()
        hasRoom = null
      }
      const fail = (error: Error) => {
        fault ??= error
        answered.reject(error)
        wake()
      }
      const hear = (said: MeasuringReport) => {
        if (said.kind === 'taken') {
          onTheWay--
          onFrames?.(said.frames)
          if (onTheWay < mostOnTheWay / 2) wake()
        } else if (said.kind === 'failed') {
          const error = new Error(said.message)
          error.stack = said.stack
          fail(error)
        } else answered.resolve(said)
      }
      const gone = () => fail(new Error('a measuring thread ended early'))
      worker.on('message', hear).on('error', fail).on('exit', gone)
      worker.postMessage(order)

      return {
        take(bytes) {
          if (fault !== null) throw fault
          onTheWay++
          // What lies in a larger block belongs to others, too.
          const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
          worker.postMessage({ kind: 'bytes', bytes: own } satisfies MeasuringOrder, [own.buffer as ArrayBuffer])
          if (onTheWay < mostOnTheWay) return undefined
          return new Promise<void>((resolve) => {
            hasRoom = resolve
          }).then(() => {
            if (fault !== null) throw fault
          })
        },
        end() {
          worker.postMessage({ kind: 'end' } satisfies MeasuringOrder)
          return answered.promise
        },
        leave() {
          if (isLeft) return
          isLeft = true
          worker.off('message', hear).off('error', fail).off('exit', gone)
          if (!members.has(member)) return
          worker.postMessage({ kind: 'drop' } satisfies MeasuringOrder)
          rest(member)
        },
      }
    },
    async close() {
      isClosed = true
      await Promise.all(
        [...members].map(({ worker, resting }) => {
          clearTimeout(resting)
          return worker.terminate()
        }),
      )
    },
  }
}
