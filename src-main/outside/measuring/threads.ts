import { type AskedThread, createAskedThread } from '../threads/asked-thread.ts'
import type { MeasuringAnswer, MeasuringOrder } from './messages.ts'

/** One stretch that is being measured on a thread. */
export type Bench = {
  /** Resolves when there is room for more. */
  take(bytes: Uint8Array): Promise<void> | undefined
  end(): Promise<MeasuringAnswer>
  /** Gives the thread back, measured or not. */
  leave(): void
}

export type Threads = {
  bench(
    order: Extract<MeasuringOrder, { kind: 'pictures' | 'sound' }>,
    onFrames?: (frames: number) => void,
  ): Bench
  close(): Promise<void>
}

/** Chunks of a pipe that may be on their way to a thread; more make the program wait. */
const mostOnTheWay = 16

/** Threads that measure, one stretch each at a time. They start when they are needed and go after `idle` milliseconds without work. */
export function createThreads(module: URL, idle: number): Threads {
  type Member = { thread: AskedThread<MeasuringOrder, MeasuringAnswer>; busy: boolean }
  const members: Member[] = []

  function free(): Member {
    const found = members.find(({ busy }) => !busy)
    if (found !== undefined) return found
    const thread = createAskedThread<MeasuringOrder, MeasuringAnswer>({
      module,
      workerData: null,
      name: 'measuring thread',
      idle,
    })
    const member = { thread, busy: false }
    members.push(member)
    return member
  }

  return {
    bench(order, onFrames) {
      const member = free()
      member.busy = true
      const { thread } = member
      const fault = Promise.withResolvers<never>()
      fault.promise.catch(() => {})
      let failed: { error: unknown } | null = null
      const fail = (error: unknown) => {
        failed ??= { error }
        fault.reject(error)
      }
      const onTheWay: Promise<unknown>[] = []
      thread.ask(order).catch(fail)

      return {
        take(bytes) {
          if (failed !== null) throw failed.error
          const taken = thread.ask({ kind: 'bytes', bytes }).then((answer) => {
            if (answer.kind === 'taken') onFrames?.(answer.frames)
          })
          taken.catch(fail)
          onTheWay.push(taken)
          if (onTheWay.length < mostOnTheWay) return undefined
          return Promise.race([onTheWay.shift()!, fault.promise]).then(() => {})
        },
        async end() {
          if (failed !== null) throw failed.error
          return Promise.race([thread.ask({ kind: 'end' }), fault.promise])
        },
        leave() {
          if (!member.busy) return
          thread.ask({ kind: 'drop' }).then(
            () => {
              member.busy = false
            },
            () => {
              member.busy = false
            },
          )
        },
      }
    },
    async close() {
      await Promise.all(members.map(({ thread }) => thread.close()))
    },
  }
}
