/** Eight places of a town that does not exist, by the names of their pictures. */
import { hillside, oldTown } from './prospects.ts'
import { leafySuburb, modernTowers, terracedHouses } from './streets.ts'
import type { Place } from './view.ts'
import { canal, duskSkyline, waterfront } from './waterside.ts'

export const places: Record<string, () => Place> = {
  'dusk-skyline': duskSkyline,
  'terraced-houses': terracedHouses,
  waterfront,
  'leafy-suburb': leafySuburb,
  'old-town': oldTown,
  'modern-towers': modernTowers,
  hillside,
  canal,
}
