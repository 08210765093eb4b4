import type { Artifact, VideoPlan } from '../../../src-shared/plans/plan.ts'

/** How much of a video is done, told as a share (0..1) that only grows. */
export type Progress = {
  /** For the making of one artifact: takes the share of it that is done. */
  of(artifact: Artifact): (share: number) => void
  done(artifact: Artifact): void
}

/** By frames; small things count as a few frames each. Parts of a video may be made side by side. */
export function createProgress(
  plan: VideoPlan,
  tell: ((share: number, doing: string) => void) | undefined,
): Progress {
  const all = plan.artifacts.reduce((sum, artifact) => sum + weight(artifact), 0)
  const shares = new Map<string, number>()
  let sum = 0
  let said = 0
  const set = (artifact: Artifact, share: number) => {
    const before = shares.get(artifact.hash) ?? 0
    const now = Math.max(before, Math.min(1, share))
    shares.set(artifact.hash, now)
    sum += (now - before) * weight(artifact)
    said = Math.max(said, Math.min(1, sum / all))
    tell?.(said, artifact.label)
  }
  return { of: (artifact) => (share) => set(artifact, share), done: (artifact) => set(artifact, 1) }
}

function weight({ spec }: Artifact): number {
  switch (spec.kind) {
    case 'segment':
      return spec.frames
    case 'clip':
      return spec.frames
    case 'audio':
      return 30
    case 'output':
      return spec.codec === 'gif' ? spec.frames : 10
    default:
      return 3
  }
}
