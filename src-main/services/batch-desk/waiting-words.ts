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
