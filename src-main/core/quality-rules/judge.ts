import type { QualityFinding } from '../../../src-shared/quality/inspection.ts'
import type { Intent } from '../../../src-shared/quality/intent.ts'
import type { QualityProfile } from '../../../src-shared/quality/profiles.ts'
import { judgeFile } from './file-rules.ts'
import { createJudging, type Measured } from './judging.ts'
import { judgeLikeness } from './likeness.ts'
import { judgePicture } from './picture-rules.ts'
import { judgeSound } from './sound-rules.ts'

/**
 * Everything that file, pictures and sound show to be wrong. With `intent`, what was meant is no finding; without, what
 * might be meant is told as a warning at most, and much is let pass. Findings about the whole file come first, then by frame.
 */
export function judge(measured: Measured, intent: Intent | null, profile: QualityProfile): QualityFinding[] {
  const judging = judgeInSlices(measured, intent, profile)
  for (;;) {
    const slice = judging.next()
    if (slice.done === true) return slice.value
  }
}

/** The same in slices of some milliseconds, for whoever has something else to do between them: videos may be hours long. */
export function* judgeInSlices(
  measured: Measured,
  intent: Intent | null,
  profile: QualityProfile,
): Generator<undefined, QualityFinding[]> {
  const judging = createJudging(measured, intent, profile)
  judgeFile(judging)
  yield* judgePicture(judging)
  judgeSound(judging)
  judgeLikeness(judging)
  return judging.findings.sort((one, other) => (one.from ?? -1) - (other.from ?? -1))
}
