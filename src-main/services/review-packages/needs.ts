import type { Clock } from '../../outside/clock/clock.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'
import type { Posters } from '../posters/posters.ts'
import type { ReviewCopies } from '../posters/review-copies.ts'
import type { RenderFarm } from '../render-farm/render-farm.ts'
import type { ReviewDesk } from '../review-desk/review-desk.ts'

/** What review packages need of others. */
export type ReviewPackagesNeeds = {
  store: StudioStore
  review: Pick<ReviewDesk, 'numbers' | 'item' | 'status' | 'undo' | 'take' | 'takeComments'>
  posters(): Promise<Pick<Posters, 'poster'>>
  copies(): Promise<ReviewCopies>
  /** In which copies are made. */
  slots: RenderFarm['copies']
  /** Videos that are copied, or wait for a slot, at a time. */
  atOnce: number
  /** Path of the page that goes into a package, as it was built. */
  page: string
  clock: Pick<Clock, 'iso'>
}
