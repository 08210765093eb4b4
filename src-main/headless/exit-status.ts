import type { Batch } from '../../src-shared/batches/batch.ts'
import type { ErrorShape } from '../../src-shared/contract/errors.ts'
import { isMachineFault } from '../core/retry-policy/blame.ts'

/** What the command line ends with. */
export const exitStatus = {
  done: 0,
  /** The machine's fault (an ffmpeg that fails) or our own. */
  fault: 1,
  /** Wrong use, or a template that is not valid. */
  wrongUse: 2,
  /** Finished, but rows were set aside or videos failed. */
  withFaults: 3,
  /** The batch is paused: it asks whether to go on, its pilot is done, or a person holds it. */
  paused: 4,
  /** A video failed its quality checks. */
  failedChecks: 5,
  /** Under --strict: none failed, and a person should look at one. */
  needsLook: 6,
  /** Interrupted or cancelled, with everything finished kept. */
  interrupted: 130,
} as const
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus]

/** Faulty rows under --strict are faults of the data, not of how it was asked. */
export function statusOfError({ code }: Pick<ErrorShape, 'code'>): ExitStatus {
  if (code === 'cancelled') return exitStatus.interrupted
  if (code === 'internal' || isMachineFault(code)) return exitStatus.fault
  return code === 'data.strict' ? exitStatus.withFaults : exitStatus.wrongUse
}

/** Of a batch that does not go on by itself any more; one that still does was left to another process. */
export function statusOfBatch(batch: Batch): ExitStatus {
  switch (batch.status) {
    case 'finished':
      if ((batch.verdicts?.fail ?? 0) > 0) return exitStatus.failedChecks
      return batch.counts.failed > 0 || batch.counts.rejectedRows > 0
        ? exitStatus.withFaults
        : exitStatus.done
    case 'paused':
      return exitStatus.paused
    case 'failed':
      return statusOfError(batch.error)
    case 'interrupted':
    case 'cancelled':
    case 'preparing':
    case 'waiting':
    case 'running':
      return exitStatus.interrupted
    default:
      return batch satisfies never
  }
}

/** Of several: what most needs a person comes first. */
export function worst(statuses: Iterable<ExitStatus>): ExitStatus {
  const seen = new Set(statuses)
  const order = [
    exitStatus.fault,
    exitStatus.interrupted,
    exitStatus.paused,
    exitStatus.wrongUse,
    exitStatus.failedChecks,
    exitStatus.withFaults,
    exitStatus.needsLook,
  ]
  return order.find((status) => seen.has(status)) ?? exitStatus.done
}
