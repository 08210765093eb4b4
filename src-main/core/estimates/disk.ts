import type { Codec, Quality } from '../../../src-shared/templates/formats.ts'

/** Bytes of a coded pixel, as measured of moving pictures with grain: what a batch expects before it has seen its own. */
const starting: Record<Codec, Record<Quality, number>> = {
  h264: { draft: 0.03, standard: 0.05, high: 0.07 },
  hevc: { draft: 0.02, standard: 0.03, high: 0.05 },
  vp9: { draft: 0.02, standard: 0.03, high: 0.05 },
  av1: { draft: 0.01, standard: 0.03, high: 0.04 },
  prores: { draft: 0.2, standard: 0.3, high: 0.45 },
  gif: { draft: 0.4, standard: 0.4, high: 0.4 },
}

/** What a coded pixel is expected to take. */
export function bytesPerPixel(codec: Codec, quality: Quality): number {
  return starting[codec][quality]
}
