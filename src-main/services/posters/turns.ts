/** Does work a few at a time: what was asked for last comes first, for it is what a person looks at now. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>

type Waiting = { begin(): void; giveUp(): void }

/** `most`: at a time. Above `mostWaiting` those that wait longest are given up: they reject with `gaveUp()`. */
export function latestFirst(how: { most: number; mostWaiting: number; gaveUp(): Error }): Turns {
  const waiting: Waiting[] = []
  let running = 0
  const next = () => {
    while (running < how.most) {
      const latest = waiting.pop()
      if (latest === undefined) return
      running += 1
      latest.begin()
    }
  }
  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push({
        begin: () =>
          void work()
            .then(resolve, reject)
            .finally(() => {
              running -= 1
              next()
            }),
        giveUp: () => reject(how.gaveUp()),
      })
      if (waiting.length > how.mostWaiting) waiting.shift()?.giveUp()
      next()
    })
}
