import type { PackedItem } from '../../src-shared/review/package.ts'
import { apart, button, fill, make } from './elements.ts'
import type { Session } from './session.ts'
import { words } from './words.ts'

/** Videos that are looked at together. */
export const pageSize = 20

/** Twenty videos at a time, each decided by one key. */
export function openSheet(needs: {
  session: Session
  items: readonly PackedItem[]
  open(place: number): void
  moved(place: number): void
  approveRest(jobs: number[]): void
}): { element: HTMLElement; draw(place: number): void; columns(): number } {
  const { session, items } = needs
  const grid = make('ul', { class: 'cards' })
  const foot = make('div', { class: 'pager' })
  const element = make('section', { class: 'sheet', attributes: { hidden: true } }, grid, foot)
  /** The page of which was asked whether it may be approved. */
  let sure: number | null = null
  let drawnPlace = -1

  const columns = () =>
    Math.max(
      1,
      getComputedStyle(grid)
        .gridTemplateColumns.split(' ')
        .filter((size) => size !== '').length,
    )

  return {
    element,
    columns,
    draw(place) {
      const page = Math.floor(place / pageSize)
      const pages = Math.ceil(items.length / pageSize)
      const shown = items.slice(page * pageSize, (page + 1) * pageSize)
      const rest = shown.filter(({ job }) => session.state(job) === 'open').map(({ job }) => job)
      if (sure !== page) sure = null
      fill(
        grid,
        ...shown.map((item, offset) => {
          const at = page * pageSize + offset
          const state = session.state(item.job)
          return make(
            'li',
            {},
            button(
              item.name,
              () => (at === place ? needs.open(at) : needs.moved(at)),
              {
                key: `card ${at}`,
                class: `card ${state}`,
                attributes: {
                  ...(at === place ? { 'aria-current': 'true' } : {}),
                  tabindex: at === place ? 0 : -1,
                },
              },
              make(
                'span',
                { class: 'picture' },
                make('img', { attributes: { src: item.poster.path, alt: '', decoding: 'async' } }),
              ),
              make('span', { class: 'cut' }, apart(item.name)),
              make('span', { class: `state ${state}` }, words.states[state]),
            ),
          )
        }),
      )
      fill(
        foot,
        button(words.previousPage, () => needs.moved(Math.max(0, (page - 1) * pageSize)), {
          key: 'page-back',
          attributes: { disabled: page === 0 },
        }),
        make('span', { class: 'quiet' }, words.page(page + 1, pages)),
        button(words.nextPage, () => needs.moved((page + 1) * pageSize), {
          key: 'page-on',
          attributes: { disabled: page >= pages - 1 },
        }),
        button(
          rest.length === 0
            ? words.restNone
            : sure === page
              ? words.restSure(rest.length)
              : words.rest(rest.length),
          () => {
            if (sure === page) {
              sure = null
              needs.approveRest(rest)
            } else {
              sure = page
              needs.moved(place)
            }
          },
          { key: 'rest', class: sure === page ? 'main' : '', attributes: { disabled: rest.length === 0 } },
        ),
      )
      const isNew = drawnPlace !== place
      drawnPlace = place
      const inFoot = foot.contains(document.activeElement)
      if (isNew && !inFoot) grid.querySelector<HTMLElement>('[aria-current]')?.focus()
    },
  }
}
