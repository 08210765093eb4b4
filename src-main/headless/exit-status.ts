import type { Batch } from '../../src-shared/batches/batch.ts'
import type { ErrorShape } from '../../src-shared/contract/errors.ts'
import { isMachineFault } from '../core/job-lifecycle/blame.ts'

/** What the command line ends with. */
export const exitStatus = {
  done: 0,
  /** The machine's fault (a full disk, an ffmpeg that fails) or our own. */
  fault: 1,
  /** Wrong use, or a template that is not valid. */
  wrongUse: 2,
  /** Finished, but rows were set aside or videos failed. */
  withFaults: 3,
  /** Interrupted, with everything finished kept. */
  interrupted: 130,
} as const
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus]

/** Faulty rows under --strict are faults of the data, not of how it was asked. */
export function statusOfError({ code }: Pick<ErrorShape, 'code'>): ExitStatus {
  if (code === 'internal' || isMachineFault(code)) return exitStatus.fault
  return code === 'data.strict' ? exitStatus.withFaults : exitStatus.wrongUse
}

/** `asked`: somebody interrupted it here. A batch that stops without that was stopped by its machine. */
export function statusOfBatch(batch: Batch, asked = true): ExitStatus {
  switch (batch.status) {
    case 'finished':
      return batch.counts.failed > 0 || batch.counts.rejectedRows > 0
        ? exitStatus.withFaults
        : exitStatus.done
    case 'interrupted':
      return asked ? exitStatus.interrupted : exitStatus.fault
    case 'failed':
      return statusOfError(batch.error)
    case 'preparing':
    case 'running':
      throw new Error(`batch ${batch.id} has not ended`)
    default:
      return batch satisfies never
  }
}
