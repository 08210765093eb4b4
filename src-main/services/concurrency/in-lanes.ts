/**
 * Does `work` for each item, so many at a time, in their order. After a fault no more are begun; when all that run are over, it rejects
 * with the first one: nobody works with what is closed then.
 */
export async function inLanes<T>(
  items: Iterable<T> | AsyncIterable<T>,
  lanes: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = (async function* () {
    yield* items
  })()
  const faults: unknown[] = []
  const lane = async () => {
    try {
      for (let next = await left.next(); !next.done && faults.length === 0; next = await left.next())
        await work(next.value)
    } catch (error) {
      faults.push(error)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  if (faults.length > 0) throw faults[0]
}
