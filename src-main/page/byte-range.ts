/** Bytes `first` to `last`, both included. */
export type ByteRange = { first: number; last: number }

/**
 * What a Range header asks of a file of `size` bytes (RFC 9110, 14.1.2): null when the whole file is to be sent (no
 * header, another unit, several ranges, nonsense), 'unsatisfiable' when nothing of the file lies in it.
 */
export function readRange(header: string | null, size: number): ByteRange | null | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (match === null) return null
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return null
  if (from === '') {
    const length = Math.min(Number(to), size)
    return length === 0 ? 'unsatisfiable' : { first: size - length, last: size - 1 }
  }
  const first = Number(from)
  if (to !== '' && Number(to) < first) return null
  if (first >= size) return 'unsatisfiable'
  return { first, last: to === '' ? size - 1 : Math.min(Number(to), size - 1) }
}
