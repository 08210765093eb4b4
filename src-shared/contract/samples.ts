import { z } from 'zod'
import { type Sample, type SamplePreview, samplingPlan, seedOfSample } from '../review/sampling.ts'

const batch = z.string().min(1).max(100)
/** Without a seed, one is drawn by chance; it is kept with the sample. */
const drawn = z.strictObject({ batch, plan: samplingPlan, seed: seedOfSample.optional() })

export const sampleCommands = {
  /** What `review.sample` would draw now; nothing is kept. */
  'review.preview-sample': drawn,
  /** Draws a sample from the videos of a batch that lie there. It becomes what the batch's gate asks for. */
  'review.sample': drawn,
  /** Newest first, at most 100. */
  'review.samples': z.strictObject({ batch }),
  /** A lot that was decided by it is kept: the lots after it follow from that. */
  'review.drop-sample': z.strictObject({ sample: z.int().positive() }),
} as const

export type SampleAnswers = {
  'review.preview-sample': SamplePreview
  'review.sample': Sample
  'review.samples': { samples: Sample[] }
  'review.drop-sample': null
}
