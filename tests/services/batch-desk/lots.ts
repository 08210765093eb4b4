import type { StudioStore } from '../../../src-main/outside/database/studio-store.ts'

/** Gives a batch so many more videos that wait. */
export function lots(store: StudioStore, batch: string, count: number): void {
  const group = 10_000
  for (let from = 0; from < count; from += group)
    store.addRows(batch, {
      passed: Array.from({ length: Math.min(group, count - from) }, (_, index) => {
        const number = 1_000 + from + index
        const row = { number, line: number + 1, key: `L${number}`, values: {}, byLanguage: {} }
        const job = {
          ...{ rowNumber: number, line: number + 1, rowKey: row.key, language: 'en', format: 'square' },
          ...{ path: `${row.key}.mp4`, pathKey: `${row.key}.mp4`.toLowerCase(), work: 100, note: null },
        }
        return { row, jobs: [job] }
      }),
      rejected: [],
    })
}
