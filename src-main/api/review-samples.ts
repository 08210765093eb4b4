import type { sampleCommands } from '../../src-shared/contract/samples.ts'
import type { SampleDesk } from '../services/review-desk/samples.ts'
import { idOf, type NewestBatch } from './batch-names.ts'
import type { Handlers } from './create-api.ts'

type SampleOffice = { review: { samples: SampleDesk }; store: NewestBatch }

export function reviewSampleHandlers(
  office: () => Promise<SampleOffice>,
): Pick<Handlers, keyof typeof sampleCommands> {
  return {
    async 'review.preview-sample'({ batch, plan, seed }) {
      const { review, store } = await office()
      return review.samples.preview(idOf(store, batch), plan, seed)
    },
    async 'review.sample'({ batch, plan, seed }) {
      const { review, store } = await office()
      return review.samples.draw(idOf(store, batch), plan, seed)
    },
    async 'review.samples'({ batch }) {
      const { review, store } = await office()
      return { samples: await review.samples.of(idOf(store, batch)) }
    },
    async 'review.drop-sample'({ sample }) {
      await (await office()).review.samples.drop(sample)
      return null
    },
  }
}
