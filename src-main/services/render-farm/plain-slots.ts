/** Slots for what is no unit of a job: nothing of it is written down. */
type PlainSlots = {
  run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>
  used(): number
  waiting(): number
  /** `room` may answer otherwise than before. */
  wake(): void
}

/** `room` says how many may run at a time now. They begin in the order in which they came. */
export function createPlainSlots(room: () => number, onFree: () => void): PlainSlots {
  let used = 0
  const waiting = new Set<() => void>()

  function wake(): void {
    for (const begin of waiting) {
      if (used >= room()) return
      waiting.delete(begin)
      used += 1
      begin()
    }
  }

  /** Resolves with the slot taken. */
  function turn(signal: AbortSignal): Promise<void> {
    if (waiting.size === 0 && used < room()) {
      used += 1
      return Promise.resolve()
    }
    return new Promise((resolve, reject) => {
      const begin = () => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const leave = () => {
        waiting.delete(begin)
        reject(signal.reason)
      }
      waiting.add(begin)
      signal.addEventListener('abort', leave, { once: true })
    })
  }

  return {
    wake,
    used: () => used,
    waiting: () => waiting.size,
    async run(signal, work) {
      signal.throwIfAborted()
      await turn(signal)
      try {
        return await work()
      } finally {
        used -= 1
        wake()
        onFree()
      }
    },
  }
}
