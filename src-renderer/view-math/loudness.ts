import type { QualityFinding } from '../../src-shared/quality/inspection.ts'
import { limitOf, type QualityProfile } from '../../src-shared/quality/profiles.ts'

/** So many LU above and below the middle are drawn, as meters after EBU Tech 3341 have it. */
const above = 9
const below = 18
/** Without a target: that of European television. */
const usual = -23

/**
 * What the sound was held against, LUFS: what the check itself said, else the profile's, else what the template brings its sound
 * to. null: nobody said anything.
 */
export function loudnessTarget(
  findings: readonly Pick<QualityFinding, 'check' | 'threshold'>[],
  profile: QualityProfile | null,
  ofTemplate: number | null,
): number | null {
  const said = findings.find(({ check }) => check === 'sound.loudness')?.threshold ?? null
  const ofProfile = profile === null ? null : limitOf(profile, 'sound.loudness', 'integrated')
  return said ?? ofProfile ?? ofTemplate
}

/** Where a level stands, 0 at the top to 100; what is beyond the scale stands at its edge. */
export function heightOf(level: number, target: number | null): number {
  const top = (target ?? usual) + above
  return Math.min(98, Math.max(2, ((top - level) / (above + below)) * 100))
}

/** The curve as an SVG path, 1,000 wide and 100 high; a gap where there is nothing to say. */
export function loudnessPath(levels: readonly (number | null)[], target: number | null): string {
  const step = 1_000 / Math.max(1, levels.length)
  let pen = 'M'
  return levels
    .flatMap((level, at) => {
      if (level === null) {
        pen = 'M'
        return []
      }
      const point = `${pen}${((at + 0.5) * step).toFixed(1)},${heightOf(level, target).toFixed(1)}`
      pen = 'L'
      return [point]
    })
    .join(' ')
}

/** The level at a share of the video's time; null: there is nothing to say. */
export const levelAt = (levels: readonly (number | null)[], share: number): number | null =>
  levels[Math.min(levels.length - 1, Math.max(0, Math.floor(share * levels.length)))] ?? null
