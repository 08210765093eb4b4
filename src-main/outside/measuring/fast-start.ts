import { type FileHandle, open } from 'node:fs/promises'

/** Boxes at the top of a file that are looked at; a hostile one may have millions. */
const mostBoxes = 10_000

/**
 * Whether an MP4 or MOV says what is in it before it holds it, so that it plays before all of it is there. Null when it is
 * no such file, or not whole.
 */
export async function isFastStart(path: string): Promise<boolean | null> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    let index: number | null = null
    let media: number | null = null
    let at = 0
    for (let boxes = 0; at < size && boxes < mostBoxes; boxes++) {
      const box = await boxAt(file, at, size)
      if (box === null) return null
      if (at === 0 && !/^(ftyp|moov|mdat|wide|free|skip|pnot)$/.test(box.type)) return null
      if (box.type === 'moov') index ??= at
      if (box.type === 'mdat') media ??= at
      if (index !== null && media !== null) return index < media
      at += box.length
    }
    return null
  } finally {
    await file.close()
  }
}

/** A box says its length, then its type. A length of 1: it follows in 64 bits; of 0: up to the end of the file. */
async function boxAt(
  file: FileHandle,
  at: number,
  size: number,
): Promise<{ type: string; length: number } | null> {
  const head = Buffer.alloc(16)
  const { bytesRead } = await file.read(head, 0, 16, at)
  if (bytesRead < 8) return null
  const short = head.readUInt32BE(0)
  const type = head.toString('latin1', 4, 8)
  if (short === 1 && bytesRead < 16) return null
  const length = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? size - at : short
  return length < 8 ? null : { type, length }
}
