import type { EngineAsk, Shown } from '../editor-engine/engine-calls.ts'
import type { EngineThread } from '../editor-engine/engine-thread.ts'

/** The first row that can be shown, of the first few. */
export async function firstRow(
  thread: EngineThread,
  editor: string,
  { format, language }: Shown,
): Promise<EngineAsk<'moment'>> {
  for (let row = 0; row < 20; row += 1) {
    const { fault, rows } = await thread.ask('row', { editor, row })
    if (fault === null) return { editor, row, language, format }
    if (row + 1 >= rows) break
  }
  return { editor, row: 0, language, format }
}

/** How wide a picture of a format is whose longer side has so many pixels. */
export function widthOf({ width, height }: Pick<Shown, 'width' | 'height'>, side: number): number {
  return Math.max(16, Math.min(width, Math.round(width > height ? side : (side * width) / height)))
}
