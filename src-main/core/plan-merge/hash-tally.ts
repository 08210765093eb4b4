/** Counts how often each of many hashes was met. */
type HashTally = {
  /** Counts one. Answers the tag that the hash was first met with, or -1 when this was the first time. */
  count(high: number, low: number, tag: number): number
  /** How many different hashes there are. */
  size(): number
  /** Each hash once, with the tag it was first met with. */
  each(visit: (tag: number, times: number) => void): void
}

const firstSlots = 1_024
const fullest = 0.7

/**
 * An open-addressing table over typed arrays: 14 bytes a slot, where a Map of strings takes some 150 an entry. It holds
 * the first 64 bits of each hash. That is enough for counting: among two million artifacts of a batch the odds that any
 * two share them are 1 in 9 million. What is made is known by the whole hash.
 */
export function createHashTally(): HashTally {
  let slots = firstSlots
  let used = 0
  let highs = new Uint32Array(slots)
  let lows = new Uint32Array(slots)
  let tags = new Uint16Array(slots)
  /** 0: the slot is free. */
  let times = new Uint32Array(slots)

  // SHA-256 is even in all its bits: no further mixing.
  const slotOf = (high: number, low: number): number => {
    let slot = low & (slots - 1)
    while (times[slot] !== 0 && (lows[slot] !== low || highs[slot] !== high)) slot = (slot + 1) & (slots - 1)
    return slot
  }
  const grow = () => {
    const before = { highs, lows, tags, times }
    slots *= 2
    highs = new Uint32Array(slots)
    lows = new Uint32Array(slots)
    tags = new Uint16Array(slots)
    times = new Uint32Array(slots)
    before.times.forEach((count, old) => {
      if (count === 0) return
      const slot = slotOf(before.highs[old]!, before.lows[old]!)
      highs[slot] = before.highs[old]!
      lows[slot] = before.lows[old]!
      tags[slot] = before.tags[old]!
      times[slot] = count
    })
  }
  return {
    count(high, low, tag) {
      const slot = slotOf(high, low)
      times[slot]! += 1
      if (times[slot]! > 1) return tags[slot]!
      highs[slot] = high
      lows[slot] = low
      tags[slot] = tag
      used += 1
      if (used > slots * fullest) grow()
      return -1
    },
    size: () => used,
    each(visit) {
      times.forEach((count, slot) => {
        if (count > 0) visit(tags[slot]!, count)
      })
    },
  }
}
