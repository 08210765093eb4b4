import { hash } from 'node:crypto'

/**
 * Remembers the keys of all rows and the line of each, in about 32 bytes a key: of a key only 96 bits of its hash are
 * kept (with a million keys, two that differ are taken for one with a chance of 1 in 10^17).
 */
export class KeyRegister {
  /** Four numbers a slot: three of the hash, then the line (0: free). */
  #slots = new Uint32Array(4 * 4096)
  #count = 0

  /** Enters a key with its line. Answers the line where the same key stood before, else null. */
  enter(key: string, line: number): number | null {
    if (this.#count * 8 > this.#slots.length) this.#grow()
    const bytes = hash('sha1', key, 'buffer')
    return this.#put(bytes.readUInt32LE(0), bytes.readUInt32LE(4), bytes.readUInt32LE(8), line)
  }

  /** Memory that is held, in bytes. */
  get bytes(): number {
    return this.#slots.byteLength
  }

  #put(a: number, b: number, c: number, line: number): number | null {
    const slots = this.#slots
    const mask = slots.length / 4 - 1
    for (let slot = a & mask; ; slot = (slot + 1) & mask) {
      const at = slot * 4
      if (slots[at + 3] === 0) {
        slots[at] = a
        slots[at + 1] = b
        slots[at + 2] = c
        slots[at + 3] = line
        this.#count += 1
        return null
      }
      if (slots[at] === a && slots[at + 1] === b && slots[at + 2] === c) return slots[at + 3]!
    }
  }

  #grow() {
    const old = this.#slots
    this.#slots = new Uint32Array(old.length * 2)
    this.#count = 0
    for (let at = 0; at < old.length; at += 4) {
      if (old[at + 3] !== 0) this.#put(old[at]!, old[at + 1]!, old[at + 2]!, old[at + 3]!)
    }
  }
}
