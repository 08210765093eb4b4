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

/** An inspection that sees what it is told to see, in the file of this SHA-256. */
export const fakeInspecting = (
  seenIn: (sha256: string) => readonly Pick<QualityFinding, 'check' | 'severity'>[],
  unit: UnitAsk,
  note: (what: 'inspected' | 'distrusted', named?: string) => void,
): InspectingVideo => ({
  behind: (parts) => [...parts],
  judgeAgain: async () => null,
  async distrust(suspects) {
    for (const { hash } of suspects) note('distrusted', hash)
  },
  profileHash: 'by-web',
  ask: { ...unit, kind: 'inspection' },
  async inspect({ sha256 }, { onShare }) {
    onShare(0.5)
    note('inspected')
    const seen = seenIn(sha256)
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
