import { type Batch, isUnderWay } from '../../src-shared/batches/batch.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import type { FarmStanding } from '../../src-shared/farm/farm.ts'
import { nothingYet, type Standing } from './progress-bar.ts'
import { inLine } from './wording.ts'

/** What is known of one batch, kept in step with what is told: a list of 120,000 jobs is not asked for again and again. */
export type Following = {
  /** Which batch; what was told of it before it was known by its id counts, too. */
  begin(batch: Batch): void
  take(event: StudioEvent): void
  standing(): Standing
  /** As it was last told of. */
  batch(): Batch | null
}

const allPaused = 'Everything is paused: `reelmill queue resume all`.'

export function followBatch(): Following {
  const standing: Standing = { ...nothingYet, doing: 'Opening the table' }
  const told = new Map<string, Batch>()
  let id: string | null = null
  let held: string | null = null
  let isAllPaused = false
  let restWaits: string | null = null

  const sayWhy = ({ status, reason }: Batch) => {
    standing.waits =
      status === 'waiting' || status === 'paused'
        ? inLine(reason)
        : status !== 'running'
          ? null
          : isAllPaused
            ? allPaused
            : (restWaits ?? held)
  }
  const sayWhyNow = () => {
    const batch = id === null ? null : told.get(id)
    if (batch != null) sayWhy(batch)
  }
  const takeBatch = (batch: Batch) => {
    standing.name = batch.name
    standing.total = batch.counts.jobs
    standing.done = batch.counts.done
    standing.failed = batch.counts.failed
    standing.rejected = batch.counts.rejectedRows
    sayWhy(batch)
    if (batch.status === 'running') standing.share ??= 0
    if (batch.status === 'preparing') standing.share = null
  }

  return {
    begin(batch) {
      id = batch.id
      const latest = told.get(id) ?? batch
      told.clear()
      told.set(id, latest)
      takeBatch(latest)
    },
    batch: () => (id === null ? null : (told.get(id) ?? null)),
    standing: () => standing,
    take(event) {
      switch (event.event) {
        case 'batch.changed':
          if (id !== null && event.batch.id !== id) return
          told.set(event.batch.id, event.batch)
          if (id !== null) takeBatch(event.batch)
          return
        case 'jobs.changed':
          if (event.batch !== id) return
          event.jobs.forEach((job, index) => {
            const before = event.previous[index]
            if (job.status === before) return
            standing.done += Number(job.status === 'done') - Number(before === 'done')
            standing.failed += Number(job.status === 'failed') - Number(before === 'failed')
          })
          return
        case 'batch.progress':
          if (id !== null && event.batch !== id) return
          if (standing.total > 0) standing.share = event.share
          standing.secondsLeft = event.forecast?.secondsLeft ?? null
          standing.doing = event.doing
          restWaits = event.waits === undefined ? null : inLine(event.waits)
          sayWhyNow()
          return
        case 'farm.changed': {
          const batch = id === null ? null : told.get(id)
          if (batch == null) return
          held = whyHeld(event.farm, batch.id)
          sayWhy(batch)
          return
        }
        case 'queue.changed': {
          isAllPaused = event.queue.paused
          sayWhyNow()
          return
        }
        case 'job.progress':
        case 'check.progress':
        case 'table.changed':
        case 'template.progress':
        case 'job.copied':
        case 'quality.progress':
        case 'quality.changed':
        case 'editor.progress':
        case 'review.changed':
        case 'review.packing':
        case 'settings.changed':
        case 'templates.changed':
          return
        default:
          event satisfies never
      }
    },
  }
}

/** Why nothing of a batch is begun, in a sentence; null when something of it runs, or will in a moment. */
function whyHeld({ holds, pace, running }: FarmStanding, batch: string): string | null {
  if (running.some((unit) => unit.batch === batch)) return null
  const reason = holds[0]?.reason ?? (pace.pace === 'stopped' ? pace.reason : null)
  if (reason === null) return null
  const sentence = inLine(reason)
  const goesOn = /by itself/.test(sentence) ? '' : ' It goes on by itself.'
  return `Waiting: ${sentence}${goesOn}`
}

/** It does not go on by itself any more, and nothing of it is being finished or handed back. */
export const hasEnded = ({ status, counts }: Batch): boolean => !isUnderWay(status) && counts.running === 0
