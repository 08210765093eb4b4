import { join } from 'node:path'
import type { EngineAnswer, TableWish } from './engine-calls.ts'
import type { EngineThread } from './engine-thread.ts'

/** The sample tables that come with the product, and the templates that they were made for. */
export type Samples = readonly { template: string; data: string }[]

/** A table of which nothing is said: all is found out. */
export const plainly = (data: string): TableWish => ({ data, reading: {}, map: {} })

type Table = EngineAnswer<'table'>

/** With fewer variables a template is like a sample's by chance. */
const leastVariables = 5

/**
 * Puts a sample table behind an editor: the one of its template, else one that fills every variable, as it does for a
 * duplicate of a sample's template. Answers its path; null: rows are made up.
 */
export async function putSample(
  thread: EngineThread,
  editor: string,
  template: string,
  samples: Samples,
): Promise<string | null> {
  const use = (data: string | null) =>
    thread
      .ask('table', { editor, table: data === null ? null : plainly(data) })
      .catch((): Table | null => null)
  const own = samples.find((sample) => sample.template === template)
  if (own !== undefined) return (await use(own.data)) === null ? null : own.data
  let best: string | null = null
  for (const { data } of samples) {
    const table = await use(data)
    if (table === null || table.filled < table.variables || table.variables < leastVariables) continue
    if (best === null) best = data
  }
  await use(best)
  return best
}

/** The samples that come with Reelmill: ready-made requests. */
export function samplesOf(projectRoot: string): { title: string; template: string; data: string }[] {
  const data = (path: string) => join(projectRoot, 'resources', 'sample-data', path)
  return [
    { title: 'Product catalogue', template: 'product-showcase', data: data('catalogue/products.csv') },
    { title: 'Personal ads', template: 'personal-ad', data: data('customers.csv') },
    { title: 'Market update', template: 'market-update', data: data('neighbourhoods.csv') },
  ]
}
