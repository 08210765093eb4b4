import type { Answers, CommandName, ParsedPayload } from '../../src-shared/contract/commands.ts'
import { idOf, type NewestBatch, targetsOf } from './batch-names.ts'
import type { Handlers } from './create-api.ts'

type QueueCommand = Extract<CommandName, `queue.${string}`>
type NameOf<C extends QueueCommand> = C extends `queue.${infer N}` ? N : never
type AnswerOf<A> = A extends null ? unknown : A

/** What can be done with the queue: `show`, `pause` and so on, with the payloads of the contract. Each `last` is an id by then. */
type QueueActions = {
  [C in QueueCommand as NameOf<C>]: (
    payload: ParsedPayload<C>,
  ) => AnswerOf<Answers[C]> | Promise<AnswerOf<Answers[C]>>
}

export function queueHandlers(
  office: () => Promise<{ desk: { queue: QueueActions }; store: NewestBatch }>,
): Pick<Handlers, QueueCommand> {
  const queue = async () => (await office()).desk.queue
  /** Payloads about many, and about one. */
  const many = async <P extends { targets: ParsedPayload<'queue.pause'>['targets'] }>(payload: P) => {
    const { desk, store } = await office()
    return { queue: desk.queue, payload: { ...payload, targets: targetsOf(store, payload.targets) } }
  }
  const one = async <P extends { batch: string }>(payload: P) => {
    const { desk, store } = await office()
    return { queue: desk.queue, store, payload: { ...payload, batch: idOf(store, payload.batch) } }
  }
  return {
    'queue.show': async (payload) => (await queue()).show(payload),
    async 'queue.work'(payload) {
      await (await queue()).work(payload)
      return null
    },
    async 'queue.pause'(asked) {
      const { queue, payload } = await many(asked)
      return queue.pause(payload)
    },
    async 'queue.resume'(asked) {
      const { queue, payload } = await many(asked)
      return queue.resume(payload)
    },
    async 'queue.cancel'(asked) {
      const { queue, payload } = await many(asked)
      return queue.cancel(payload)
    },
    async 'queue.retry'(asked) {
      const { queue, payload } = await many(asked)
      return queue.retry(payload)
    },
    async 'queue.skip'(asked) {
      const { queue, payload } = await many(asked)
      return queue.skip(payload)
    },
    async 'queue.priority'(asked) {
      const { queue, payload } = await many(asked)
      return queue.priority(payload)
    },
    async 'queue.move'(asked) {
      const { queue, payload } = await many(asked)
      return queue.move(payload)
    },
    async 'queue.place'(asked) {
      const { queue, payload, store } = await one(asked)
      await queue.place({ ...payload, before: payload.before === null ? null : idOf(store, payload.before) })
      return null
    },
    async 'queue.deadline'(asked) {
      const { queue, payload } = await one(asked)
      await queue.deadline(payload)
      return null
    },
    async 'queue.begin'(asked) {
      const { queue, payload } = await one(asked)
      await queue.begin(payload)
      return null
    },
    async 'queue.after'(asked) {
      const { queue, payload, store } = await one(asked)
      const ids = (batches: string[]) => batches.map((batch) => idOf(store, batch))
      await queue.after({
        ...payload,
        after: ids(payload.after),
        afterApproval: ids(payload.afterApproval),
      })
      return null
    },
    async 'queue.approve'(asked) {
      const { queue, payload } = await one(asked)
      await queue.approve(payload)
      return null
    },
  }
}
