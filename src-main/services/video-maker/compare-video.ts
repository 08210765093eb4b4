import type { Artifact, SegmentSpec, VideoPlan } from '../../../src-shared/plans/plan.ts'
import type { LikenessFacts } from '../../../src-shared/quality/facts.ts'
import type { FrameLikeness } from '../../core/ffmpeg-commands/likeness-command.ts'
import { likenessStretches } from '../../core/quality-intent/likeness-stretches.ts'
import type { HeldArtifact } from '../artifact-store/artifact-store.ts'
import type { UnitHands } from './needs.ts'
import { createProgress } from './progress.ts'
import type { createSegmentMaker, Facts } from './segment-maker.ts'
import type { Making } from './video-maker.ts'

type Held = HeldArtifact<Facts>

/** Compares stretches of a finished video with what its segments were made of: what is gone of that is made again. */
export async function compareVideo(
  plan: VideoPlan,
  video: { path: string; start: number },
  { hands, folder, seed }: { hands: UnitHands; folder: string; seed: number },
  maker: {
    hold(artifact: Artifact, held: Map<string, Held>, making: Making): Promise<Held>
    compare: ReturnType<typeof createSegmentMaker>['compare']
  },
): Promise<LikenessFacts> {
  const output = plan.artifacts.at(-1)?.spec
  if (output?.kind !== 'output') throw new Error('a plan ends with its output')
  const { rate } = output
  const { signal } = hands
  const making: Making = {
    hands: { unit: (_ask, _signal, make) => make(hands), light: (_signal, work) => work() },
    signal,
    progress: createProgress(plan, undefined),
    run: (make) => make(hands),
  }
  /** Of one stretch after another, as long as each begins where the one before it ended. */
  const runs: { at: number; frames: FrameLikeness[] }[] = []
  const held = new Map<string, Held>()
  try {
    for (const { segment, at, ...stretch } of likenessStretches(output.segments, rate, seed)) {
      const artifact = plan.artifacts.find(({ hash }) => hash === output.segments[segment]!.artifact)
      if (artifact?.spec.kind !== 'segment') throw new Error('an output is joined of segments')
      const shown = new Set(artifact.needs)
      for (const each of plan.artifacts)
        if (shown.has(each.hash) && !held.has(each.hash))
          held.set(each.hash, await maker.hold(each, held, making))
      const frames = await maker.compare(
        { ...artifact, spec: artifact.spec satisfies SegmentSpec },
        held,
        {
          ...stretch,
          video: video.path,
          after: at === 0 ? null : video.start + ((at - 0.5) * rate.den) / rate.num,
        },
        { hands, folder },
      )
      const last = runs.at(-1)
      if (last !== undefined && last.at + last.frames.length === at) last.frames.push(...frames)
      else runs.push({ at, frames })
    }
  } finally {
    for (const artifact of held.values()) artifact.release()
  }
  const second = Math.max(1, Math.round(rate.num / rate.den))
  return { seconds: runs.flatMap(({ at, frames }) => meansOf(frames, at, second)), fault: null }
}

function meansOf(frames: readonly FrameLikeness[], at: number, second: number): LikenessFacts['seconds'] {
  const means: LikenessFacts['seconds'] = []
  for (let from = 0; from < frames.length; from += second) {
    const those = frames.slice(from, from + second)
    const mean = (of: (frame: FrameLikeness) => number) =>
      those.reduce((sum, frame) => sum + of(frame), 0) / those.length
    means.push({
      from: at + from,
      to: at + from + those.length,
      ssim: mean(({ ssim }) => ssim),
      psnr: mean(({ psnr }) => psnr),
      vmaf: those.every(({ vmaf }) => vmaf !== null) ? mean(({ vmaf }) => vmaf!) : null,
    })
  }
  return means
}
