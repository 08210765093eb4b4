import type { Batch } from '../../../src-shared/batches/batch.ts'
import type { Answers, ParsedPayload, QueueAnswer } from '../../../src-shared/contract/commands.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { JobAction } from '../../../src-shared/contract/jobs.ts'
import type { QueueStanding } from '../../../src-shared/farm/farm.ts'
import { type Target, targetText } from '../../../src-shared/farm/targets.ts'
import { batchControls, finishIfDrained } from './batch-controls.ts'
import { breather } from './in-slices.ts'
import { jobControls, type KeptVideo, type ManyJobs, moveJobs } from './job-controls.ts'
import type { LiveBatches, LiveBatchesNeeds } from './live-batches.ts'
import { queueStanding } from './queue-standing.ts'
import { unitControls } from './unit-controls.ts'
import { onTheWall } from './waiting-words.ts'

export type QueueNeeds = LiveBatchesNeeds & {
  lives: LiveBatches
  hold: { isOn(): boolean; set(on: boolean): void }
  /** Writes the manifest of a batch that nobody works on, in a while. */
  papersOf(batch: string): void
}

/** Can't be done; what follows is why, in a sentence. */
export class Refused extends Error {}

export type Controls<Id> = {
  pause(id: Id, now: boolean): number | Promise<number>
  resume(id: Id): number | Promise<number>
  cancel(id: Id): number | Promise<number>
  retry(id: Id): number | Promise<number>
  skip(id: Id): number | Promise<number>
}

/** What people do with the queue. Each takes effect at once, outlives the studio, and needs no studio that works. */
export type QueueDesk = {
  show(): QueueStanding
  work(): Promise<void>
  pause(ask: ParsedPayload<'queue.pause'>): Promise<QueueAnswer>
  resume(ask: ParsedPayload<'queue.resume'>): Promise<QueueAnswer>
  cancel(ask: ParsedPayload<'queue.cancel'>): Promise<QueueAnswer>
  retry(ask: ParsedPayload<'queue.retry'>): Promise<QueueAnswer>
  skip(ask: ParsedPayload<'queue.skip'>): Promise<QueueAnswer>
  priority(ask: ParsedPayload<'queue.priority'>): Promise<QueueAnswer>
  move(ask: ParsedPayload<'queue.move'>): Promise<QueueAnswer>
  place(ask: ParsedPayload<'queue.place'>): Answers['queue.place']
  deadline(ask: ParsedPayload<'queue.deadline'>): Answers['queue.deadline']
  begin(ask: ParsedPayload<'queue.begin'>): Answers['queue.begin']
  after(ask: ParsedPayload<'queue.after'>): Answers['queue.after']
  approve(ask: ParsedPayload<'queue.approve'>): Answers['queue.approve']
  /** Review itself opens the gate of a batch or shuts it, and says why. */
  setGate(batch: string, opens: boolean, reason: string): void
  /** Videos that wait to be made again, and haven't begun, stay as they were; answers how many. */
  keepJobs(batch: string, kept: readonly KeptVideo[]): number
  /** Does one thing to many jobs of one batch. */
  actOnJobs(batch: string, jobs: readonly number[], action: JobAction): Promise<ManyJobs>
}

const mostQueued = 10_000
const byPerson = 'On request.'

export function queueDesk(needs: QueueNeeds): QueueDesk {
  const { store, lives, clock, announcer, hold } = needs
  const batches = batchControls(needs)
  const jobs = jobControls(needs)
  const units = unitControls(needs, jobs)
  const queued = () => store.queued(mostQueued)

  /** Does one thing to each target. What can't be done to one says why, and keeps nobody else from it. */
  async function each(targets: readonly Target[], work: (target: Target) => number | Promise<number>) {
    const answer: QueueAnswer = { changed: 0, refused: [] }
    const breathe = breather()
    try {
      for (const target of targets) {
        try {
          answer.changed += await work(target)
        } catch (error) {
          if (!(error instanceof Refused) && !(error instanceof StudioError)) throw error
          answer.refused.push({ target: targetText(target), why: error.message })
        }
        await breathe()
      }
    } finally {
      // Also for what was changed before something went wrong.
      jobs.settle()
      needs.onQueue()
    }
    return answer
  }

  /** Of `all`, each batch that is not over; those that refuse are passed over, unless all do. */
  async function all(work: (batch: Batch) => number | Promise<number>): Promise<number> {
    let changed = 0
    let refusal: unknown = null
    const breathe = breather()
    for (const batch of queued()) {
      try {
        changed += await work(batch)
      } catch (error) {
        if (!(error instanceof Refused) && !(error instanceof StudioError)) throw error
        refusal ??= error
      }
      await breathe()
    }
    if (changed === 0 && refusal !== null) throw refusal
    if (changed === 0 && queued().length === 0) throw new Refused('No batch waits or runs.')
    return changed
  }

  function act(targets: readonly Target[], control: Exclude<keyof Controls<string>, 'pause'>) {
    return each(targets, (target) => {
      switch (target.what) {
        case 'all':
          return all(({ id }) => batches[control](id))
        case 'batch':
          return batches[control](target.batch)
        case 'job':
          return jobs[control](target.job)
        case 'unit':
          return units[control](target.unit)
        default:
          return target satisfies never
      }
    })
  }

  /** What is said of a batch that is not over. */
  function unfinished(id: string): Batch {
    const batch = store.batch(id)
    if (batch.status === 'finished' || batch.status === 'cancelled' || batch.status === 'failed')
      throw new StudioError({
        code: 'queue.over',
        message: `Batch ${id} is ${batch.status}.`,
        whatToDo: 'See `reelmill queue` for those that wait or run.',
      })
    return batch
  }

  /** Of what begins or goes on later. */
  function unbegun(id: string, whatToDo: string): void {
    const { status } = unfinished(id)
    if (status !== 'running' && status !== 'preparing') return
    throw new StudioError({ code: 'queue.begun', message: `Batch ${id} has begun already.`, whatToDo })
  }

  function tell(id: string): void {
    const batch = store.batch(id)
    announcer.tell({ event: 'batch.changed', batch, previous: batch.status })
    lives.get(id)?.refresh()
    needs.onQueue()
    lives.look()
    needs.farm.wake()
  }

  function pauseAll(now: boolean): number {
    if (hold.isOn()) throw new Refused('Everything is paused already.')
    hold.set(true)
    if (now) for (const live of lives.all()) void needs.farm.end(live.id)
    return queued().length
  }

  async function resumeAll(): Promise<number> {
    if (!hold.isOn()) return all(({ id }) => batches.resume(id))
    hold.set(false)
    for (const live of lives.all()) live.refresh()
    lives.look()
    return queued().length
  }

  return {
    show: () => queueStanding(needs),
    work: () => lives.workOnAll(),
    pause: ({ targets, now }) =>
      each(targets, (target) => {
        switch (target.what) {
          case 'all':
            return pauseAll(now)
          case 'batch':
            return batches.pause(target.batch, now)
          case 'job':
            return jobs.pause(target.job, now)
          case 'unit':
            return units.pause(target.unit, now)
          default:
            return target satisfies never
        }
      }),
    async resume({ targets }) {
      if (!targets.some(({ what }) => what === 'all')) return act(targets, 'resume')
      return each([{ what: 'all' }], resumeAll)
    },
    cancel: ({ targets }) => act(targets, 'cancel'),
    retry: ({ targets }) => act(targets, 'retry'),
    skip: ({ targets }) => act(targets, 'skip'),
    priority: ({ targets, priority }) =>
      each(targets, (target) => {
        const set = (id: string) => {
          if (unfinished(id).priority === priority) throw new Refused(`Its priority is ${priority} already.`)
          store.setPriority(id, priority, {
            at: clock.iso(),
            reason: `Its priority is ${priority}. ${byPerson}`,
          })
          tell(id)
          return 1
        }
        switch (target.what) {
          case 'all':
            return all(({ id }) => set(id))
          case 'batch':
            return set(target.batch)
          case 'job':
            return jobs.priority(target.job, priority)
          case 'unit':
            throw new Refused('A unit has the priority of its video: name that.')
          default:
            return target satisfies never
        }
      }),
    async move({ targets, to }) {
      const answer: QueueAnswer = { changed: 0, refused: [] }
      const ids: string[] = []
      const numbers: number[] = []
      const seen = await each(targets, (target) => {
        if (target.what === 'batch') ids.push(unfinished(target.batch).id)
        else if (target.what === 'job') numbers.push(jobs.toMove(target.job))
        else throw new Refused('Name batches, or videos of a batch.')
        return 0
      })
      // Several keep their order among themselves.
      answer.changed = store.moveBatches(ids, to) + (await moveJobs(store, numbers, to))
      lives.look()
      needs.onQueue()
      return { ...answer, refused: seen.refused }
    },
    place({ batch, before }) {
      const { priority } = unfinished(batch)
      const wanted = before === null ? (queued().at(-1)?.priority ?? priority) : unfinished(before).priority
      if (wanted !== priority)
        store.setPriority(batch, wanted, {
          at: clock.iso(),
          reason: `Its priority is ${wanted}. ${byPerson}`,
        })
      store.placeBatch(batch, before)
      tell(batch)
      return null
    },
    deadline({ batch, deadline }) {
      unfinished(batch)
      const reason = deadline === null ? 'It has no deadline any more.' : `Its deadline is ${deadline}.`
      store.setDeadline(batch, deadline, { at: clock.iso(), reason: `${reason} ${byPerson}` })
      tell(batch)
      return null
    },
    begin({ batch, startAt }) {
      unbegun(batch, 'Pause it first, then say when it is to go on.')
      const reason =
        startAt === null ? 'It waits for no time any more.' : `It begins at ${onTheWall(startAt)}.`
      store.setStartAt(batch, startAt, { at: clock.iso(), reason: `${reason} ${byPerson}` })
      tell(batch)
      return null
    },
    after({ batch, after, afterApproval }) {
      unbegun(batch, 'Pause it first, then let it wait for others.')
      const ids = [...after, ...afterApproval]
      const reason = ids.length === 0 ? 'It waits for no other batch.' : `It waits for ${ids.join(', ')}.`
      store.setAfter(batch, { after, afterApproval }, { at: clock.iso(), reason: `${reason} ${byPerson}` })
      tell(batch)
      return null
    },
    async actOnJobs(batch, numbers, action) {
      store.batch(batch)
      try {
        return await jobs.many(batch, numbers, action)
      } finally {
        jobs.settle()
        needs.onQueue()
      }
    },
    approve({ batch: id }) {
      const { status } = store.batch(id)
      if (status !== 'finished')
        throw new StudioError({
          code: 'queue.not-finished',
          message: `Batch ${id} is ${status}: only a finished batch can be approved of.`,
          whatToDo: 'Wait until it is finished, and look at its videos.',
        })
      store.approve(id, { at: clock.iso(), reason: 'Approved of by a person.' })
      store.review.setOpened(id, false)
      tell(id)
      return null
    },
    setGate(id, opens, reason) {
      const said = { at: clock.iso(), reason }
      if (opens) store.approve(id, said)
      else store.withdrawApproval(id, said)
      store.review.setOpened(id, opens)
      tell(id)
    },
    keepJobs(batch, kept) {
      try {
        return jobs.keep(batch, kept)
      } finally {
        jobs.settle()
        finishIfDrained(needs, batch)
        needs.onQueue()
      }
    },
  }
}
