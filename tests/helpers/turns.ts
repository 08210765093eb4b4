/** What is made, and how often others got their turn on this thread meanwhile. */
export async function countingTurns<T>(make: () => Promise<T>): Promise<{ made: T; turns: number }> {
  let turns = 0
  let isOver = false
  const count = () => {
    turns += 1
    if (!isOver) setImmediate(count)
  }
  setImmediate(count)
  try {
    return { made: await make(), turns }
  } finally {
    isOver = true
  }
}
