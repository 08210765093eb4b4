import type { Batch } from '../../../src-shared/batches/batch.ts'
import { changeJob, type JobEvent } from '../../core/job-lifecycle/job-lifecycle.ts'
import { inSlices } from './in-slices.ts'
import { type Controls, type QueueNeeds, Refused } from './queue-desk.ts'
import { untilItsTime } from './waiting-words.ts'

/**
 * What people do to whole batches. Their jobs, which may be 120,000, are changed in slices; each slice leaves a batch that
 * is right as it stands. Each answers how many it changed.
 */
export function batchControls(needs: QueueNeeds): Controls<string> {
  const { store, lives, clock } = needs

  /** Its live form, unless that is just ending. */
  function inHand(id: string) {
    const live = lives.get(id)
    if (live?.isEnding) throw new Refused('It is just being ended: ask again in a moment.')
    return live?.mode === 'ending' ? undefined : live
  }

  /** After its videos were changed, also where that came to grief half-way. */
  function settle(id: string): void {
    lives.get(id)?.refresh()
    const batch = store.batch(id)
    needs.announcer.tell({ event: 'batch.changed', batch, previous: batch.status })
  }

  /** The jobs that run, one by one: there are only a handful. */
  function changeRunning(id: string, event: Extract<JobEvent, { kind: 'skipped' | 'retried' }>): number {
    const { jobs } = store.jobs(id, 'running', 0, 1_000)
    store.apply(id, { jobs: jobs.map((job) => changeJob(job, event)), batch: null, at: clock.iso() })
    for (const job of jobs) void lives.get(id)?.callOff(job.id)
    return jobs.length
  }

  /** Of a batch that goes on: the videos that were paused one by one. */
  async function resumeVideos({ id }: Batch): Promise<number> {
    inHand(id)
    const reason = 'Resumed on request.'
    const change = { from: ['paused'], to: 'waiting', reason, at: clock.iso() } as const
    let changed = 0
    try {
      changed = await inSlices(store.changingJobs(id, change))
    } finally {
      settle(id)
    }
    if (changed === 0) throw new Refused('It is being worked on, and none of its videos is paused.')
    return changed
  }

  return {
    pause(id, now) {
      const live = inHand(id)
      const batch = store.batch(id)
      const runs = batch.counts.running > 0
      if (batch.status === 'paused' && batch.by === 'person' && !(now && runs && live !== undefined))
        throw new Refused('It is paused already.')
      refuseOver(batch)
      if (live !== undefined) live.pause({ kind: 'paused', by: 'person', now })
      else lives.change(id, { kind: 'paused', by: 'person', now })
      return 1
    },
    resume(id) {
      const batch = store.batch(id)
      switch (batch.status) {
        case 'preparing':
          throw new Refused('It is being worked on.')
        case 'running':
          return resumeVideos(batch)
        case 'waiting':
          if (untilItsTime(batch, clock.iso()) > 0) {
            store.setStartAt(id, null, { at: clock.iso(), reason: 'To begin now, on request.' })
            lives.askIfWorking(id)
            return 1
          }
          if (!lives.works || lives.goesOnWith(batch))
            throw new Refused(`It goes on by itself. ${batch.reason}`)
          lives.ask(id)
          return 1
        case 'finished':
          throw new Refused('It is finished; failed videos of it can be retried.')
        case 'failed':
          throw new Refused(`It failed: ${batch.error.message} Retry it when that is mended.`)
        case 'paused':
        case 'interrupted':
        case 'cancelled': {
          lives.change(id, { kind: 'resumed' })
          if (lives.get(id)?.resume() !== true) lives.askIfWorking(id)
          return 1
        }
        default:
          return batch satisfies never
      }
    },
    cancel(id) {
      const live = inHand(id)
      refuseOver(store.batch(id))
      if (live !== undefined) live.cancel()
      else {
        lives.change(id, { kind: 'cancelled' })
        needs.papersOf(id)
      }
      return 1
    },
    async retry(id) {
      const before = store.batch(id)
      const { status, counts } = before
      const made = counts.done + counts.failed + counts.skipped + counts.cancelled
      if (status === 'failed' && made === 0) {
        // The rest goes before its table is read once more.
        store.droppingPrepared(id)()
        lives.change(id, { kind: 'retried', videos: 0 })
        lives.askIfWorking(id)
        return 1
      }
      if (counts.failed === 0 && status !== 'failed') throw new Refused('None of its videos failed.')
      const reason = 'To be tried again, on request.'
      const change = { from: ['failed'], to: 'waiting', reason, at: clock.iso() } as const
      // Before the first slice: of a batch that is over nothing may wait, for nobody would make it.
      reopen(needs, id, Math.max(1, counts.failed))
      const step = store.changingJobs(id, change)
      let changed = 0
      try {
        changed = await inSlices(() => {
          const now = store.batch(id)
          // A person may have said otherwise since the last slice, or it came to its end.
          if (now.counts.failed === 0 || now.status === 'cancelled' || now.status === 'failed') return 0
          if (now.status === 'finished') reopen(needs, id, now.counts.failed)
          return step()
        })
      } finally {
        settle(id)
      }
      return Math.max(1, changed)
    },
    async skip(id) {
      const batch = store.batch(id)
      refuseOver(batch)
      if (!store.batchInHand(id).prepared)
        throw new Refused('Its table was not read yet, so it has no videos to leave out: cancel it.')
      const at = clock.iso()
      const reason = 'Left out on request.'
      const change = { from: ['waiting', 'paused', 'failed'], to: 'skipped', reason, at } as const
      let all = 0
      try {
        all = await inSlices(store.changingJobs(id, change))
        all += changeRunning(id, { kind: 'skipped' })
      } finally {
        settle(id)
      }
      if (all === 0) throw new Refused('Nothing of it waits, runs or failed.')
      finishIfDrained(needs, id)
      return all
    },
  }
}

function refuseOver({ status }: Batch): void {
  if (status === 'finished' || status === 'cancelled' || status === 'failed')
    throw new Refused(`It is ${status}.`)
}

/** Some videos of a batch wait again: one that was left is gone on with, one that is paused stays so. */
export function reopen({ store, lives }: QueueNeeds, id: string, videos: number): void {
  const { status } = store.batch(id)
  const live = lives.get(id)
  live?.lookAnew()
  if (status === 'finished' || status === 'failed' || status === 'cancelled' || status === 'interrupted') {
    lives.change(id, { kind: 'retried', videos })
    lives.askIfWorking(id)
  } else live?.refresh()
}

/** Nothing is left of a batch that nobody works on: it is finished as it stands. */
export function finishIfDrained({ store, lives, clock, papersOf }: QueueNeeds, id: string): void {
  const { status, counts } = store.batch(id)
  if (lives.has(id) || counts.waiting + counts.running + counts.paused > 0) return
  if (status !== 'waiting' && status !== 'paused' && status !== 'interrupted') return
  lives.change(id, { kind: 'drained', at: clock.iso() })
  papersOf(id)
}
