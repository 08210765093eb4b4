import { create } from 'zustand'
import { addressOf, type Place, placeOf } from '../view-math/places.ts'

/** Where the window is. The address behind `#` is what holds it: reloading, back and forward follow from that. */
export const usePlace = create<{ place: Place }>()(() => ({ place: placeOf(window.location.hash) }))

/** Opens a place; `instead`: in place of the one that is shown, which back does not come to again. */
export function go(place: Place, how: { instead?: boolean } = {}): void {
  const address = addressOf(place)
  if (address === window.location.hash) return
  window.history[how.instead ? 'replaceState' : 'pushState'](null, '', address)
  usePlace.setState({ place })
}

export const back = () => window.history.back()
export const forward = () => window.history.forward()

for (const event of ['popstate', 'hashchange'] as const)
  window.addEventListener(event, () => {
    const place = placeOf(window.location.hash)
    if (addressOf(place) !== addressOf(usePlace.getState().place)) usePlace.setState({ place })
  })
