/** Lets only so many run at once, in all and per key. Those that wait go in order; a full key holds up no other. */
export type Turns = { take<T>(key: string, work: () => Promise<T>): Promise<T> }

export function createTurns(limits: { atOnce: number; perKey: number }): Turns {
  const waiting: { key: string; start: () => void }[] = []
  const running = new Map<string, number>()
  let inAll = 0

  function startNext() {
    while (inAll < limits.atOnce) {
      const next = waiting.findIndex(({ key }) => (running.get(key) ?? 0) < limits.perKey)
      if (next === -1) return
      const [turn] = waiting.splice(next, 1)
      inAll += 1
      running.set(turn!.key, (running.get(turn!.key) ?? 0) + 1)
      turn!.start()
    }
  }

  function end(key: string) {
    inAll -= 1
    const left = running.get(key)! - 1
    if (left === 0) running.delete(key)
    else running.set(key, left)
    startNext()
  }

  return {
    async take(key, work) {
      await new Promise<void>((start) => {
        waiting.push({ key, start })
        startNext()
      })
      try {
        return await work()
      } finally {
        end(key)
      }
    },
  }
}
