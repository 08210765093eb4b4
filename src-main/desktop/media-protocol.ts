import { type FileHandle, open } from 'node:fs/promises'
import type { Api } from '../../src-shared/contract/commands.ts'
import { toErrorShape } from '../../src-shared/contract/errors.ts'
import { type ByteRange, readRange } from './byte-range.ts'

const chunkBytes = 256 * 1024

/**
 * Answers `reelmill-media://job/<number>` with the finished file of that job, whole or in ranges. The address names a
 * job and nothing else: where its file lies, and whether there is one, the studio says.
 */
export async function answerMedia(request: Request, api: Api): Promise<Response> {
  const job = jobOf(request.url)
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET and HEAD.')
  if (job === null) return refuse(404, 'There is nothing at this address.')
  let handle: FileHandle
  let mime: string
  try {
    const file = await api.ask('job.file', { job })
    mime = file.mime
    handle = await open(file.path)
  } catch (error) {
    return refuse(404, toErrorShape(error).message)
  }
  try {
    const { size } = await handle.stat()
    const range = readRange(request.headers.get('range'), size)
    if (range === 'unsatisfiable') {
      await handle.close()
      return refuse(416, 'The file is shorter than that.', { 'content-range': `bytes */${size}` })
    }
    const { first, last } = range ?? { first: 0, last: size - 1 }
    const headers: Record<string, string> = {
      ...safety,
      'content-type': mime,
      'content-length': String(last - first + 1),
      'accept-ranges': 'bytes',
    }
    if (range !== null) headers['content-range'] = `bytes ${first}-${last}/${size}`
    const status = range === null ? 200 : 206
    if (request.method === 'HEAD' || size === 0) {
      await handle.close()
      return new Response(null, { status, headers })
    }
    return new Response(streamOf(handle, { first, last }), { status, headers })
  } catch (error) {
    await handle.close()
    return refuse(500, toErrorShape(error).message)
  }
}

/** The job that an address names; null when it is not written exactly so. */
export function jobOf(address: string): number | null {
  // A player says after # where it begins to play.
  const match = /^reelmill-media:\/\/job\/([1-9]\d{0,14})(#t=[\d.]+)?$/.exec(address)
  return match === null ? null : Number(match[1])
}

/** A file that changes under its address must not be remembered, nor be taken for anything but media. */
const safety = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
}

function refuse(status: number, why: string, more: Record<string, string> = {}): Response {
  return new Response(why, { status, headers: { ...safety, 'content-type': 'text/plain', ...more } })
}

/** Reads as fast as the player takes, and lets go of the file when it turns away. */
function streamOf(handle: FileHandle, { first, last }: ByteRange): ReadableStream<Uint8Array> {
  let at = first
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const wanted = Math.min(chunkBytes, last - at + 1)
        try {
          const { bytesRead, buffer } = await handle.read(new Uint8Array(wanted), 0, wanted, at)
          at += bytesRead
          if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead))
          if (at > last || bytesRead === 0) {
            await handle.close()
            controller.close()
          }
        } catch (error) {
          await handle.close().catch(() => {})
          controller.error(error)
        }
      },
      cancel: () => handle.close(),
    },
    { highWaterMark: 1 },
  )
}
