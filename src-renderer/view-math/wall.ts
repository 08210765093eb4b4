/** Columns of a wall of tiles that are at least `least` wide with `gap` between them, and the tiles' width. */
export function wallOf(width: number, least: number, gap: number): { columns: number; tile: number } {
  const columns = Math.max(1, Math.floor((width + gap) / (least + gap)))
  return { columns, tile: Math.max(0, (width - gap * (columns - 1)) / columns) }
}

/** A row of the wall: the head of a group, or tiles `from` (included) to `to` (not). */
type WallRow = { is: 'head'; group: number } | { is: 'tiles'; from: number; to: number }

/** Where everything stands on a wall of groups, without an object for each of its rows. */
type WallLayout = {
  rowCount: number
  rowAt(row: number): WallRow
  isHead(row: number): boolean
  /** The row of a tile. */
  rowOf(place: number): number
  /** The first row of a group. */
  rowOfGroup(group: number): number
  groupOf(place: number): number
}

/** `counts`: tiles of each group. With heads, each group begins with a row that names it. */
export function layOut(counts: readonly number[], columns: number, withHeads: boolean): WallLayout {
  const head = withHeads ? 1 : 0
  const firstRow = new Float64Array(counts.length + 1)
  const firstPlace = new Float64Array(counts.length + 1)
  for (const [group, count] of counts.entries()) {
    firstRow[group + 1] = firstRow[group]! + head + Math.ceil(count / columns)
    firstPlace[group + 1] = firstPlace[group]! + count
  }
  const heads = new Uint8Array(firstRow[counts.length]!)
  if (withHeads) for (let group = 0; group < counts.length; group += 1) heads[firstRow[group]!] = 1
  const groupOf = (place: number) => lastAtOrBelow(firstPlace, place)
  return {
    rowCount: firstRow[counts.length]!,
    rowAt(row) {
      const group = lastAtOrBelow(firstRow, row)
      const within = row - firstRow[group]! - head
      if (within < 0) return { is: 'head', group }
      const from = firstPlace[group]! + within * columns
      return { is: 'tiles', from, to: Math.min(from + columns, firstPlace[group + 1]!) }
    },
    isHead: (row) => heads[row] === 1,
    rowOf(place) {
      const group = groupOf(place)
      return firstRow[group]! + head + Math.floor((place - firstPlace[group]!) / columns)
    },
    rowOfGroup: (group) => firstRow[group]!,
    groupOf,
  }
}

/** The place that an arrow leads to from `place`; the same where there is none. Up and down keep the column. */
export function placeBeside(
  layout: WallLayout,
  place: number,
  way: 'left' | 'right' | 'up' | 'down',
  total: number,
): number {
  if (way === 'left') return Math.max(0, place - 1)
  if (way === 'right') return Math.min(total - 1, place + 1)
  const step = way === 'up' ? -1 : 1
  const row = layout.rowOf(place)
  const own = layout.rowAt(row)
  const column = own.is === 'tiles' ? place - own.from : 0
  for (let next = row + step; next >= 0 && next < layout.rowCount; next += step) {
    const found = layout.rowAt(next)
    if (found.is === 'tiles') return Math.min(found.from + column, found.to - 1)
  }
  return place
}

/** Index of the last group that begins at or below `value`; the last entry of `firsts` is where all end. */
function lastAtOrBelow(firsts: Float64Array, value: number): number {
  let low = 0
  let high = firsts.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (firsts[middle + 1]! <= value) low = middle + 1
    else high = middle
  }
  return Math.min(low, Math.max(0, firsts.length - 2))
}
