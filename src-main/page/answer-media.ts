import { type FileHandle, open } from 'node:fs/promises'
import type { Api } from '../../src-shared/contract/commands.ts'
import { toErrorShape } from '../../src-shared/contract/errors.ts'
import { mediaAddress } from '../../src-shared/contract/media.ts'
import { type ByteRange, readRange } from './byte-range.ts'

const chunkBytes = 256 * 1024

/**
 * Answers a request for what lies at a media address, whole or in ranges; `address`: what stands in the request's URL
 * after the door's own part of it. An address names a job, a template or what an answer told of, never a path: where
 * the file lies, and whether there is one, the studio says.
 */
export async function answerMedia(
  request: { method: string; range: string | null; address: string },
  api: Api,
): Promise<Response> {
  const { method } = request
  if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'Only GET and HEAD.')
  const address = addressIn(request.address)
  if (address === null) return refuse(404, 'There is nothing at this address.')
  let handle: FileHandle
  let mime: string
  try {
    const file = await api.ask('media.file', { address })
    mime = file.mime
    handle = await open(file.path)
  } catch (error) {
    return refuse(404, toErrorShape(error).message)
  }
  try {
    const { size } = await handle.stat()
    const range = readRange(request.range, size)
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
    if (method === 'HEAD' || size === 0) {
      await handle.close()
      return new Response(null, { status, headers })
    }
    return new Response(streamOf(handle, { first, last }), { status, headers })
  } catch (error) {
    await handle.close()
    return refuse(500, toErrorShape(error).message)
  }
}

/** The address in what a player asks for; null when it is not written exactly so. */
function addressIn(asked: string): string | null {
  // A player says after # where it begins to play; after ? which state of a picture is meant.
  const match = /^([\w.~%/-]+)(\?\w*)?(#t=[\d.]+)?$/.exec(asked)
  return match !== null && mediaAddress.safeParse(match[1]).success ? match[1]! : null
}

/** A file that changes under its address must not be remembered, nor be taken for anything but media. */
const safety = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
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
