import { open } from 'node:fs/promises'
import sharp from 'sharp'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { ReelPicture } from '../../../src-shared/plans/motion.ts'
import { type PicturePlanes, picturePlanes } from './picture-planes.ts'

sharp.cache(false)
sharp.concurrency(1)

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Reads pictures and keeps those that were asked for last. */
type PictureReader = {
  /** Throws a `StudioError` that names the file. */
  read(picture: ReelPicture, pixelFormat: 'yuv420p' | 'yuv444p'): Promise<PicturePlanes>
}

/** `keep`: bytes of planes that are kept for the next reel; one picture is kept whatever its size. */
export function createPictureReader(keep: number): PictureReader {
  // A map keeps the order of its entries: the first is the one that was asked for longest ago.
  const kept = new Map<string, PicturePlanes>()
  return {
    async read(picture, pixelFormat) {
      const file = await readFile(picture.path)
      const { place, pictureWidth, pictureHeight } = picture
      const key = JSON.stringify([
        picture.path,
        file.changed,
        file.size,
        place.left,
        place.top,
        pictureWidth,
        pictureHeight,
        pixelFormat,
        picture.alpha !== null,
      ])
      let planes = kept.get(key)
      if (planes === undefined) {
        const part = await decode(await file.bytes(), picture)
        const whole = { width: pictureWidth, height: pictureHeight }
        planes = picturePlanes(part, place, whole, pixelFormat, picture.alpha !== null)
      } else await file.leave()
      kept.delete(key)
      kept.set(key, planes)
      let bytes = [...kept.values()].reduce((sum, each) => sum + bytesOf(each), 0)
      for (const [oldest, each] of kept) {
        if (bytes <= keep || oldest === key) break
        kept.delete(oldest)
        bytes -= bytesOf(each)
      }
      return planes
    },
  }
}

function bytesOf({ y, u, v, alpha }: PicturePlanes): number {
  return [y, u, v, alpha].reduce((sum, plane) => sum + (plane?.bytes.length ?? 0), 0)
}

type File = { changed: string; size: string; bytes(): Promise<Buffer>; leave(): Promise<void> }

/** One handle for its state and its bytes: a file that is replaced in between is not taken for the old one. */
async function readFile(path: string): Promise<File> {
  const missing = (cause: unknown) =>
    new StudioError({
      code: 'motion.picture.unreadable',
      message: `The prepared picture ${path} can't be read: ${cause instanceof Error ? cause.message : cause}.`,
      whatToDo: 'Start the batch again; the picture is prepared anew.',
      cause,
    })
  try {
    const handle = await open(path)
    try {
      const state = await handle.stat({ bigint: true })
      return {
        changed: `${state.mtimeNs}`,
        size: `${state.size}`,
        async bytes() {
          try {
            return await handle.readFile()
          } catch (cause) {
            throw missing(cause)
          } finally {
            await handle.close()
          }
        },
        leave: () => handle.close(),
      }
    } catch (error) {
      await handle.close()
      throw error
    }
  } catch (cause) {
    throw missing(cause)
  }
}

async function decode(bytes: Buffer, { path, place }: ReelPicture) {
  const broken = (what: string, cause?: unknown) =>
    new StudioError({
      code: 'motion.picture.broken',
      message: `The prepared picture ${path} is damaged: ${what}.`,
      whatToDo: 'Start the batch again; the picture is prepared anew.',
      cause,
    })
  // Only what says that it is a PNG reaches a decoder, and so only that of PNG.
  if (!bytes.subarray(0, pngSignature.length).equals(pngSignature)) throw broken('it is not a PNG')
  let decoded: { data: Buffer; info: { width: number; height: number; channels: number } }
  try {
    decoded = await sharp(bytes, { failOn: 'warning' })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
  } catch (error) {
    throw broken(error instanceof Error ? error.message.split('\n')[0]! : String(error), error)
  }
  const { data, info } = decoded
  if (info.channels !== 4 || info.width !== place.width || info.height !== place.height) {
    throw broken(`it has ${info.width} x ${info.height} pixels instead of ${place.width} x ${place.height}`)
  }
  return { data, width: info.width, height: info.height }
}
