import type { BatchCounts } from '../../../src-shared/batches/batch.ts'
import type { WaitedFor } from '../../outside/database/queue-records.ts'

/** Why a batch waits for others, in one sentence, with what can be done where it would wait for ever; null: it need not. */
export function whyItWaits(waitsFor: readonly WaitedFor[]): string | null {
  const [first] = waitsFor
  if (first === undefined) return null
  const others = waitsFor.length - 1
  return `${whyNotYet(first)}${others === 0 ? '' : ` It waits for ${others} more besides.`}`
}

function whyNotYet({ batch, name, status }: WaitedFor): string {
  const one = `batch ${batch} (${name})`
  const instead = 'or let this one begin all the same with `reelmill queue after`'
  switch (status) {
    case 'finished':
      return `Waits until somebody approves of ${one}: \`reelmill queue approve ${batch}\`.`
    case 'cancelled':
      return `Waits for ${one}, which was cancelled: resume it, ${instead}.`
    case 'failed':
      return `Waits for ${one}, which failed: retry it, ${instead}.`
    case 'paused':
      return `Waits for ${one}, which is paused: resume it, ${instead}.`
    case 'interrupted':
      return `Waits for ${one}, which was interrupted: resume it, ${instead}.`
    case 'preparing':
    case 'waiting':
    case 'running':
      return `Waits for ${one} to be finished.`
    default:
      return status satisfies never
  }
}

/** `2026-11-21 22:00`, as the clock on the wall says it. */
export function onTheWall(iso: string): string {
  const at = new Date(iso)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`
}

/** Milliseconds until a batch may begin; 0: its time has come, or it has none. */
export function untilItsTime({ startAt }: { startAt: string | null }, now: string): number {
  return startAt === null ? 0 : Math.max(0, Date.parse(startAt) - Date.parse(now))
}

/** Why nothing more of a batch that runs is begun, when all that is left of it was paused one by one; null: it goes on. */
export function whyRestWaits(batch: string, { waiting, running, paused }: BatchCounts): string | null {
  if (waiting + running > 0 || paused === 0) return null
  const rest = paused === 1 ? 'the last video is' : `the last ${paused.toLocaleString('en')} videos are`
  return `Waits for a person: ${rest} paused. See \`reelmill batch jobs ${batch} --status paused\`, then \`queue resume\` or \`queue skip\` them.`
}
