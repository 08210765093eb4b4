import type { LotVerdict } from '../../../src-shared/review/sampling.ts'

/** A sample as far as it was looked at. `accept`, `reject` null: its plan judges no lot. */
export type Looked = {
  lot: number
  size: number
  accept: number | null
  reject: number | null
  approved: number
  rejected: number
}

/** Whether the lot is accepted, as soon as nothing that is still to be seen can change it. */
export function lotVerdict({ size, accept, reject, approved, rejected }: Looked): LotVerdict | null {
  if (accept === null || reject === null) return null
  if (rejected >= reject) return 'rejected'
  const open = size - approved - rejected
  return rejected + open <= accept ? 'accepted' : null
}

/** How a sample stands and what follows, in some sentences. */
export function saysOfSample(looked: Looked): string {
  const { lot, size, accept, reject, approved, rejected } = looked
  const seen = approved + rejected
  if (accept === null || reject === null) return `Looked at: ${seen} of ${size}. Rejected: ${rejected}.`
  const verdict = lotVerdict(looked)
  const found = `Looked at: ${seen} of ${size}. Rejected: ${rejected}, allowed: ${accept}.`
  switch (verdict) {
    case null:
      return `The lot is not decided yet. ${found}`
    case 'accepted':
      return rejected === 0
        ? `The lot is accepted. ${found}`
        : `The lot is accepted. ${found} Those that were rejected are made again all the same.`
    case 'rejected':
      return size >= lot
        ? `The lot is not accepted. ${found} Every video is in the sample: have the bad ones made again, then draw a new sample.`
        : `The lot is not accepted. ${found} Look at every video of the batch, have the bad ones made again, then draw a new sample.`
    default:
      return verdict satisfies never
  }
}
