import type { CausedFailure } from '../../../src-shared/batches/changes.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Cause } from '../../../src-shared/farm/causes.ts'
import { causeOf, codeOf } from '../../core/retry-policy/retry-policy.ts'

/** What units came to grief by, and what was judged of it. */
const judged = new WeakMap<object, { cause: Cause; unit: number }>()

/** Notes that a unit was given up for this: all tries were made. */
export function judge(error: unknown, cause: Cause, unit: number): void {
  if (typeof error === 'object' && error !== null) judged.set(error, { cause, unit })
}

/**
 * What the farm judged of an error that a unit ended with: it is not tried again by anybody but a person. Null: it
 * comes from outside a unit, and nobody has judged it yet.
 */
export function judgementOf(error: unknown): { cause: Cause; unit: number } | null {
  return typeof error === 'object' && error !== null ? (judged.get(error) ?? null) : null
}

/** An error as it is kept with a try. */
export function failureOf(error: unknown): CausedFailure {
  const code = codeOf(error)
  const message = error instanceof Error && error.message !== '' ? error.message : String(error)
  const { cause } = causeOf({ code })
  return error instanceof StudioError && error.whatToDo !== undefined
    ? { code, message, whatToDo: error.whatToDo, cause }
    : { code, message, cause }
}

/** `doing` made no progress for so long that it was ended. */
export function hungError(doing: string, milliseconds: number, command: string | undefined): StudioError {
  return new StudioError({
    code: 'ffmpeg.hung',
    message: `Making ${doing} got no further for ${spanText(milliseconds)} and was ended.`,
    whatToDo:
      'Retry the video; if it hangs again, look at the command, or set a longer limit (reelmill farm set hangSeconds=600).',
    ...(command === undefined ? {} : { details: [`The command: ${command}`] }),
  })
}

export function encoderGone(encoder: string): StudioError {
  return new StudioError({
    code: 'encoder.failed',
    message: `The hardware encoder ${encoder} is out of use by now.`,
    whatToDo: 'The processor makes the video instead; "reelmill farm" says why the encoder is not used.',
  })
}

/** 45 s, 12 min. */
function spanText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000)
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
