import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { MotionReel, ReelPicture } from '../../../src-shared/plans/motion.ts'
import type { PicturePlanes, Plane } from './picture-planes.ts'
import { aligned, picturesStays, type Stay } from './picture-stays.ts'
import { fullAxis, halfColumns, halfRows, halved, windowAt } from './reel-views.ts'
import { resampleWasm } from './resample-wasm.ts'
import {
  type Axis,
  columnTableBytes,
  type Line,
  margin,
  rowTableBytes,
  tapsOf,
  writeColumns,
  writeRows,
} from './taps.ts'

/** Draws the frames of one reel, each into one of `slots` places in its memory. */
export type ReelDrawing = {
  memory: WebAssembly.Memory
  /**
   * The frame `index` of the reel, in that slot: a view, which the next frame in the slot overwrites. Frames are drawn
   * in their order, one at a time. Rejects when a picture that comes with this frame can't be read.
   */
  draw(index: number, slot: number): Promise<Uint8Array>
}

type Resample = (
  source: number,
  rows: number,
  rowPairs: number,
  columns: number,
  columnPairs: number,
  lineLength: number,
  line: number,
  scratch: number,
  out: number,
  outStride: number,
  width: number,
  height: number,
) => void

const page = 65_536
const module = new WebAssembly.Module(Buffer.from(resampleWasm, 'base64'))

/** Places in a memory, one after the other, on 64 bytes each. */
function addresses(from: number) {
  let next = from
  return {
    take(bytes: number): number {
      const address = next
      next += aligned(bytes)
      return address
    },
    end: () => next,
  }
}

/**
 * Lays out a reel in a memory that nothing else may be drawn in meanwhile. `read` gives the planes of one of its pictures;
 * it is asked when the picture comes. `memoryFor` gives a memory that is grown to the bytes it is told. Throws a
 * `StudioError` when it is too much for a memory.
 */
export function createReelDrawing(
  reel: MotionReel,
  read: (picture: ReelPicture) => Promise<PicturePlanes>,
  slots: number,
  memoryFor: (bytes: number) => WebAssembly.Memory,
): ReelDrawing {
  const isHalved = reel.pixelFormat === 'yuv420p'
  const chromaWidth = isHalved ? reel.width / 2 : reel.width
  const chromaHeight = isHalved ? reel.height / 2 : reel.height
  const lumaBytes = reel.width * reel.height
  const chromaBytes = chromaWidth * chromaHeight
  const frameBytes = lumaBytes + 2 * chromaBytes

  const space = addresses(0)
  const scratch = space.take(16)
  const sizes = reel.pictures.map(tableSizes)
  const most = (of: (size: TableSizes) => number) => Math.max(0, ...sizes.map(of))
  // Behind the line, what the last pixels of a row may read but never use.
  const line = space.take(2 * most((size) => size.line) + 64)
  const rows = space.take(most((size) => size.rows))
  const columns = space.take(most((size) => size.columns))
  const stays = picturesStays(reel)
  const room = space.take(stays.bytes)
  // The last stretch of a plane's last row may be read beyond its end: the frames lie there.
  const frames = Array.from({ length: slots }, () => space.take(frameBytes))
  const memory = memoryFor(space.end() + 64)
  growTo(memory, space.end() + 64)
  const { exports } = new WebAssembly.Instance(module, { motion: { memory } })
  const resample = exports.resample as Resample
  const bytes = new Uint8Array(memory.buffer)
  const writer = { int32: new Int32Array(memory.buffer), int16: new Int16Array(memory.buffer) }

  const laid = new Map<Stay, LaidPlanes>()
  const lay = async (stay: Stay) => {
    const { y, u, v, alpha } = await read(stay.picture)
    const place = addresses(room + stay.address)
    const put = (plane: Plane): LaidPlane => {
      const address = place.take(plane.bytes.length)
      bytes.set(plane.bytes, address)
      return { address, stride: plane.stride }
    }
    laid.set(stay, { y: put(y), u: put(u), v: put(v), alpha: alpha === null ? null : put(alpha) })
  }

  const drawPlane = (plane: LaidPlane, table: Tables, out: number, outStride: number) => {
    const source = plane.address + margin + table.first
    resample(
      source,
      rows,
      table.rowPairs,
      columns,
      table.columnPairs,
      table.lineLength,
      line,
      scratch,
      out,
      outStride,
      table.width,
      table.height,
    )
  }
  const writeTables = (across: Axis, down: Axis, stride: number): Tables => {
    writeRows(writer, rows, down, stride)
    return {
      ...writeColumns(writer, columns, across),
      rowPairs: tapsOf(down.step) / 2,
      columnPairs: tapsOf(across.step) / 2,
      width: across.count,
      height: down.count,
    }
  }

  const drawPicture = (picture: ReelPicture, planes: LaidPlanes, clock: number, frame: number) => {
    const seen = windowAt(picture, clock)
    const { pictureWidth, pictureHeight, width, height, x, y } = picture
    const full = writeTables(
      fullAxis(seen.left, seen.width, width, pictureWidth),
      fullAxis(seen.top, seen.height, height, pictureHeight),
      planes.y.stride,
    )
    drawPlane(planes.y, full, frame + y * reel.width + x, reel.width)
    if (picture.alpha !== null && planes.alpha !== null) {
      drawPlane(planes.alpha, full, frame + picture.alpha.y * reel.width + picture.alpha.x, reel.width)
    }
    const colour = isHalved
      ? writeTables(
          halfColumns(seen.left, seen.width, width, pictureWidth),
          halfRows(seen.top, seen.height, height, pictureHeight),
          planes.u.stride,
        )
      : full
    const at = isHalved ? (y / 2) * chromaWidth + x / 2 : y * chromaWidth + x
    drawPlane(planes.u, colour, frame + lumaBytes + at, chromaWidth)
    drawPlane(planes.v, colour, frame + lumaBytes + chromaBytes + at, chromaWidth)
  }

  // What each slot shows in each place: a picture that stands still is drawn once for each slot.
  const shown = frames.map(() => new Map<string, string>())
  return {
    memory,
    async draw(index, slot) {
      for (const stay of laid.keys()) if (stay.to <= index) laid.delete(stay)
      for (const stay of stays.all) {
        if (stay.from <= index && index < stay.to && !laid.has(stay)) await lay(stay)
      }
      const frame = frames[slot]!
      for (const [at, picture] of reel.pictures.entries()) {
        const since = index - picture.from
        if (since < 0 || index >= picture.to || since % picture.every !== 0) continue
        const clock = picture.clock + since / picture.every
        const place = `${picture.x} ${picture.y}`
        const seen = JSON.stringify([at, windowAt(picture, clock)])
        if (shown[slot]!.get(place) === seen) continue
        drawPicture(picture, laid.get(stays.of[at]!)!, clock, frame)
        shown[slot]!.set(place, seen)
      }
      return bytes.subarray(frame, frame + frameBytes)
    },
  }
}

function growTo(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / page)
  if (missing <= 0) return
  try {
    memory.grow(missing)
  } catch (cause) {
    throw new StudioError({
      code: 'motion.too-large',
      message: `The moving pictures of one stretch of the video need ${Math.ceil(bytes / 1e6)} MB at a time.`,
      whatToDo: 'Use fewer or smaller moving pictures in one scene, or a smaller format.',
      cause,
    })
  }
}

/** Where a plane lies in the memory. */
type LaidPlane = { address: number; stride: number }

type LaidPlanes = { y: LaidPlane; u: LaidPlane; v: LaidPlane; alpha: LaidPlane | null }

/** What the tables say beside their bytes. */
type Tables = Line & { rowPairs: number; columnPairs: number; width: number; height: number }

type TableSizes = { line: number; rows: number; columns: number }

/** Room for the tables of a picture at any view between its first and its last. */
function tableSizes(picture: ReelPicture): TableSizes {
  const zoom = Math.min(picture.motion.from.zoom, picture.motion.to.zoom)
  const across = picture.pictureWidth / zoom / picture.width
  const down = picture.pictureHeight / zoom / picture.height
  // The rounding of a step must not need more room than there is.
  const slack = 1 + 1e-9
  return {
    line: 32 * Math.ceil((halved(picture.width) * 2 * across * slack + tapsOf(across * slack) + 34) / 32),
    rows: rowTableBytes(picture.height, down * slack),
    columns: columnTableBytes(picture.width, across * slack),
  }
}
