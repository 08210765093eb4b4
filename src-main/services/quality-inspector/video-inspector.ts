import { mkdir } from 'node:fs/promises'
import { toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { VideoPlan } from '../../../src-shared/plans/plan.ts'
import type { FileFacts, LikenessFacts } from '../../../src-shared/quality/facts.ts'
import type { Inspection } from '../../../src-shared/quality/inspection.ts'
import type { QualityProfile } from '../../../src-shared/quality/profiles.ts'
import type { InspectionWish } from '../../../src-shared/quality/wish.ts'
import type { SourceFacts } from '../../core/quality-intent/known.ts'
import type { LookingRoom } from '../../outside/measuring/looking.ts'
import type { MeasuringRoom } from '../../outside/measuring/measuring.ts'
import type { UnitAsk, UnitHands } from '../video-maker/needs.ts'
import { intentFor, looksOf, type PlannedVideo } from './intent-for.ts'
import { judgeKept } from './judge-measured.ts'
import type { KeptMeasurer } from './kept-measurer.ts'
import type { PastFacts } from './past-facts.ts'
import { profileHash } from './profile-book.ts'
import { createQualityInspector } from './quality-inspector.ts'

/** Looks at files that were made here, in the slots of the farm. */
export type VideoInspector = {
  profileHash: string
  /** What looking at a video asks of the farm. `hash`: of its plan; `order`: behind so many units of its job. */
  askOf(video: {
    hash: string
    order: number
    frames: number
    width: number
    height: number
    codec: string | null
  }): UnitAsk
  /** Judges by what is kept of the file, without decoding it; null: it has to be measured. `plan`: its hash. */
  judgeAgain(
    file: { sha256: string; plan: string; compared: boolean },
    signal: AbortSignal,
  ): Promise<Inspection | null>
  /** Measures and judges. `video` null: its plan is not known any more. A file that can't be read at all fails. */
  inspect(
    file: { out: string; sha256: string; video: PlannedVideo | null; compare?: CompareVideo | undefined },
    hands: UnitHands,
  ): Promise<Inspection>
}

/** Compares a finished video with its plan rendered without loss. `start`: when its first picture is shown, by its own clock. */
export type CompareVideo = (
  video: { path: string; start: number },
  hands: UnitHands,
  folder: string,
) => Promise<LikenessFacts>

export function createVideoInspector(needs: {
  profile: QualityProfile
  programs(): Promise<{ ffmpeg: string; ffprobe: string }>
  room: MeasuringRoom
  looking: LookingRoom
  kept: KeptMeasurer
  past: PastFacts
  /** What template and batch said of the profile: `profile` holds it already. */
  wishes: InspectionWish[]
  /** Where whole frames lie while they are looked at. */
  folder: string
}): VideoInspector {
  const { profile, looking, folder } = needs
  /** Clips and sounds of the videos, each measured once; those that are being measured, too. */
  const sources = new Map<string, Promise<SourceFacts | null>>()

  /** One that can't be measured may be anything: what is wrong with it was told when it was read. */
  function sourceOf(
    content: string,
    path: string,
    inspector: Inspector,
    hands: UnitHands,
  ): Promise<SourceFacts | null> {
    const known = sources.get(content)
    if (known !== undefined)
      return known.catch(() => {
        // Whoever measured it was called off.
        hands.signal.throwIfAborted()
        return sourceOf(content, path, inspector, hands)
      })
    const { signal, threads } = hands
    const measure = () => inspector.measureFile(path, { signal, threads })
    const measured = needs.kept.source(content, measure, signal).then(
      (facts): SourceFacts => facts,
      () => {
        // Called off, or the machine's fault: the next video tries again.
        sources.delete(content)
        signal.throwIfAborted()
        return null
      },
    )
    sources.set(content, measured)
    return measured
  }

  return {
    profileHash: profileHash(profile),
    askOf: inspectionAsk,
    async judgeAgain(file, signal) {
      const { past, wishes } = needs
      const kept = await past.find(file.sha256)
      const inspection = await judgeKept(kept, file, profile, signal)
      // What it is held against now is what other thresholds are compared with.
      if (kept !== null && inspection !== null)
        void past.keep(file.sha256, { ...kept, profile: profile.name, wishes })
      return inspection
    },
    async inspect({ out, sha256, video, compare }, hands) {
      const { signal, threads, onShare } = hands
      const inspector = createQualityInspector({ ...needs, run: hands.run })
      const how = { profile, signal, threads, onShare, sha256 }
      if (video === null) return inspector.inspectFile(out, how)
      const intent = await intentFor(video, {
        looking,
        source: (content, { path }) => sourceOf(content, path, inspector, hands),
      })
      const looks = { ...looksOf(intent, video.rasters), folder }
      const { past, wishes } = needs
      return inspector.inspectFile(out, {
        ...how,
        intent,
        looks,
        ...partsOf(video.plan),
        onMeasured: ({ cpuMilliseconds: _, ...measured }) =>
          void past.keep(sha256, {
            ...{ profile: profile.name, plan: video.plan.output, wishes },
            ...{ measured, intent },
          }),
        ...(compare === undefined
          ? {}
          : { compare: (file) => compared(out, file, { compare, hands, folder }) }),
      })
    },
  }
}

/** What can't be compared is told with what is wrong with it, and costs nothing else. */
async function compared(
  path: string,
  file: FileFacts,
  { compare, hands, folder }: { compare: CompareVideo; hands: UnitHands; folder: string },
): Promise<{ facts: LikenessFacts; cpuMilliseconds: number | null }> {
  let cpuMilliseconds: number | null = 0
  const run: UnitHands['run'] = async (call) => {
    const end = await hands.run(call)
    const { cpuMilliseconds: own } = end.use
    cpuMilliseconds = cpuMilliseconds === null || own === null ? null : cpuMilliseconds + own
    return end
  }
  await mkdir(folder, { recursive: true })
  // How far it is was told by the measuring, which takes longest.
  const own = { ...hands, run, onShare: () => {} }
  const facts = await compare({ path, start: file.picture?.start ?? 0 }, own, folder).catch(
    (error: unknown): LikenessFacts => {
      hands.signal.throwIfAborted()
      return { seconds: [], fault: toErrorShape(error).message }
    },
  )
  return { facts, cpuMilliseconds }
}

/** The segments that a plan's file is joined of; a GIF is coded anew of them. */
export function partsOf({ artifacts, output }: VideoPlan): { segments?: number[] } {
  const spec = artifacts.find(({ hash }) => hash === output)?.spec
  if (spec?.kind !== 'output' || spec.codec === 'gif') return {}
  return { segments: spec.segments.map(({ frames }) => frames) }
}

type Inspector = ReturnType<typeof createQualityInspector>

const inspectionAsk: VideoInspector['askOf'] = ({ hash, order, frames, width, height, codec }) => ({
  kind: 'inspection',
  hash,
  label: 'the finished video is inspected',
  order,
  slot: 'encode',
  work: frames * width * height,
  shape: { width, height, pictures: 1, codec, quality: null },
  writes: [],
  hardware: null,
})
