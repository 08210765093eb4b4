import type { Batch } from '../../../src-shared/batches/batch.ts'
import type { QueueStanding } from '../../../src-shared/farm/farm.ts'
import type { QueueNeeds } from './queue-desk.ts'
import { onTheWall, untilItsTime, whyItWaits, whyRestWaits } from './waiting-words.ts'

const most = 1_000

/** Batches that are not over, in the order in which they are served, each with why it stands as it does. */
export function queueStanding(needs: QueueNeeds): QueueStanding {
  const { store, lives, hold } = needs
  const held = needs.whyHeld()
  return {
    paused: hold.isOn(),
    entries: store.queued(most).map((batch) => {
      const live = lives.get(batch.id)
      return {
        batch,
        served: live?.served ?? batch.priority,
        forecast: live?.forecast ?? null,
        why: whyOf(needs, batch, held),
      }
    }),
  }
}

function whyOf({ store, lives, hold, clock }: QueueNeeds, batch: Batch, held: string | null): string {
  switch (batch.status) {
    case 'preparing':
      return batch.reason
    case 'running':
      return hold.isOn() ? everythingPaused : whyRunning(batch, held)
    case 'paused':
      return batch.reason
    case 'waiting':
    case 'interrupted': {
      const others = whyItWaits(store.waitsFor(batch.id))
      if (others !== null) return others
      if (!lives.goesOnWith(batch)) return notWorkedOn(batch)
      if (untilItsTime(batch, clock.iso()) > 0) return `Waits until ${onTheWall(batch.startAt!)}.`
      if (hold.isOn()) return everythingPaused
      const writer = lives.writerInto(batch.outputFolder)
      if (writer !== null)
        return `Waits until batch ${writer.id}, which writes into the same folder, is left.`
      return lives.hasRoomFor(batch)
        ? batch.reason
        : 'Waits for its turn: as many batches are worked on as can be at a time.'
    }
    case 'finished':
    case 'cancelled':
    case 'failed':
      return batch.reason
    default:
      return batch satisfies never
  }
}

/** What it waited for may have ended since that was written down. */
function notWorkedOn({ status, reason, after, afterApproval }: Batch): string {
  const waited = status === 'waiting' && after.length + afterApproval.length > 0
  return waited && reason.startsWith('Waits until ')
    ? 'What it waited for is done: it goes on as soon as a studio works on it.'
    : reason
}

const everythingPaused = 'Everything is paused.'

function whyRunning({ id, counts }: Batch, held: string | null): string {
  const figure = (number: number) => number.toLocaleString('en')
  const done = `${figure(counts.done)} of ${figure(counts.jobs)} videos are done`
  const rest = whyRestWaits(id, counts) ?? held
  if (rest !== null) return `${done}. ${rest}`
  if (counts.running > 0) return `${done}, ${figure(counts.running)} in the making.`
  return `${done}; the next ones wait for their turn.`
}
