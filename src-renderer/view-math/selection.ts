/**
 * Which jobs are selected: those named, or all that match but those named. `anchor`: the row that shift extends from;
 * `active`: the row that keys move from; both -1 for none.
 */
export type Selection = {
  all: boolean
  named: ReadonlySet<number>
  anchor: number
  active: number
}

export const nothingSelected: Selection = { all: false, named: new Set(), anchor: -1, active: -1 }

export const isSelected = ({ all, named }: Selection, job: number): boolean => all !== named.has(job)

export function selectedCount({ all, named }: Selection, total: number): number {
  return all ? Math.max(0, total - named.size) : named.size
}

export const onlyOne = (job: number, row: number): Selection => ({
  all: false,
  named: new Set([job]),
  anchor: row,
  active: row,
})

/** One more, or one less. */
export function toggled(selection: Selection, job: number, row: number): Selection {
  const named = new Set(selection.named)
  if (!named.delete(job)) named.add(job)
  return { ...selection, named, anchor: row, active: row }
}

/** All rows from the anchor to this one; `jobs` are theirs. */
export const stretched = (selection: Selection, jobs: readonly number[], row: number): Selection => ({
  all: false,
  named: new Set(jobs),
  anchor: selection.anchor === -1 ? row : selection.anchor,
  active: row,
})

export const everything = (selection: Selection): Selection => ({
  all: true,
  named: new Set(),
  anchor: selection.anchor,
  active: selection.active,
})

/** The rows between the anchor and this one, both counted. */
export function stretchOf({ anchor }: Selection, row: number): { first: number; count: number } {
  const from = anchor === -1 ? row : anchor
  return { first: Math.min(from, row), count: Math.abs(from - row) + 1 }
}

/** Where a key leads from a row; null: the key moves nothing. `page`: rows in sight. */
export function rowAfterKey(key: string, row: number, total: number, page: number): number | null {
  const inside = (wanted: number) => Math.min(Math.max(0, wanted), total - 1)
  switch (key) {
    case 'ArrowDown':
      return inside(row + 1)
    case 'ArrowUp':
      return row === -1 ? inside(total - 1) : inside(row - 1)
    case 'PageDown':
      return inside(row + page)
    case 'PageUp':
      return inside(row - page)
    case 'Home':
      return inside(0)
    case 'End':
      return inside(total - 1)
    default:
      return null
  }
}
