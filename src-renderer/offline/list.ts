import type { PackedItem } from '../../src-shared/review/package.ts'
import { apart, button, fill, make } from './elements.ts'
import type { Session } from './session.ts'
import { words } from './words.ts'

/** Drawn around the video that is shown: a list of five thousand buttons would be slow. */
const listed = 60

/** All videos, in their order. */
export function openList(needs: {
  session: Session
  items: readonly PackedItem[]
  go(place: number): void
}): { element: HTMLElement; draw(place: number): void } {
  const { session, items, go } = needs
  const list = make('nav', { class: 'list' })
  function draw(place: number): void {
    list.setAttribute('aria-label', words.list)
    const from = Math.max(0, Math.min(place - listed / 2, items.length - listed))
    const cards = items.slice(from, from + listed).map((one, offset) => {
      const at = from + offset
      const state = session.state(one.job)
      return button(
        one.name,
        () => go(at),
        {
          key: `video ${at}`,
          class: `entry ${state}`,
          attributes: {
            ...(at === place ? { 'aria-current': 'true' } : {}),
            tabindex: at === place ? 0 : -1,
          },
        },
        make('img', { attributes: { src: one.poster.path, alt: '', loading: 'lazy', decoding: 'async' } }),
        make(
          'span',
          { class: 'entry-words' },
          apart(one.name, 'cut'),
          make('span', { class: `state ${state}` }, words.states[state]),
        ),
      )
    })
    fill(list, ...cards)
    // Only the list itself is moved: `scrollIntoView` would move the page of a phone, too.
    const current = list.querySelector<HTMLElement>('[aria-current]')
    if (current === null) return
    const isRow = list.scrollWidth > list.clientWidth
    list.scrollTop = current.offsetTop - list.clientHeight / 2 + current.offsetHeight / 2
    if (isRow) list.scrollLeft = current.offsetLeft - list.clientWidth / 2 + current.offsetWidth / 2
  }
  return { element: list, draw }
}
