import { type AskedThread, createAskedThread } from '../threads/asked-thread.ts'
import type { MeasuringAnswer, MeasuringOrder } from './messages.ts'
import { pour } from './pour.ts'

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

/**
 * Bytes go to a thread in blocks of memory that both see, filled by turns: a message for each chunk of a pipe would cost as much as
 * measuring does. With all blocks on their way the program waits.
 */
const blockBytes = 512 * 1024
const manyBlocks = 3

/** Threads that measure, one stretch each at a time. They start when they are needed and go after `idle` milliseconds without work. */
export function createThreads(module: URL, idle: number): Threads {
  type Member = { thread: AskedThread<MeasuringOrder, MeasuringAnswer>; busy: boolean; blocks: Uint8Array[] }
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
    const blocks = Array.from({ length: manyBlocks }, () => new Uint8Array(new SharedArrayBuffer(blockBytes)))
    const member = { thread, busy: false, blocks }
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
      const ready = member.blocks.slice()
      /** Oldest first: a thread answers in order. */
      const onTheWay: Promise<void>[] = []
      let block = ready.pop()!
      let filled = 0
      thread.ask(order).catch(fail)

      function send(): void {
        const sent = block
        const taken = thread.ask({ kind: 'bytes', bytes: sent.subarray(0, filled) }).then((answer) => {
          ready.push(sent)
          onTheWay.shift()
          if (answer.kind === 'taken') onFrames?.(answer.frames)
        })
        taken.catch(fail)
        onTheWay.push(taken)
        filled = 0
      }

      /** Fills blocks, and waits where none is free. */
      function put(bytes: Uint8Array): Promise<void> | undefined {
        for (let at = 0; at < bytes.length; ) {
          const many = pour(bytes, at, block, filled)
          filled += many
          at += many
          if (filled < blockBytes) continue
          send()
          const rest = bytes.subarray(at)
          const next = ready.pop()
          if (next === undefined)
            return Promise.race([onTheWay[0]!, fault.promise]).then(() => {
              block = ready.pop()!
              return put(rest)
            })
          block = next
        }
        return undefined
      }

      return {
        take(bytes) {
          if (failed !== null) throw failed.error
          return put(bytes)
        },
        async end() {
          if (failed !== null) throw failed.error
          if (filled > 0) send()
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
