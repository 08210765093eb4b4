import type { reviewCommands } from '../../src-shared/contract/review.ts'
import type { ReviewDesk } from '../services/review-desk/review-desk.ts'
import { idOf, type NewestBatch } from './batch-names.ts'
import type { Handlers } from './create-api.ts'

type ReviewOffice = { review: ReviewDesk; store: NewestBatch }

export function reviewHandlers(
  office: () => Promise<ReviewOffice>,
): Pick<Handlers, keyof typeof reviewCommands> {
  /** `last` is an id by then. */
  const named = async (batch: string) => {
    const { review, store } = await office()
    return { review, batch: idOf(store, batch) }
  }
  const viewed = async <A extends { of: { batch: string } | { sample: number } }>(asked: A) => {
    const { review, store } = await office()
    return {
      review,
      asked: 'batch' in asked.of ? { ...asked, of: { batch: idOf(store, asked.of.batch) } } : asked,
    }
  }
  const desk = async () => (await office()).review
  return {
    async 'review.items'(payload) {
      const { review, asked } = await viewed(payload)
      return review.items(asked)
    },
    async 'review.numbers'(payload) {
      const { review, asked } = await viewed(payload)
      return review.numbers(asked)
    },
    'review.item': async ({ job }) => (await desk()).item(job),
    'review.decide': async (asked) => (await desk()).decide(asked),
    'review.undo': async ({ decisions }) => (await desk()).undo(decisions),
    'review.comment': async (asked) => (await desk()).comment(asked),
    'review.change-comment': async ({ comment, words }) => (await desk()).changeComment(comment, words),
    'review.remove-comment': async ({ comment, removed }) => (await desk()).removeComment(comment, removed),
    async 'review.status'(asked) {
      const { review, batch } = await named(asked.batch)
      return review.status(batch)
    },
    async 'review.gate'({ batch: name, approvals }) {
      const { review, batch } = await named(name)
      return review.setApprovals(batch, approvals)
    },
    'review.default-gate': async ({ approvals }) => (await desk()).standardApprovals(approvals),
    async 'review.statistics'(asked) {
      if (!('batch' in asked)) return (await desk()).statistics(asked)
      const { review, batch } = await named(asked.batch)
      return review.statistics({ batch })
    },
    'review.scope': async (asked) => (await desk()).scope(asked),
  }
}
