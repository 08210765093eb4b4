import type { StudioError } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'

/** What work that takes long is given. */
export type How = {
  /** When its asker stops it, or the studio is closed. */
  signal: AbortSignal
  /** Tells how far it is: ten times a second at most, and of the end always. */
  tell(event: () => StudioEvent, isEnd?: boolean): void
}

type Words = {
  /** Told to who comes with an id that is taken; left out: the one before is stopped, since the latest counts. */
  taken?(id: string): StudioError
  /** Told to the asker of what was stopped. */
  stopped(cause: unknown): StudioError
}

/** Work of one kind that takes long, by the id that its asker chose. */
export type LongWork = {
  run<T>(id: string, work: (how: How) => Promise<T>): Promise<T>
  /** Of an id that nobody has, nothing. */
  stop(id: string): void
}

/** Makes a kind; ids of one kind are none of another's. */
export type LongWorkOf = (words: Words) => LongWork

/** Milliseconds between two tellings. */
const tellEvery = 100

export function createLongWork(studio: {
  tell(event: StudioEvent): void
  milliseconds(): number
  /** When the studio is closed; what is under way rejects with its reason. */
  signal: AbortSignal
}): LongWorkOf {
  return (words) => {
    const underWay = new Map<string, AbortController>()
    return {
      async run(id, work) {
        const before = underWay.get(id)
        if (before !== undefined && words.taken !== undefined) throw words.taken(id)
        before?.abort()
        const controller = new AbortController()
        underWay.set(id, controller)
        const signal = AbortSignal.any([controller.signal, studio.signal])
        let toldAt = Number.NEGATIVE_INFINITY
        try {
          return await work({
            signal,
            tell(event, isEnd = false) {
              const at = studio.milliseconds()
              if (at - toldAt < tellEvery && !isEnd) return
              toldAt = at
              studio.tell(event())
            },
          })
        } catch (error) {
          if (controller.signal.aborted) throw words.stopped(error)
          throw studio.signal.aborted ? studio.signal.reason : error
        } finally {
          if (underWay.get(id) === controller) underWay.delete(id)
        }
      },
      stop: (id) => underWay.get(id)?.abort(),
    }
  }
}

/** `1 row`, `12,000 videos`. */
export const count = (number: number, thing: string) =>
  `${number.toLocaleString('en')} ${thing}${number === 1 ? '' : 's'}`
