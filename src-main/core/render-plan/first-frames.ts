import type { Artifact, SegmentSpec, Stack, VideoPlan } from '../../../src-shared/plans/plan.ts'

/** The plan of a video's beginning, without sound: its first `frames` frames, or all that it has. */
export function firstFrames(plan: VideoPlan, frames: number, hash: (text: string) => string): VideoPlan {
  const output = plan.artifacts.at(-1)?.spec
  if (output?.kind !== 'output') throw new Error('a plan ends with its output')
  const byHash = new Map(plan.artifacts.map((artifact) => [artifact.hash, artifact]))
  const kept: Artifact[] = []
  const segments: { artifact: string; frames: number }[] = []
  const needed = new Set<string>()
  let left = frames
  for (const segment of output.segments) {
    if (left <= 0) break
    const artifact = byHash.get(segment.artifact)!
    const short = segment.frames <= left ? artifact : shortened(artifact, left, hash)
    for (const need of short.needs) needed.add(need)
    kept.push(short)
    segments.push({ artifact: short.hash, frames: Math.min(left, segment.frames) })
    left -= segment.frames
  }
  const whole = segments.reduce((sum, segment) => sum + segment.frames, 0)
  const spec = { ...output, frames: whole, segments, audio: null }
  const end: Artifact = {
    hash: hash(JSON.stringify(spec)),
    label: 'finished file',
    spec,
    needs: segments.map(({ artifact }) => artifact),
  }
  const parts = plan.artifacts.filter((artifact) => needed.has(artifact.hash))
  return {
    ...plan,
    frames: whole,
    artifacts: [...parts, ...kept, end],
    output: end.hash,
    cuts: plan.cuts.slice(0, segments.length),
  }
}

function shortened(artifact: Artifact, frames: number, hash: (text: string) => string): Artifact {
  const { spec } = artifact
  if (spec.kind !== 'segment') throw new Error('a video consists of segments')
  const parts: SegmentSpec['parts'] = []
  let left = frames
  for (const part of spec.parts) {
    if (left <= 0) break
    const own = Math.min(left, part.frames)
    const { into } = part
    parts.push({
      frames: own,
      stack: stackUntil(part.stack, own),
      into: into === null ? null : { ...into, stack: stackUntil(into.stack, own) },
    })
    left -= own
  }
  const short: SegmentSpec = { ...spec, frames, parts }
  return { ...artifact, spec: short, hash: hash(JSON.stringify([artifact.hash, short])) }
}

const stackUntil = (stack: Stack, frames: number): Stack => ({
  ...stack,
  layers: stack.layers
    .filter(({ from }) => from < frames)
    .map((layer) => ({ ...layer, to: Math.min(layer.to, frames) })),
})
