import type { VideoFacts } from '../../../src-shared/plans/media.ts'
import { plainClip } from '../../helpers/plainly.ts'

/** Two seconds of a plain 720p clip, cover of a small box. */
export const spec = plainClip({ width: 640, height: 360, frames: 60 })
export const video: VideoFacts = {
  stream: 0,
  codec: 'h264',
  width: 1280,
  height: 720,
  pixelAspect: { num: 1, den: 1 },
  rotation: 0,
  mirrored: false,
  shownWidth: 1280,
  shownHeight: 720,
  pixelFormat: 'yuv420p',
  bitDepth: 8,
  hasAlpha: false,
  range: 'limited',
  matrix: 'bt709',
  transfer: 'sdr',
  primaries: 'bt709',
  interlaced: 'no',
  rate: { num: 30, den: 1 },
  start: 0,
  duration: 10,
}
