import { useMemo } from 'react'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import type { ReviewDetail } from '../../../src-shared/contract/review.ts'
import { ask } from '../../bridge/bridge.ts'
import type { Playback } from '../../parts/player/playback.ts'
import { useAsked } from '../../state/asked.ts'
import { shownOf } from '../../view-math/loading.ts'
import { heightOf, levelAt, loudnessPath, loudnessTarget } from '../../view-math/loudness.ts'
import { number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

/** How loud the video is over its time by EBU R 128, against what it was meant to be. */
export function LoudnessCurve({
  batch,
  detail,
  sha256,
  playback,
}: {
  batch: Batch
  detail: ReviewDetail
  sha256: string
  playback: Playback
}) {
  const job = detail.job.id
  const [measured] = useAsked(`${job} ${sha256}`, () => ask('job.loudness', { job }))
  const [aim] = useAsked(`${batch.template.hash} ${detail.profile}`, () => aimOf(batch, detail.profile))
  const loudness = shownOf(measured)
  const { profile, ofTemplate } = shownOf(aim) ?? { profile: null, ofTemplate: null }
  const target = loudnessTarget(detail.allFindings, profile, ofTemplate)
  const path = useMemo(
    () => (loudness === null ? '' : loudnessPath(loudness.levels, target)),
    [loudness, target],
  )
  // Too short a sound, or none: the line below says which.
  if (loudness === null || loudness.levels.every((level) => level === null)) return null
  const say = words.review.loudness
  const share = playback.frames > 1 ? playback.frame / (playback.frames - 1) : 0
  const now = levelAt(loudness.levels, share)
  const inUnit = (level: number | null) => (level === null ? '–' : number(level, 1))
  return (
    <figure className="loudness" aria-label={say.label}>
      <div className="loudness-line">
        <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
          {target !== null && (
            <line
              className="loudness-target"
              x1="0"
              x2="1000"
              y1={heightOf(target, target)}
              y2={heightOf(target, target)}
            />
          )}
          <path className="loudness-level" d={path} />
          <line className="loudness-now" x1={share * 1_000} x2={share * 1_000} y1="0" y2="100" />
        </svg>
      </div>
      <figcaption>
        <span>
          {say.now} <strong>{inUnit(now)}</strong>
        </span>
        <span>
          {say.whole} <strong>{inUnit(loudness.integrated)}</strong>
        </span>
        {target !== null && (
          <span>
            <i className="loudness-key" aria-hidden="true" /> {say.target} <strong>{inUnit(target)}</strong>
          </span>
        )}
        <span>{say.unit}</span>
      </figcaption>
    </figure>
  )
}

/** A profile or a template that is gone since says nothing, and the curve is there without its target. */
async function aimOf(batch: Batch, name: string | null) {
  const [profiles, template] = await Promise.all([
    name === null ? [] : ask('quality.profiles', {}).then(({ profiles }) => profiles),
    ask('template.show', { template: batch.template.folder }).catch(() => null),
  ])
  return {
    profile: profiles.find((profile) => profile.name === name) ?? null,
    ofTemplate: template?.loudness ?? null,
  }
}
