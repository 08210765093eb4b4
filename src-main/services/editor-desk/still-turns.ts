import { StudioError } from '../../../src-shared/contract/errors.ts'

type StillTurns = {
  /**
   * Does the work when its turn comes. Of those for one `view` that have not begun only the latest is kept: the others
   * reject with `editor.superseded`. The latest asked goes first.
   */
  take<T>(view: string, work: () => Promise<T>): Promise<T>
  /** Rejects all that wait. */
  clear(): void
}

type Waiting = { view: string; begin(): void; drop(): void }

export const superseded = () =>
  new StudioError({
    code: 'editor.superseded',
    message: 'A newer picture was asked for.',
    whatToDo: 'Wait for that one.',
  })

/** `atOnce`: how many pictures are made at a time; of one view one. */
export function createStillTurns(atOnce: number): StillTurns {
  let waiting: Waiting[] = []
  const running = new Set<string>()

  const next = () => {
    if (running.size >= atOnce) return
    const at = waiting.findLastIndex(({ view }) => !running.has(view))
    if (at === -1) return
    const [turn] = waiting.splice(at, 1)
    running.add(turn!.view)
    turn!.begin()
    next()
  }

  return {
    take<T>(view: string, work: () => Promise<T>): Promise<T> {
      for (const older of waiting.filter((each) => each.view === view)) older.drop()
      waiting = waiting.filter((each) => each.view !== view)
      return new Promise<T>((resolve, reject) => {
        waiting.push({
          view,
          drop: () => reject(superseded()),
          begin() {
            work()
              .then(resolve, reject)
              .finally(() => {
                running.delete(view)
                next()
              })
          },
        })
        next()
      })
    },
    clear() {
      for (const each of waiting) each.drop()
      waiting = []
    },
  }
}
