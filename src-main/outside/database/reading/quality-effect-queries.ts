import { numberOf } from './job-queries.ts'
import type { Reading } from './queries.ts'

/** A file that was inspected, with what people said of it. `former`: another one lies there by now. */
export type PastVideoRecord = {
  job: number
  sha256: string
  people: 'approved' | 'rejected' | null
  former: boolean
  batch: string
  path: string
  rowKey: string
  language: string
  format: string
}

export const qualityEffectQueries = {
  /** Of a batch, or of all that were held against a profile; the newest first. */
  pastVideos(
    reading: Reading,
    { batch, profile, limit }: { batch: string | null; profile: string; limit: number },
  ): PastVideoRecord[] {
    type Found = Omit<PastVideoRecord, 'former' | 'rowKey'> & { former: 0 | 1; row_key: string }
    return reading
      .statements('quality-effect-read')
      .all<Found>('past_videos', {
        batch: batch === null ? null : numberOf(reading, batch),
        profile,
        limit,
      })
      .map(({ former, row_key: rowKey, ...video }) => ({ ...video, rowKey, former: former === 1 }))
  },
}
