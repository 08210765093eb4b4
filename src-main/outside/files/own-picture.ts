import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'

// A PNG ends with an empty chunk (PNG specification, 11.2.5). A chunk of text before it says who made the picture.
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const end = chunk('IEND', Buffer.alloc(0))
const mark = Buffer.concat([chunk('tEXt', Buffer.from('Software\0Reelmill', 'latin1')), end])

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** Marks a PNG as made by Reelmill; its pixels stay. Rejects when the file is no whole PNG. */
export async function markPicture(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const at = (await file.stat()).size - end.length
    if (at < signature.length || !(await has(file, end, at))) throw new Error(`${path} is no whole PNG`)
    await file.write(mark, 0, mark.length, at)
  } finally {
    await file.close()
  }
}

/** Whether a file is a PNG that `markPicture` marked. */
export async function isOwnPicture(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    return (await has(file, signature, 0)) && (await has(file, mark, size - mark.length))
  } finally {
    await file.close()
  }
}

async function has(file: Awaited<ReturnType<typeof open>>, bytes: Buffer, at: number): Promise<boolean> {
  if (at < 0) return false
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes.length), 0, bytes.length, at)
  return bytesRead === bytes.length && buffer.equals(bytes)
}
