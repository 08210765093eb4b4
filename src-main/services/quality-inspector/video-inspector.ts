import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { VideoPlan } from '../../../src-shared/plans/plan.ts'
import { type Inspection, type QualityFinding, verdictOf } from '../../../src-shared/quality/inspection.ts'
import type { QualityProfile } from '../../../src-shared/quality/profiles.ts'
import { judge } from '../../core/quality-rules/judge.ts'
import type { MeasuringRoom } from '../../outside/measuring/measuring.ts'
import type { UnitAsk, UnitHands } from '../video-maker/needs.ts'
import { profileHash } from './profile-book.ts'
import { createQualityInspector, ofFile, unreadable } from './quality-inspector.ts'

/** Looks at files that were made of plans, in the slots of the farm. */
export type VideoInspector = {
  profileHash: string
  /** What looking at the video of a plan asks of the farm. */
  askOf(plan: VideoPlan): UnitAsk
  /** Measures and judges. A file that can't be read at all fails. */
  inspect(plan: VideoPlan, file: { out: string; sha256: string }, hands: UnitHands): Promise<Inspection>
}

export function createVideoInspector(needs: {
  profile: QualityProfile
  programs(): Promise<{ ffmpeg: string; ffprobe: string }>
  room: MeasuringRoom
}): VideoInspector {
  const { profile, programs, room } = needs
  const hash = profileHash(profile)

  return {
    profileHash: hash,
    askOf: inspectionAsk,
    async inspect(_plan, { out, sha256 }, hands) {
      const { signal, threads, onShare } = hands
      const { measureFile } = createQualityInspector({ programs, room, run: hands.run })
      let findings: QualityFinding[]
      let cpuMilliseconds: number | null = null
      try {
        const measured = await measureFile(out, { signal, threads, onShare })
        cpuMilliseconds = measured.cpuMilliseconds
        findings = judge(measured, null, profile)
      } catch (error) {
        if (!(error instanceof StudioError) || !ofFile.has(error.code)) throw error
        findings = [unreadable(error)]
      }
      return {
        verdict: verdictOf(findings),
        findings,
        profile: { name: profile.name, hash },
        sha256,
        planned: false,
        cpuMilliseconds,
      }
    },
  }
}

function inspectionAsk({ output, artifacts, frames, width, height, codec }: VideoPlan): UnitAsk {
  return {
    kind: 'inspection',
    hash: output,
    label: 'the finished video is inspected',
    order: artifacts.length,
    slot: 'encode',
    work: frames * width * height,
    shape: { width, height, pictures: 1, codec, quality: null },
    writes: [],
    hardware: null,
  }
}
