import type { Rate } from '../templates/formats.ts'
import type { PlacedMove, View } from './plan.ts'
import type { RasterPlace } from './rasters.ts'

/**
 * Still pictures that move slowly, as raw frames for one segment: a single stream, in which pictures that show at the
 * same time have places of their own, or take turns. ffmpeg's own filters move a picture either by whole pixels, which jitters, or at many times the cost.
 */
export type MotionReel = {
  /** Planar, 8 bits, BT.709 limited range. */
  pixelFormat: 'yuv420p' | 'yuv444p'
  /** Of each raw frame, in pixels; even. */
  width: number
  height: number
  frames: number
  rate: Rate
  pictures: ReelPicture[]
}

/** One picture in a reel. What of the raw frame no picture covers is undefined. */
export type ReelPicture = {
  /** A PNG (straight alpha), the visible part of a picture of `pictureWidth` x `pictureHeight`; the rest is clear. */
  path: string
  place: RasterPlace
  pictureWidth: number
  pictureHeight: number
  /** Where in the raw frame it is put, and how large. All even. Places are the same or don't touch. */
  x: number
  y: number
  width: number
  height: number
  /** Where in the raw frame its alpha is put, as luma of the full range 0..255 (chroma undefined); null: it is opaque. */
  alpha: { x: number; y: number } | null
  /** First frame of the reel in which it shows, and the one after its last; of these it shows in each `every`th. */
  from: number
  to: number
  every: number
  /** Frame of the picture's own clock at the reel's frame `from` (one on each time it shows), and how many it lives. */
  clock: number
  life: number
  /**
   * What is seen of the picture: at share s of the way from `from` to `to` (frame k of its clock is share
   * k / (life - 1), eased) a window of 1/zoom of its width and height, whose middle lies at (1 + x * (1 - 1/zoom)) / 2 of
   * the width, likewise for y.
   */
  motion: { from: View; to: View; easing: PlacedMove['easing'] }
}
