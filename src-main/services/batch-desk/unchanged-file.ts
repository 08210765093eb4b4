import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import type { OutputFacts } from '../../../src-shared/batches/batch.ts'

const chunkBytes = 256 * 1024

/**
 * Whether the file that stands under `path` is, byte for byte, the one that is known: its size, then its SHA-256, read
 * as a stream. One that is not there, that can't be read, or that changes meanwhile is not. Rejects with the signal's
 * reason.
 */
export async function isStillThere(
  path: string,
  known: Pick<OutputFacts, 'bytes' | 'sha256'>,
  signal: AbortSignal,
): Promise<boolean> {
  // Looked at before it is opened: a pipe would keep whoever opens it waiting.
  const found = await stat(path).catch(() => null)
  if (found === null || !found.isFile() || found.size !== known.bytes) return false
  const handle = await open(path).catch(() => null)
  if (handle === null) return false
  try {
    const hash = createHash('sha256')
    const chunk = Buffer.allocUnsafe(chunkBytes)
    for (;;) {
      signal.throwIfAborted()
      const { bytesRead } = await handle.read(chunk)
      if (bytesRead === 0) break
      hash.update(chunk.subarray(0, bytesRead))
    }
    const { size, mtimeMs } = await handle.stat()
    return size === found.size && mtimeMs === found.mtimeMs && hash.digest('hex') === known.sha256
  } catch {
    signal.throwIfAborted()
    return false
  } finally {
    await handle.close()
  }
}
