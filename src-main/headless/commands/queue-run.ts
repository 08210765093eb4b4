import { type Batch, isUnderWay } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../../src-shared/contract/events.ts'
import { type Door, type StudioChoice, withStudio } from '../door.ts'
import { type ExitStatus, exitStatus, statusOfBatch, worst } from '../exit-status.ts'
import { whyHeld } from '../follow-batch.ts'
import { nothingYet, type Standing } from '../progress-bar.ts'
import { showProgress } from '../show-progress.ts'
import { inLine } from '../wording.ts'
import { hostLine, stayForGuests } from './staying.ts'

/** Works on all that waits and nobody paused, until there is none of it left. */
export function runQueue(door: Door, choice: StudioChoice): Promise<ExitStatus> {
  return withStudio(
    door,
    choice,
    async (studio, onInterrupt) => {
      const { terminal } = door
      const shown = choice.json ? null : showProgress(terminal, door.now)
      const ended = new Map<string, Batch>()
      const underWay = new Set<string>()
      const standing: Standing = { ...nothingYet, doing: 'Looking what waits' }
      let leave: (left: 'left') => void = () => {}
      const left = new Promise<'left'>((resolve) => {
        leave = resolve
      })
      onInterrupt(() => {
        if (studio.host === null)
          shown?.say(
            'Interrupting: what is being rendered is dropped, what is finished is kept. Ctrl+C again ends at once.',
          )
        leave('left')
      })
      const stopListening = studio.listen((events) => {
        for (const event of events) {
          if (choice.json) terminal.out(JSON.stringify(event))
          if (event.event === 'batch.changed') {
            const { batch } = event
            if (isUnderWay(batch.status)) {
              underWay.add(batch.id)
              ended.delete(batch.id)
            } else if (underWay.delete(batch.id) || event.previous !== null) {
              ended.set(batch.id, batch)
              shown?.say(`${inLine(batch.name)} (${batch.id}) is ${batch.status}: ${inLine(batch.reason)}`)
            }
          }
          follow(standing, event)
        }
        shown?.update(standing)
      })
      try {
        if (studio.host !== null) shown?.say(hostLine(studio.host))
        const lost = studio.ended.then((why) => {
          throw why === null ? null : new StudioError(why)
        })
        // Nobody may be waiting for it any more.
        lost.catch(() => {})
        const how = await Promise.race([studio.api.ask('queue.work', {}), left, lost])
        const interrupted = how === 'left'
        if (!interrupted && studio.host === null)
          await stayForGuests(door, studio, choice.json === true, onInterrupt)
        shown?.end()
        if (!choice.json && interrupted && studio.host !== null)
          terminal.out(`Left to the studio of pid ${studio.host.pid}: reelmill queue watch shows it.`)
        if (!choice.json && !interrupted && ended.size === 0) terminal.out('Nothing waits.')
        const exit = worst([
          ...(interrupted ? [exitStatus.interrupted] : []),
          ...[...ended.values()].map(statusOfBatch),
        ])
        return {
          exit,
          batches: [...ended.values()].map(({ id, status, reason, counts }) => ({
            batch: id,
            status,
            reason,
            counts,
          })),
        }
      } finally {
        stopListening()
        shown?.end()
      }
    },
    'work',
    'queue run',
  )
}

/** The bar is about the batch that was last heard of. */
function follow(standing: Standing, event: StudioEvent): void {
  if (event.event === 'batch.progress') {
    if (standing.name !== event.batch) standing.total = 0
    standing.name = event.batch
    standing.share = standing.total === 0 ? null : event.share
    standing.secondsLeft = event.forecast?.secondsLeft ?? null
    standing.doing = event.doing
  } else if (event.event === 'queue.changed') {
    const entry = event.queue.entries.find(({ batch }) => batch.id === standing.name)
    if (entry === undefined) return
    const { counts } = entry.batch
    standing.total = counts.jobs
    standing.done = counts.done
    standing.failed = counts.failed
    standing.rejected = counts.rejectedRows
  } else if (event.event === 'farm.changed') standing.waits = whyHeld(event.farm, standing.name)
}
