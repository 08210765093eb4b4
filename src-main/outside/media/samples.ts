import { open, stat, writeFile } from 'node:fs/promises'

/** Reads interleaved 32-bit samples of a raw file: `count` of them from sample `from` on, or fewer at its end. */
export async function readFloats(path: string, from: number, count: number): Promise<Float32Array> {
  const buffer = Buffer.alloc(count * 4)
  const file = await open(path)
  try {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, from * 4)
    return new Float32Array(buffer.buffer, buffer.byteOffset, Math.floor(bytesRead / 4)).slice()
  } finally {
    await file.close()
  }
}

/** Puts samples into a raw file, over those from sample `at` on; it grows when they reach beyond its end. */
export async function putFloats(path: string, at: number, samples: Float32Array): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.write(
      Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength),
      0,
      samples.byteLength,
      at * 4,
    )
  } finally {
    await file.close()
  }
}

export async function writeFloats(path: string, samples: Float32Array): Promise<void> {
  await writeFile(path, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength))
}

export async function countFloats(path: string): Promise<number> {
  return Math.floor((await stat(path)).size / 4)
}

/** Hands a raw file of 16-bit samples on, `size` at a time, the last piece being what is left. */
export async function eachPiece(
  path: string,
  size: number,
  take: (samples: Int16Array) => void,
): Promise<void> {
  const file = await open(path)
  try {
    const buffer = Buffer.alloc(size * 2)
    for (let at = 0; ; ) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
      if (bytesRead < 2) return
      take(new Int16Array(buffer.buffer, buffer.byteOffset, Math.floor(bytesRead / 2)).slice())
      at += bytesRead
    }
  } finally {
    await file.close()
  }
}
