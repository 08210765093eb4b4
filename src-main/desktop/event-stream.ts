import type { Told } from '../../src-shared/contract/bridge.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'

export type EventStream = {
  /** The first thing that is told; what happened since the stream was made follows it. */
  begin(first: Told): void
  add(event: StudioEvent): void
  end(): void
}

const groupEvery = 100

/**
 * Tells a page what happens, in order, in at most ten groups a second. Nothing is told before `begin`. Of what is only
 * a level (how far something is), a group holds the last word alone.
 */
export function createEventStream(send: (told: Told) => void): EventStream {
  let gathered: StudioEvent[] = []
  let begun = false
  let ended = false
  let timer: NodeJS.Timeout | null = null

  function flush(): void {
    timer = null
    if (gathered.length === 0) return
    const events = gathered
    gathered = []
    send({ events })
    timer = setTimeout(flush, groupEvery)
  }

  return {
    begin(first) {
      if (ended || begun) return
      begun = true
      send(first)
      flush()
    },
    add(event) {
      if (ended) return
      const level = levelOf(event)
      if (level !== null) gathered = gathered.filter((earlier) => levelOf(earlier) !== level)
      gathered.push(event)
      if (begun && timer === null) timer = setTimeout(flush, groupEvery)
    },
    end() {
      ended = true
      gathered = []
      if (timer !== null) clearTimeout(timer)
    },
  }
}

function levelOf(event: StudioEvent): string | null {
  if (event.event === 'batch.progress') return `batch ${event.batch}`
  if (event.event === 'check.progress') return `check ${event.id}`
  return null
}
