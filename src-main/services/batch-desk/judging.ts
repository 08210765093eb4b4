import type { Resource } from '../../../src-shared/farm/causes.ts'
import type { JobEvent } from '../../core/job-lifecycle/job-lifecycle.ts'
import { causeOf, codeOf, whatNow } from '../../core/retry-policy/retry-policy.ts'
import { jobFailure } from './failures.ts'

/** What a fault makes of a job, and of others. */
type Judgement = {
  event: Extract<JobEvent, { kind: 'failed' | 'try-again' | 'handed-back' }>
  /** Nothing that needs it begins until it is there again. */
  hold: Resource | null
  /** A fault of Reelmill: the batch stops, and everything that tells of it is kept. */
  stops: boolean
  /** Its programs are others by now: the batch is opened anew. */
  reopens: boolean
}

/** A resource is looked for again after so long, when the fault was none of a unit. */
const holdFor = 3_000

/**
 * Judges a fault that a job ended with. `tries`: those of the job that are burnt, this one included. `ofUnit`: one of
 * its units failed for good, so all that can be tried was tried. `chance`: 0 to 1.
 */
export function judge(
  fault: unknown,
  seen: { tries: number; ofUnit: boolean; chance: number; now: string },
): Judgement {
  const code = codeOf(fault)
  const { cause } = causeOf({ code })
  const error = { ...jobFailure(fault), cause }
  const none = { hold: null, stops: false, reopens: false }
  if (code === 'ffmpeg.replaced')
    return { ...none, event: { kind: 'handed-back', reason: `Handed back: ${error.message}` }, reopens: true }
  const what = whatNow({ code, tries: seen.tries, chance: seen.chance })
  const failed = (stops = false): Judgement => ({ ...none, event: { kind: 'failed', error }, stops })
  if (what.do === 'stop') return failed(true)
  if (seen.ofUnit) return failed()
  switch (what.do) {
    case 'again':
      return {
        ...none,
        event: { kind: 'try-again', error, notBefore: later(seen.now, what.afterMilliseconds) },
      }
    case 'hold':
      return {
        ...none,
        event: {
          kind: 'handed-back',
          reason: `Handed back: ${error.message}`,
          notBefore: later(seen.now, holdFor),
        },
        hold: what.resource,
      }
    case 'give-up':
    // Its video was made with the processor, and that met an encoder's fault, too.
    case 'fall-back':
      return failed()
    default:
      return what satisfies never
  }
}

const later = (now: string, milliseconds: number) => new Date(Date.parse(now) + milliseconds).toISOString()
