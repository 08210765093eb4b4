import type { MotionReel, ReelPicture } from '../../../src-shared/plans/motion.ts'
import { planeSizes } from './picture-planes.ts'

/** Places in a memory lie on 64 bytes each. */
export const aligned = (bytes: number) => 64 * Math.ceil(bytes / 64)

/** For how long the planes of a picture lie in a reel's memory. */
export type Stay = {
  picture: ReelPicture
  /** The reel's frames from which on they are wanted, and from which on no more. */
  from: number
  to: number
  /** Bytes from the start of the room for pictures. */
  address: number
  /** Bytes of the planes y, u, v and alpha, which lie one behind the other, each `aligned`. */
  planes: number[]
}

export type Stays = {
  all: Stay[]
  /** For each of the reel's pictures, its stay; several pictures may have one. */
  of: Stay[]
  /** The room for pictures that it takes. */
  bytes: number
}

/** When the pictures of a reel come and go, and where they lie: who comes takes the place of who is gone. */
export function picturesStays({
  pictures,
  pixelFormat,
}: Pick<MotionReel, 'pictures' | 'pixelFormat'>): Stays {
  const inTurn = [...pictures.entries()].sort(([, a], [, b]) => a.from - b.from)
  const latest = new Map<string, Stay>()
  const all: Stay[] = []
  const of: Stay[] = []
  for (const [at, picture] of inTurn) {
    const { path, place, pictureWidth, pictureHeight, alpha, from, to } = picture
    const key = JSON.stringify([path, place.left, place.top, pictureWidth, pictureHeight, alpha !== null])
    let stay = latest.get(key)
    if (stay === undefined || stay.to < from) {
      const whole = { width: pictureWidth, height: pictureHeight }
      const planes = planeSizes(whole, pixelFormat, alpha !== null)
      stay = { picture, from, to, address: 0, planes }
      latest.set(key, stay)
      all.push(stay)
    } else stay.to = Math.max(stay.to, to)
    of[at] = stay
  }

  const bytesOf = ({ planes }: Stay) => planes.reduce((sum, bytes) => sum + aligned(bytes), 0)
  let bytes = 0
  let here: Stay[] = []
  for (const stay of all) {
    here = here.filter(({ to }) => to > stay.from)
    for (const other of here) {
      if (stay.address + bytesOf(stay) <= other.address) break
      stay.address = other.address + bytesOf(other)
    }
    here.push(stay)
    here.sort((a, b) => a.address - b.address)
    bytes = Math.max(bytes, stay.address + bytesOf(stay))
  }
  return { all, of, bytes }
}
