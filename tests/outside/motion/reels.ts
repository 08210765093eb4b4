import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { createMotionStage, type MotionStage } from '../../../src-main/outside/motion/motion-stage.ts'
import type { MotionReel, ReelPicture } from '../../../src-shared/plans/motion.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

export const workerFile = new URL('../../../src-main/outside/motion/motion-worker.ts', import.meta.url)

/** Straight RGBA. */
export type Picture = { data: Uint8Array; width: number; height: number }

/** A picture by a rule for each pixel: red, green, blue and, when it isn't opaque, alpha. */
export function painted(width: number, height: number, rule: (x: number, y: number) => number[]): Picture {
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.set([...rule(x, y), 255].slice(0, 4), (y * width + x) * 4)
  }
  return { data, width, height }
}

export async function writePng(path: string, { data, width, height }: Picture): Promise<void> {
  await writeFile(
    path,
    await sharp(data, { raw: { width, height, channels: 4 } })
      .png()
      .toBuffer(),
  )
}

/** A folder, and a stage that is closed afterwards. */
export async function withStage<T>(
  work: (stage: MotionStage, folder: string) => Promise<T>,
  setup: { threads?: number; idle?: number } = {},
): Promise<T> {
  return withTempFolder(async (folder) => {
    const stage = createMotionStage({ threads: 1, workerFile, ...setup })
    try {
      return await work(stage, folder)
    } finally {
      await stage.close()
    }
  })
}

const still = { zoom: 1, x: 0, y: 0 }

/** A picture as large as its file, for as long as `frames`; what matters to a test is given. */
export function moving(
  path: string,
  { width, height }: { width: number; height: number },
  frames: number,
  given: Partial<ReelPicture> = {},
): ReelPicture {
  return {
    path,
    place: { left: 0, top: 0, width, height, opaque: true },
    pictureWidth: width,
    pictureHeight: height,
    x: 0,
    y: 0,
    width,
    height,
    alpha: null,
    from: 0,
    to: frames,
    every: 1,
    clock: 0,
    life: frames,
    motion: { from: still, to: still, easing: 'linear' },
    ...given,
  }
}

/** A raw frame just large enough for its pictures. */
export function reelOf(pictures: ReelPicture[], given: Partial<MotionReel> = {}): MotionReel {
  const edges = pictures.flatMap((each) => [
    each,
    ...(each.alpha === null ? [] : [{ ...each, ...each.alpha }]),
  ])
  return {
    pixelFormat: 'yuv420p',
    width: Math.max(...edges.map(({ x, width }) => x + width)),
    height: Math.max(...edges.map(({ y, height }) => y + height)),
    frames: Math.max(...pictures.map(({ to }) => to)),
    rate: { num: 30, den: 1 },
    pictures,
    ...given,
  }
}

export async function framesOf(stage: MotionStage, reel: MotionReel): Promise<Uint8Array[]> {
  const frames: Uint8Array[] = []
  await stage.play(
    reel,
    async (frame) => void frames.push(new Uint8Array(frame)),
    new AbortController().signal,
  )
  return frames
}

/** One plane of a raw frame, or a part of it. */
export type Samples = { at(x: number, y: number): number; width: number; height: number }

/** `plane` 0, 1, 2; the part is given in luma pixels. */
export function samplesOf(
  frame: Uint8Array,
  reel: MotionReel,
  plane: 0 | 1 | 2,
  part: { x: number; y: number; width: number; height: number } = { x: 0, y: 0, ...reel },
): Samples {
  const share = plane > 0 && reel.pixelFormat === 'yuv420p' ? 2 : 1
  const [width, height] = [reel.width / share, reel.height / share]
  const start = plane === 0 ? 0 : reel.width * reel.height + (plane - 1) * width * height
  const [left, top] = [part.x / share, part.y / share]
  return {
    at: (x, y) => frame[start + (top + y) * width + left + x]!,
    width: part.width / share,
    height: part.height / share,
  }
}
