import type { Job } from '../../../src-shared/batches/batch.ts'
import type { Listen, StudioEvent } from '../../../src-shared/contract/events.ts'
import type { Clock } from '../../outside/clock/clock.ts'

/**
 * Tells the doors what happens. Changes of jobs and their progress are gathered and told in groups, at most ten a
 * second; a change of a batch is told at once, after what came before it.
 */
export type Announcer = {
  listen: Listen
  tell(event: StudioEvent): void
  /** Tells now what was gathered. */
  flush(): void
}

const groupEvery = 100

type JobProgress = Extract<StudioEvent, { event: 'job.progress' }>['progress'][number]
type BatchProgress = Extract<StudioEvent, { event: 'batch.progress' }>
type Gathered = {
  jobs: Map<number, { job: Job; previous: Job['status'] }>
  progress: Map<number, JobProgress>
  whole: BatchProgress | null
}

/** `onFault` hears of listeners that throw: one bad listener must not stop the farm or the others. */
export function createAnnouncer(clock: Clock, onFault: (error: unknown) => void): Announcer {
  const listeners = new Set<(event: StudioEvent) => void>()
  const gathered = new Map<string, Gathered>()
  let callOff: (() => void) | null = null

  function send(event: StudioEvent): void {
    for (const listener of [...listeners]) {
      try {
        listener(event)
      } catch (error) {
        onFault(error)
      }
    }
  }

  function flush(): void {
    callOff?.()
    callOff = null
    const groups = [...gathered]
    gathered.clear()
    for (const [batch, { jobs, progress, whole }] of groups) {
      const changes = [...jobs.values()]
      if (changes.length > 0)
        send({
          event: 'jobs.changed',
          batch,
          jobs: changes.map(({ job }) => job),
          previous: changes.map(({ previous }) => previous),
        })
      if (progress.size > 0) send({ event: 'job.progress', batch, progress: [...progress.values()] })
      if (whole !== null) send(whole)
    }
  }

  function gather(batch: string): Gathered {
    callOff ??= clock.after(groupEvery, flush)
    let group = gathered.get(batch)
    if (group === undefined) {
      group = { jobs: new Map(), progress: new Map(), whole: null }
      gathered.set(batch, group)
    }
    return group
  }

  return {
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    flush,
    tell(event) {
      switch (event.event) {
        case 'jobs.changed': {
          const group = gather(event.batch)
          event.jobs.forEach((job, index) => {
            const previous = group.jobs.get(job.id)?.previous ?? event.previous[index]!
            group.jobs.set(job.id, { job, previous })
            // What it was doing before it changed is no news any more.
            group.progress.delete(job.id)
          })
          return
        }
        case 'job.progress': {
          const group = gather(event.batch)
          for (const one of event.progress) group.progress.set(one.job, one)
          return
        }
        case 'batch.progress':
          gather(event.batch).whole = event
          return
        case 'batch.changed':
          flush()
          send(event)
          return
        case 'check.progress':
          send(event)
          return
        default:
          event satisfies never
      }
    },
  }
}
