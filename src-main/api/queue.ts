import type { Answers, CommandName, ParsedPayload } from '../../src-shared/contract/commands.ts'
import { idOf, type NewestBatch, ofBatch, targetsOf } from './batch-names.ts'
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

type Act<C extends QueueCommand> = (payload: ParsedPayload<C>) => Promise<Answers[C]>
type ToMany = 'pause' | 'resume' | 'cancel' | 'retry' | 'skip' | 'priority' | 'move'
type ToOne = 'place' | 'deadline' | 'begin' | 'after' | 'approve'

export function queueHandlers(
  office: () => Promise<{ desk: { queue: QueueActions }; store: NewestBatch }>,
): Pick<Handlers, QueueCommand> {
  const queue = async () => (await office()).desk.queue
  /** Does something with many. */
  const many =
    <N extends ToMany>(name: N) =>
    async (asked: ParsedPayload<`queue.${N}`>) => {
      const { desk, store } = await office()
      const act = desk.queue[name] as Act<`queue.${N}`>
      return act({ ...asked, targets: targetsOf(store, asked.targets) })
    }
  /** Does something with one batch. */
  const one =
    <N extends ToOne>(name: N) =>
    async (asked: ParsedPayload<`queue.${N}`>) => {
      const { desk, store } = await office()
      const act = desk.queue[name] as Act<`queue.${N}`>
      await act(ofBatch(store, asked))
      return null
    }
  return {
    'queue.show': async (asked) => (await queue()).show(asked),
    async 'queue.work'(asked) {
      await (await queue()).work(asked)
      return null
    },
    'queue.pause': many('pause'),
    'queue.resume': many('resume'),
    'queue.cancel': many('cancel'),
    'queue.retry': many('retry'),
    'queue.skip': many('skip'),
    'queue.priority': many('priority'),
    'queue.move': many('move'),
    'queue.deadline': one('deadline'),
    'queue.begin': one('begin'),
    'queue.approve': one('approve'),
    async 'queue.place'(asked) {
      const { store } = await office()
      const before = asked.before === null ? null : idOf(store, asked.before)
      return one('place')({ ...asked, before })
    },
    async 'queue.after'(asked) {
      const { store } = await office()
      const ids = (batches: string[]) => batches.map((batch) => idOf(store, batch))
      return one('after')({ ...asked, after: ids(asked.after), afterApproval: ids(asked.afterApproval) })
    },
  }
}
