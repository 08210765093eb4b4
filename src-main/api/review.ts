import type { reviewCommands } from '../../src-shared/contract/review.ts'
import type { ReviewDesk } from '../services/review-desk/review-desk.ts'
import { idOf, type NewestBatch, ofBatch, withIds } from './batch-names.ts'
import type { Handlers } from './create-api.ts'

type ReviewOffice = { review: ReviewDesk; store: NewestBatch }

export function reviewHandlers(
  office: () => Promise<ReviewOffice>,
): Pick<Handlers, keyof typeof reviewCommands> {
  const desk = async () => (await office()).review
  return {
    async 'review.items'(asked) {
      const { review, store } = await office()
      return review.items(withIds(store, asked))
    },
    async 'review.numbers'(asked) {
      const { review, store } = await office()
      return review.numbers(withIds(store, asked))
    },
    'review.item': async ({ job }) => (await desk()).item(job),
    'review.decide': async (asked) => (await desk()).decide(asked),
    'review.undo': async ({ decisions }) => (await desk()).undo(decisions),
    'review.comment': async (asked) => (await desk()).comment(asked),
    'review.change-comment': async ({ comment, words }) => (await desk()).changeComment(comment, words),
    'review.remove-comment': async ({ comment, removed }) => (await desk()).removeComment(comment, removed),
    async 'review.status'({ batch }) {
      const { review, store } = await office()
      return review.status(idOf(store, batch))
    },
    async 'review.gate'({ batch, approvals }) {
      const { review, store } = await office()
      return review.setApprovals(idOf(store, batch), approvals)
    },
    'review.default-gate': async ({ approvals }) => (await desk()).standardApprovals(approvals),
    async 'review.statistics'(asked) {
      const { review, store } = await office()
      return review.statistics('batch' in asked ? ofBatch(store, asked) : asked)
    },
    'review.scope': async (asked) => (await desk()).scope(asked),
  }
}
