/**
 * Puts as much of `bytes`, from `at` on, into what is left of a block that is `filled` so far, and answers how much that was. So pieces of any length,
 * as they come out of a pipe, become blocks of one length.
 */
export function pour(bytes: Uint8Array, at: number, block: Uint8Array, filled: number): number {
  const many = Math.min(block.length - filled, bytes.length - at)
  block.set(bytes.subarray(at, at + many), filled)
  return many
}
