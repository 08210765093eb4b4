import type { InspectingVideo } from '../../../src-main/services/batch-desk/needs.ts'
import type { UnitAsk } from '../../../src-main/services/video-maker/needs.ts'
import { type QualityFinding, verdictOf } from '../../../src-shared/quality/inspection.ts'

const nothingSaid = {
  from: 0,
  to: 5,
  figure: null,
  threshold: null,
  unit: null,
  message: 'Something was seen.',
  whatToDo: 'Look at it.',
  region: null,
  layer: null,
  segment: null,
} as const

/** An inspection that sees what it is told to see. */
export const fakeInspecting = (
  seen: readonly Pick<QualityFinding, 'check' | 'severity'>[],
  unit: UnitAsk,
  note: () => void,
): InspectingVideo => ({
  profileHash: 'by-web',
  ask: { ...unit, kind: 'inspection' },
  async inspect({ sha256 }, { onShare }) {
    onShare(0.5)
    note()
    return {
      verdict: verdictOf(seen),
      findings: seen.map((finding) => ({ ...nothingSaid, ...finding })),
      profile: { name: 'web', hash: 'by-web' },
      sha256,
      planned: true,
      cpuMilliseconds: 1,
    }
  },
})
