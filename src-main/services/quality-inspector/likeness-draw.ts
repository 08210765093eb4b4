import { createHash } from 'node:crypto'
import type { InspectionWish } from '../../../src-shared/quality/wish.ts'
import type { Codec } from '../../../src-shared/templates/formats.ts'

/** Says which finished videos of a batch are compared with their plan. */
export type LikenessDraw = {
  /** The seed by which the places are drawn that are compared; null: the video is not drawn. Asked when it is looked at. */
  seedOf(video: { row: string; language: string; format: string; codec: Codec }): number | null
}

/**
 * The first video of each format, and one in so many of the others, by a hash of what it is: the same seed draws the same
 * ones, in whatever order they are made. A GIF has 256 colours and dots for all others, on purpose: how unlike its plan that
 * makes it says nothing of a fault.
 */
export function drawLikeness(wish: InspectionWish['likeness'], batch: string): LikenessDraw {
  const seen = new Set<string>()
  return {
    seedOf({ row, language, format, codec }) {
      if (wish === undefined || codec === 'gif') return null
      const digest = createHash('sha256').update(JSON.stringify([wish.seed ?? batch, row, language, format]))
      const bytes = digest.digest()
      const isFirst = !seen.has(format)
      seen.add(format)
      return isFirst || bytes.readUInt32BE(0) % wish.every === 0 ? bytes.readUInt32BE(4) : null
    },
  }
}
