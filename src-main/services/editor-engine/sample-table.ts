import type { EngineAnswer } from './engine-calls.ts'
import type { EngineThread } from './engine-thread.ts'

/** The sample tables that come with the product, and the templates that they were made for. */
export type Samples = readonly { template: string; data: string }[]

type Table = EngineAnswer<'table'>

/**
 * Puts a sample table behind an editor: the one of its template, else the one that fills all its required variables and
 * most of the others. Answers its path; null: rows are made up.
 */
export async function putSample(
  thread: EngineThread,
  editor: string,
  template: string,
  samples: Samples,
): Promise<string | null> {
  const use = (data: string | null) =>
    thread.ask('table', { editor, data, map: {} }).catch((): Table | null => null)
  const own = samples.find((sample) => sample.template === template)
  if (own !== undefined) return (await use(own.data)) === null ? null : own.data
  let best: { data: string; filled: number } | null = null
  for (const { data } of samples) {
    const table = await use(data)
    if (table === null || table.missing.length > 0 || table.filled * 2 < table.variables) continue
    if (table.filled > (best?.filled ?? 0)) best = { data, filled: table.filled }
  }
  await use(best?.data ?? null)
  return best?.data ?? null
}
