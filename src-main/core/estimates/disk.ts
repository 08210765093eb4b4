import type { Codec, Quality } from '../../../src-shared/templates/formats.ts'

/**
 * Bytes of a coded pixel, of what a batch expects before it has seen its own. Measured with ffmpeg 7.0, 72 frames of 720p,
 * settings as in `ffmpeg-commands`: a photograph that moves, once clean with pictures over it and once with grain; the
 * geometric mean of both, between which lies a factor of eight in H.264. A GIF depends little on grain.
 */
const starting: Record<Codec, Record<Quality, number>> = {
  h264: { draft: 0.006, standard: 0.025, high: 0.053 },
  hevc: { draft: 0.002, standard: 0.01, high: 0.022 },
  vp9: { draft: 0.009, standard: 0.012, high: 0.024 },
  av1: { draft: 0.004, standard: 0.01, high: 0.013 },
  prores: { draft: 0.24, standard: 0.35, high: 0.52 },
  gif: { draft: 0.7, standard: 0.7, high: 0.7 },
}

/** What a coded pixel is expected to take, as long as nothing was seen of the batch itself. */
export const bytesPerPixel = (codec: Codec, quality: Quality): number => starting[codec][quality]
