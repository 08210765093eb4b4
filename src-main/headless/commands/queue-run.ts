import { type Batch, isUnderWay } from '../../../src-shared/batches/batch.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../../src-shared/contract/events.ts'
import { type Door, type StudioChoice, withStudio } from '../door.ts'
import { type ExitStatus, exitStatus, statusOfBatch, worst } from '../exit-status.ts'
import { type Following, followBatch } from '../follow-batch.ts'
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
      const following = followAll()
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
            } else if (underWay.delete(batch.id) || (event.previous !== null && isUnderWay(event.previous))) {
              ended.set(batch.id, batch)
              shown?.say(`${inLine(batch.name)} (${batch.id}) is ${batch.status}: ${inLine(batch.reason)}`)
            }
          }
          following.take(event)
        }
        shown?.update(following.standing())
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

/** Follows every batch that is heard of; the bar is about the one that came along last. */
function followAll() {
  const batches = new Map<string, Following>()
  let current: string | null = null
  const meet = (batch: Batch) => {
    if (batches.has(batch.id)) return
    const following = followBatch()
    following.begin(batch)
    batches.set(batch.id, following)
  }
  return {
    take(event: StudioEvent): void {
      if (event.event === 'batch.changed') meet(event.batch)
      if (event.event === 'queue.changed') for (const { batch } of event.queue.entries) meet(batch)
      if (event.event === 'batch.progress' && batches.has(event.batch)) current = event.batch
      for (const following of batches.values()) following.take(event)
      if (event.event === 'batch.changed' && !isUnderWay(event.batch.status)) batches.delete(event.batch.id)
    },
    standing: (): Standing =>
      (current === null ? undefined : batches.get(current)?.standing()) ?? {
        ...nothingYet,
        doing: 'Looking what waits',
      },
  }
}
