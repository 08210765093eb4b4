import { causeOf } from './retry-policy.ts'

const fewestSettled = 20
const shareFailed = 0.1
const firstOnes = 5

/** What became of a batch's videos since it was begun or last resumed. */
export type Seen = {
  /** Made, left unchanged or failed. */
  settled: number
  failed: number
  /** Those that failed before any was made; the first ones of them are enough. Empty once one was made. */
  firstFailures: readonly { row: number; code: string; message: string }[]
}

/**
 * Why a batch should pause and ask whether to go on, in a sentence; null: it may go on. It asks when a tenth of at least
 * 20 videos failed, and when the first five of several rows failed by the machine: 10,000 more need not be tried.
 */
export function asks({ settled, failed, firstFailures }: Seen): string | null {
  const first = firstFailures.slice(0, Math.max(firstOnes, firstOfAnotherRow(firstFailures) + 1))
  const byTheMachine = first.every(({ code }) => causeOf({ code }).cause !== 'row')
  // One row can be the cause in all its languages and formats.
  if (first.length >= firstOnes && byTheMachine && firstOfAnotherRow(first) !== -1)
    return `the first ${first.length} videos all failed, none by a fault of its row. The last one: ${first.at(-1)!.message}`
  if (settled >= fewestSettled && failed >= settled * shareFailed)
    return `${figure(failed)} of ${figure(settled)} videos failed.`
  return null
}

const firstOfAnotherRow = (failures: Seen['firstFailures']) =>
  failures.findIndex(({ row }) => row !== failures[0]?.row)

const figure = (number: number) => number.toLocaleString('en')
