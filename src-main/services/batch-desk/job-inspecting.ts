import type { Inspection } from '../../../src-shared/quality/inspection.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'
import type { JobHands } from '../video-maker/needs.ts'
import type { PlannedVideo } from './needs.ts'

/** Of a job's work, that is so much. */
export const inspectingShare = 0.1

/**
 * Looks at a file as a unit of its job, unless the very same file was held against the same profile before (`known`
 * says whether that counts): then `isNew` is false. Null: nobody is to look.
 */
export async function inspectFile(
  { hash, inspecting }: Pick<PlannedVideo, 'hash' | 'inspecting'>,
  file: { out: string; sha256: string },
  how: {
    store: Pick<StudioStore, 'quality'>
    unit: JobHands['unit']
    signal: AbortSignal
    known: boolean
    onShare(share: number): void
  },
): Promise<{ inspection: Inspection; isNew: boolean } | null> {
  if (inspecting === undefined) return null
  const { profileHash, ask, inspect } = inspecting
  const { sha256 } = file
  const before = how.known ? how.store.quality.ofFile({ hash, sha256, profileHash }) : null
  if (before !== null) {
    const { at: _at, ...inspection } = before
    return { inspection, isNew: false }
  }
  const inspection = await how.unit(ask, how.signal, (hands) =>
    inspect(file, {
      ...hands,
      onShare(share) {
        hands.onShare(share)
        how.onShare(share)
      },
    }),
  )
  return { inspection, isNew: true }
}
