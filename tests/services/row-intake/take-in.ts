import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type IntakeItem,
  type RowIntake,
  type RowRequest,
  readRows,
} from '../../../src-main/services/row-intake/read-rows.ts'
import type { Row, RowProblem } from '../../../src-shared/data/rows.ts'
import { type Variables, variableSchema } from '../../../src-shared/data/variables.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

export function variables(sources: Record<string, Record<string, unknown>>): Variables {
  return Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [name, variableSchema.parse(source)]),
  )
}

export const product = variables({
  name: { type: 'text', maxLength: 20 },
  price: { type: 'money', currency: 'EUR' },
  image: { type: 'image', required: false },
})

export type Taken = { intake: RowIntake; items: IntakeItem[]; rows: Row[]; problems: RowProblem[] }

export async function takeIn(request: Partial<RowRequest> & { data: string }): Promise<Taken> {
  const intake = await readRows({ variables: product, languages: ['en'], ...request })
  const items: IntakeItem[] = []
  for await (const item of intake.rows) items.push(item)
  return {
    intake,
    items,
    rows: items.flatMap((item) => (item.kind === 'row' ? [item.row] : [])),
    problems: items.flatMap((item) => (item.kind === 'rejected' ? item.problems : [])),
  }
}

/** Takes in a table that is written for the occasion. */
export function takeInText(
  text: string,
  request: Partial<RowRequest> = {},
  name = 'data.csv',
): Promise<Taken> {
  return withTempFolder(async (folder) => {
    await writeFile(join(folder, name), text)
    return takeIn({ data: join(folder, name), ...request })
  })
}
