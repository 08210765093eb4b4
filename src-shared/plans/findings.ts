/** What the check before rendering saw. An error keeps its row (and only that row) from being rendered. */
export type Finding = {
  severity: 'error' | 'warning'
  /** Stable name: `text.overflow`, `glyph.missing`, `translation.missing`, `name.collision`, `format.odd-size`, ... */
  rule: string
  message: string
  whatToDo: string
  /** Where it holds; null means for all of them. */
  rowKey: string | null
  line: number | null
  language: string | null
  format: string | null
  scene: string | null
  layer: string | null
  /** The column of the table whose cell it is about, where it is about one. */
  column?: string | null
  /** The place in template.json, of what was found in the template itself: `scenes[2].layers[0].box.width`. */
  path?: string
}
