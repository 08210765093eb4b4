/** Numbers by chance that are the same for the same seed, on every machine. */
export type Dice = {
  /** A whole number from 0 to below `sides`, each as likely as the others. */
  roll(sides: number): number
}

/** `seed`: a whole number of 32 bits. xoshiro128**, its state filled by SplitMix32. */
export function diceOf(seed: number): Dice {
  let filling = seed >>> 0
  const fill = () => {
    filling = (filling + 0x9e3779b9) >>> 0
    let mixed = Math.imul(filling ^ (filling >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
  let [a, b, c, d] = [fill(), fill(), fill(), fill()]

  function next(): number {
    const result = Math.imul(turned(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = turned(d, 11)
    return result
  }

  return {
    roll(sides) {
      // What is above the last whole multiple would make low numbers likelier.
      const end = 2 ** 32 - (2 ** 32 % sides)
      let number = next()
      while (number >= end) number = next()
      return number % sides
    },
  }
}

const turned = (bits: number, by: number) => (bits << by) | (bits >>> (32 - by))
