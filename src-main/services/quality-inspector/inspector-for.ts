import {
  type InspectionWish,
  noInspection,
  profileFor,
  profileWith,
} from '../../../src-shared/quality/wish.ts'
import type { ProductionSetup } from '../production/production.ts'
import { createVideoInspector, type VideoInspector } from './video-inspector.ts'

/**
 * What looks at the videos of a batch, as it was asked for, else as its template says; null: nobody is to look. Rejects with
 * `quality.profile-missing`. `folder`: where whole frames lie while they are looked at.
 */
export async function inspectorFor(
  asked: InspectionWish | undefined,
  setup: Pick<ProductionSetup, 'inspecting' | 'findFfmpeg'>,
  folder: string,
  ofTemplate?: InspectionWish,
): Promise<VideoInspector | null> {
  const name = profileFor(asked?.profile, ofTemplate?.profile)
  if (name === noInspection || setup.inspecting === undefined) return null
  const { room, looking, kept, past, profiles } = await setup.inspecting()
  const wishes = [ofTemplate, asked].filter((wish) => wish !== undefined)
  const profile = profileWith(await profiles.find(name), ...wishes)
  return createVideoInspector({
    profile,
    wishes,
    programs: setup.findFfmpeg,
    room,
    looking,
    kept,
    past,
    folder,
  })
}
