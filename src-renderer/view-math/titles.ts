import { words } from '../words/words.ts'
import { isUnderWay } from './batch-list.ts'
import { percent } from './numbers.ts'
import type { Place } from './places.ts'
import type { StudioView } from './studio-events.ts'

/** The window's title: how far the work is, and where in the studio the window is. `42 % · Spring catalogue - Reelmill`. */
export function titleOf(place: Place, view: Pick<StudioView, 'batches' | 'progress'>): string {
  const running = view.batches.find((batch) => isUnderWay(batch) && view.progress.has(batch.id))
  const share = running === undefined ? '' : `${percent(view.progress.get(running.id)!.share)} % · `
  return `${share}${nameOf(place, view)} - ${words.product}`
}

function nameOf(place: Place, { batches }: Pick<StudioView, 'batches'>): string {
  const batchName = (id: string) => batches.find((batch) => batch.id === id)?.name ?? id
  switch (place.name) {
    case 'farm':
      return words.studio.farm
    case 'batch':
      return batchName(place.batch)
    case 'job':
      return `${words.studio.job(place.job)} · ${batchName(place.batch)}`
    case 'results':
    case 'review':
      return place.batch === null
        ? words.places[place.name]
        : `${words.places[place.name]} · ${batchName(place.batch)}`
    case 'editor':
      return place.template
    default:
      return nameOfPlace(place.name)
  }
}

/** What a page is called where it stands for all of its kind. */
export function nameOfPlace(name: Place['name']): string {
  switch (name) {
    case 'farm':
    case 'batch':
    case 'editor':
      return words.studio[name]
    case 'job':
      return words.studio.video
    default:
      return words.places[name]
  }
}
