import { randomBytes } from 'node:crypto'

/** `20261121-1415-k3f9`: sorts by time, can be said on the telephone. */
export function newBatchId(now: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`
  const letters = [...randomBytes(4)].map((byte) => 'abcdefghjkmnpqrstvwxyz23456789'[byte % 30]).join('')
  return `${day}-${two(now.getHours())}${two(now.getMinutes())}-${letters}`
}
