import type { CheckedRow, OpenProduction } from '../batch-desk/needs.ts'
import { openProduction, type ProductionSetup } from './production.ts'

/** Productions as the batch desk takes them: rows become jobs, jobs become files. */
export function batchProductions(setup: ProductionSetup): OpenProduction {
  return async (request, batchId) => {
    const production = await openProduction(request, batchId, setup)
    const { loaded, planner, maker, intake } = production
    const { template, folder, hash } = loaded
    return {
      template: { name: template.name, version: template.version, title: template.title, folder, hash },
      languages: production.languages,
      formats: production.formats,
      variables: Object.keys(template.variables),
      columns: intake.columns,
      async *rows(signal): AsyncGenerator<CheckedRow> {
        for await (const item of production.examined(signal)) {
          if (item.kind === 'rejected') yield { kind: 'rejected', problems: item.problems }
          else if (item.examined.problems.length > 0)
            yield { kind: 'rejected', problems: item.examined.problems }
          else yield { kind: 'passed', row: item.row, cells: item.source.cells, videos: item.examined.videos }
        }
      },
      async make({ row, language, format }, out, how) {
        const plan = await planner.plan(row, language, format)
        return { ...(await maker.make(plan, out, how)), hash: plan.output }
      },
      writeRejected: production.writeRejected,
      close: production.close,
    }
  }
}
