import type { sampleCommands } from '../../src-shared/contract/samples.ts'
import type { SampleDesk } from '../services/review-desk/samples.ts'
import { idOf, type NewestBatch } from './batch-names.ts'
import type { Handlers } from './create-api.ts'

type SampleOffice = { review: { samples: SampleDesk }; store: NewestBatch }

export function reviewSampleHandlers(
  office: () => Promise<SampleOffice>,
): Pick<Handlers, keyof typeof sampleCommands> {
  /** `last` is an id by then. */
  const named = async (batch: string) => {
    const { review, store } = await office()
    return { samples: review.samples, batch: idOf(store, batch) }
  }
  return {
    async 'review.preview-sample'({ batch: name, plan, seed }) {
      const { samples, batch } = await named(name)
      return samples.preview(batch, plan, seed)
    },
    async 'review.sample'({ batch: name, plan, seed }) {
      const { samples, batch } = await named(name)
      return samples.draw(batch, plan, seed)
    },
    async 'review.samples'({ batch: name }) {
      const { samples, batch } = await named(name)
      return { samples: await samples.of(batch) }
    },
    async 'review.drop-sample'({ sample }) {
      await (await office()).review.samples.drop(sample)
      return null
    },
  }
}
