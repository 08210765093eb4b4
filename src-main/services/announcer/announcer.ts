import type { Batch, Job } from '../../../src-shared/batches/batch.ts'
import type { Listen, StudioEvent } from '../../../src-shared/contract/events.ts'
import type { Clock } from '../../outside/clock/clock.ts'

/**
 * Tells the doors what happens, in groups: the first of a quiet time at once, then at most ten groups a second. Changes of a batch and of settings
 * keep their place in the order; of jobs, progress and standings a group holds the last word alone. The queue's and the
 * farm's standing come at most twice a second.
 */
export type Announcer = {
  listen: Listen
  tell(event: StudioEvent): void
  /** Tells now what was gathered, standings too. */
  flush(): void
}

const groupEvery = 100
const standingEvery = 500
/** Jobs that one event names. */
const mostNamed = 1_000

type Told<E extends StudioEvent['event']> = Extract<StudioEvent, { event: E }>
type Standing = Told<'queue.changed'> | Told<'farm.changed'>

/** What came since the last change of a batch, by batch. */
type Gathered = {
  jobs: Map<number, { job: Job; previous: Job['status'] }>
  progress: Map<number, Told<'job.progress'>['progress'][number]>
  whole: Told<'batch.progress'> | null
}

/**
 * `onFault` hears of listeners that throw: one bad listener must not stop the farm or the others. `standingOf` says how the
 * videos of a batch stand, once for each group that tells of some: so nobody has to ask.
 */
export function createAnnouncer(
  clock: Clock,
  onFault: (error: unknown) => void,
  standingOf: (batch: string) => Pick<Batch, 'counts' | 'verdicts'> | undefined = () => undefined,
): Announcer {
  const listeners = new Set<Parameters<Listen>[0]>()
  /** In order, up to the latest change of a batch. */
  let sealed: StudioEvent[] = []
  const open = new Map<string, Gathered>()
  /** The latest of each check, and of whatever else is told by its id. */
  const checks = new Map<
    string,
    Told<
      | 'check.progress'
      | 'table.changed'
      | 'template.progress'
      | 'job.copied'
      | 'quality.progress'
      | 'quality.changed'
      | 'editor.progress'
      | 'review.changed'
      | 'review.packing'
    >
  >()
  const standings = new Map<Standing['event'], Standing>()
  const standingToldAt = new Map<Standing['event'], number>()
  let groupToldAt = Number.NEGATIVE_INFINITY
  let callOff: (() => void) | null = null
  let dueAt = Number.POSITIVE_INFINITY

  function known(batch: string): Pick<Batch, 'counts' | 'verdicts'> | undefined {
    try {
      return standingOf(batch)
    } catch (error) {
      onFault(error)
    }
  }

  function seal(): void {
    for (const [batch, { jobs, progress, whole }] of open) {
      const changes = [...jobs.values()]
      if (changes.length > 0) {
        const { counts, verdicts } = known(batch) ?? {}
        sealed.push({
          event: 'jobs.changed',
          batch,
          jobs: changes.map(({ job }) => job),
          previous: changes.map(({ previous }) => previous),
          ...(counts === undefined ? {} : { counts }),
          ...(verdicts === undefined ? {} : { verdicts }),
        })
      }
      if (progress.size > 0) sealed.push({ event: 'job.progress', batch, progress: [...progress.values()] })
      if (whole !== null) sealed.push(whole)
    }
    open.clear()
  }

  const standingDue = (event: Standing['event']) =>
    (standingToldAt.get(event) ?? Number.NEGATIVE_INFINITY) + standingEvery

  function takeGroup(all: boolean): StudioEvent[] {
    seal()
    const group = [...sealed, ...checks.values()]
    sealed = []
    checks.clear()
    const now = clock.milliseconds()
    for (const [event, standing] of standings) {
      if (!all && standingDue(event) > now) continue
      standings.delete(event)
      standingToldAt.set(event, now)
      group.push(standing)
    }
    return group
  }

  function tellGroup(all: boolean): void {
    callOff?.()
    callOff = null
    dueAt = Number.POSITIVE_INFINITY
    const group = takeGroup(all)
    if (group.length > 0) groupToldAt = clock.milliseconds()
    // A listener may tell something itself: that belongs to the next group.
    if (group.length > 0)
      for (const listener of [...listeners]) {
        try {
          listener(group)
        } catch (error) {
          onFault(error)
        }
      }
    plan()
  }

  /** Sees to it that what is gathered is told when its time comes. */
  function plan(): void {
    const isWaiting = sealed.length > 0 || open.size > 0 || checks.size > 0
    const earliest = Math.min(
      isWaiting ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
      ...[...standings.keys()].map(standingDue),
    )
    if (earliest === Number.POSITIVE_INFINITY) return
    const at = Math.max(earliest, groupToldAt + groupEvery)
    if (at >= dueAt) return
    callOff?.()
    dueAt = at
    callOff = clock.after(Math.max(0, at - clock.milliseconds()), () => tellGroup(false))
  }

  function gather(batch: string): Gathered {
    let group = open.get(batch)
    if (group === undefined) {
      group = { jobs: new Map(), progress: new Map(), whole: null }
      open.set(batch, group)
    }
    return group
  }

  function take(event: StudioEvent): void {
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
      case 'settings.changed':
      case 'templates.changed':
        seal()
        sealed.push(event)
        return
      case 'check.progress':
      case 'table.changed':
      case 'template.progress':
        checks.set(event.id, event)
        return
      case 'quality.progress':
        checks.set(`quality ${event.id}`, event)
        return
      case 'quality.changed': {
        const name = `inspected ${event.batch}`
        const before = checks.get(name)
        const earlier = before?.event === 'quality.changed' ? before.jobs : []
        checks.set(name, { ...event, jobs: [...new Set([...earlier, ...event.jobs])].slice(0, mostNamed) })
        return
      }
      case 'review.packing':
        checks.set(`packing ${event.id}`, event)
        return
      case 'job.copied':
        checks.set(`copy ${event.job}`, event)
        return
      case 'editor.progress':
        checks.set(`editor ${event.editor}`, event)
        return
      case 'review.changed': {
        const name = `review ${event.batch}`
        const before = checks.get(name)
        const earlier = before?.event === 'review.changed' ? before.jobs : []
        checks.set(name, { ...event, jobs: [...new Set([...earlier, ...event.jobs])] })
        return
      }
      case 'queue.changed':
      case 'farm.changed':
        standings.set(event.event, event)
        return
      default:
        event satisfies never
    }
  }

  return {
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    flush: () => tellGroup(true),
    tell(event) {
      if (listeners.size === 0) return
      take(event)
      plan()
    },
  }
}
