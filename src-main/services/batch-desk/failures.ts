import type { Job } from '../../../src-shared/batches/batch.ts'
import type { Failure } from '../../../src-shared/batches/changes.ts'
import { type ErrorShape, StudioError, toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { RowProblem } from '../../../src-shared/data/rows.ts'
import { isMachineFault, isRowFault } from '../../core/retry-policy/blame.ts'
import { causeOf, codeOf } from '../../core/retry-policy/retry-policy.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'

/** Why a batch failed: with all that its error says, unless that is for the log. */
export function batchFailure(error: unknown): Failure {
  const shape = toErrorShape(error)
  if (shape.code === 'internal' || isMachineFault(shape.code)) return jobFailure(error)
  return failure(shape, [shape.message, ...(shape.details ?? [])].join('\n'))
}

/** Why a video failed, in one line. Commands and the words of ffmpeg are for the log: see `loggedFacts`. */
export function jobFailure(error: unknown): Failure {
  const shape = toErrorShape(error)
  if (shape.code === 'internal' && isDiskFull(error))
    return {
      code: 'disk.full',
      message: `The disk is full: ${inOneLine(shape.message)}`,
      whatToDo: 'Make room on the disk of the studio folder or the output folder, then render again.',
    }
  const code = codeOf(error)
  if (shape.code === 'internal' && code !== 'internal')
    return {
      code,
      message: inOneLine(`The system refused something: ${shape.message}`),
      whatToDo: 'Render the row again; the log of the studio says more.',
    }
  if (shape.code === 'internal')
    return {
      code: shape.code,
      message: inOneLine(`A fault of Reelmill itself: ${shape.message}`),
      whatToDo: 'Please report it, with the log of the studio.',
    }
  // The files that its command names are gone when the batch ends.
  if (shape.code === 'ffmpeg.failed') shape.whatToDo = inTheLog
  return failure(shape, inOneLine(shape.message))
}

const inTheLog =
  'Retry the video (`reelmill queue retry`); `reelmill batch units` shows what ffmpeg said at each try.'

function failure({ code, whatToDo }: ErrorShape, message: string): Failure {
  return { code, message, ...(whatToDo === undefined ? {} : { whatToDo: inOneLine(whatToDo) }) }
}

const inOneLine = (text: string) => text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').trim()

/** What the log tells of an error besides its message: the last lines of a program, and its command. */
export const loggedFacts = (error: unknown): { code?: string; details?: string[] } =>
  error instanceof StudioError ? { code: error.code, details: error.details } : {}

/** Anywhere in the causes of an error. */
export function isDiskFull(error: unknown): boolean {
  return causeOf({ code: codeOf(error) }).resource === 'disk'
}

/** The same of what goes on by itself once somebody mends it: a full disk, an output folder that can't be reached. */
export function isPassing(error: unknown): boolean {
  const { resource } = causeOf({ code: codeOf(error) })
  return resource === 'disk' || resource === 'share'
}

/** What is wrong with each row that a video could not be made of, by the row's number. Faults of the machine are not. */
export function failedRows(store: StudioStore, batchId: string): Map<number, RowProblem[]> {
  const rows = new Map<number, RowProblem[]>()
  let after = 0
  for (;;) {
    const page = store.failedJobs(batchId, after, 1_000)
    for (const { job, rowNumber } of page) {
      if (job.status !== 'failed' || !isRowFault(job.error.code)) continue
      const problems = rows.get(rowNumber) ?? []
      rows.set(rowNumber, problems)
      if (!problems.some(({ message }) => message === job.error.message))
        problems.push(asProblem(job, rowNumber))
    }
    if (page.length === 0) return rows
    after = page.at(-1)!.job.id
  }
}

function asProblem(job: Job & { status: 'failed' }, rowNumber: number): RowProblem {
  return {
    line: job.line,
    rowNumber,
    key: job.rowKey,
    column: null,
    value: null,
    rule: job.error.code,
    message: job.error.message,
    whatToDo: job.error.whatToDo ?? 'Render the row again.',
  }
}
