/** Columns of a wall of tiles that are at least `least` wide with `gap` between them, and the tiles' width. */
export function wallOf(width: number, least: number, gap: number): { columns: number; tile: number } {
  const columns = Math.max(1, Math.floor((width + gap) / (least + gap)))
  return { columns, tile: Math.max(0, (width - gap * (columns - 1)) / columns) }
}

/** The tiles of one row of the wall. */
export function tilesOfRow<T>(items: readonly T[], row: number, columns: number): readonly T[] {
  return items.slice(row * columns, (row + 1) * columns)
}
