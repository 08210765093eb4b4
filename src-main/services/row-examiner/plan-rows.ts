import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Row, RowProblem } from '../../../src-shared/data/rows.ts'
import { createPlanPacker, type PackedPlans } from '../../core/plan-merge/pack-plans.ts'
import type { VideoPlanner } from '../video-planner/video-planner.ts'

/** Some rows' plans, and the problems of each row that would be set aside. */
export type PlannedRows = { packed: PackedPlans; rejected: RowProblem[][] }
export type Matrix = { languages: readonly string[]; formats: readonly string[] }

/**
 * Plans all videos of the rows. A row with a fault in one language or format has no plan at all, as in a batch. Rejects
 * with a StudioError when videos can't be planned and no row is to blame.
 */
export async function planRows(
  rows: readonly Row[],
  planner: VideoPlanner,
  { languages, formats }: Matrix,
): Promise<PlannedRows> {
  const packer = createPlanPacker()
  const rejected: RowProblem[][] = []
  for (const row of rows) {
    const takeBack = packer.mark()
    try {
      for (const language of languages)
        for (const format of formats) packer.add(await planner.plan(row, language, format))
    } catch (error) {
      takeBack()
      if (!(error instanceof StudioError)) throw error
      // Planning stops at the first fault; examining names them all.
      const { problems } = await planner.examine(row)
      if (problems.length === 0) throw error
      rejected.push(problems)
    }
  }
  return { packed: packer.packed(), rejected }
}
