/**
 * Memories of reels that ended, for the next ones. The garbage collector doesn't feel their weight: given up after each
 * reel, they would pile up by the dozen. So they are used again, and only a large one that nobody needs is given up.
 */
type SpareMemories = {
  /** A memory that nobody else uses: one that has these bytes already, if possible, or can grow. */
  take(bytes: number): WebAssembly.Memory
  /** Nobody uses it any more. */
  give(memory: WebAssembly.Memory): void
}

const mostPages = 32_768

/** One above `large` bytes serves reels that need half of it or more; after `patience` others in a row it is given up. */
export function createSpareMemories(large = 64 * 2 ** 20, patience = 8): SpareMemories {
  /** Reels for which each was too large since it was given. */
  const spare = new Map<WebAssembly.Memory, number>()
  const sizeOf = (memory: WebAssembly.Memory) => memory.buffer.byteLength
  return {
    take(bytes) {
      for (const [memory, unfit] of spare) {
        if (sizeOf(memory) <= large || bytes >= sizeOf(memory) / 2) continue
        if (unfit + 1 < patience) spare.set(memory, unfit + 1)
        else spare.delete(memory)
      }
      const fit = [...spare.keys()]
        .filter((memory) => sizeOf(memory) <= large || bytes >= sizeOf(memory) / 2)
        .sort((a, b) => sizeOf(a) - sizeOf(b))
      const memory = fit.find((each) => sizeOf(each) >= bytes) ?? fit.at(-1)
      if (memory === undefined)
        return new WebAssembly.Memory({ initial: 1, maximum: mostPages, shared: true })
      spare.delete(memory)
      return memory
    },
    give: (memory) => void spare.set(memory, 0),
  }
}
