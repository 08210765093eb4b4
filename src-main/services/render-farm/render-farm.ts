/** One piece of work that was claimed. */
export type FarmWork = {
  /** What belongs together and may be ended together: the batch's id. */
  group: string
  /** Does it and writes down what came of it; rejects only when that could not be written. */
  run(signal: AbortSignal): Promise<void>
}

export type RenderFarm = {
  slots: number
  /** There may be work: fills the free slots. */
  wake(): void
  /** Ends what is running of a group; answers when none of it runs any more. The caller gives out no more of it. */
  end(group: string): Promise<void>
  running(): number
}

/**
 * A slot for each piece of work at a time. `next` claims the next one, or null when there is none; `onFault` hears of
 * work whose outcome could not be written down, which is never the work's own failure. A piece that fails touches no
 * other.
 */
export function createRenderFarm(needs: {
  slots: number
  next(): FarmWork | null
  onFault(error: unknown, group: string | null): void
}): RenderFarm {
  const inHand = new Map<Promise<void>, { group: string; controller: AbortController }>()
  let waking = false

  function wake(): void {
    // `next` announces what it claims, and a listener may wake the farm again.
    if (waking) return
    waking = true
    try {
      while (inHand.size < needs.slots) {
        const work = needs.next()
        if (work === null) break
        begin(work)
      }
    } catch (error) {
      needs.onFault(error, null)
    } finally {
      waking = false
    }
  }

  function begin(work: FarmWork): void {
    const controller = new AbortController()
    const running = work
      .run(controller.signal)
      .catch((error: unknown) => needs.onFault(error, work.group))
      .finally(() => {
        inHand.delete(running)
        wake()
      })
    inHand.set(running, { group: work.group, controller })
  }

  return {
    slots: needs.slots,
    wake,
    running: () => inHand.size,
    async end(group) {
      const own = [...inHand].filter(([, work]) => work.group === group)
      for (const [, { controller }] of own) controller.abort()
      await Promise.all(own.map(([running]) => running))
    },
  }
}
