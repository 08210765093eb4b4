import type { RenderRequest } from '../../src-shared/batches/batch.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { BatchEstimate } from '../../src-shared/farm/estimate.ts'
import type { BatchPlan } from '../../src-shared/plans/batch-plan.ts'
import type { Handlers } from './create-api.ts'
import { count, type LongWorkOf } from './long-work.ts'

export function planHandlers(needs: {
  longWork: LongWorkOf
  run(
    request: RenderRequest,
    id: string,
    how: { signal: AbortSignal; graph: string | null; onProgress(rows: number, videos: number): void },
  ): Promise<BatchPlan>
  /** What a batch takes that was planned. */
  estimate(plan: BatchPlan, request: RenderRequest): Promise<BatchEstimate>
}): Pick<Handlers, 'plan.run' | 'plan.stop' | 'batch.estimate'> {
  const planning = needs.longWork({
    taken: (id) =>
      new StudioError({
        code: 'plan.running',
        message: `A plan with the id "${id}" is being made already.`,
        whatToDo: 'Choose another id, or stop that one first.',
      }),
    stopped: (cause) =>
      new StudioError({
        code: 'plan.stopped',
        message: 'Planning was stopped.',
        whatToDo: 'Start it again when you want its answer.',
        cause,
      }),
  })

  const run = (id: string, request: RenderRequest, graph: string | null): Promise<BatchPlan> =>
    planning.run(id, ({ signal, tell }) =>
      needs.run(request, id, {
        signal,
        graph,
        onProgress: (rows, videos) =>
          tell(() => {
            const doing = `Planning: ${count(rows, 'row')}, ${count(videos, 'video')}`
            return { event: 'check.progress', id, rows, videos, doing }
          }),
      }),
    )

  return {
    'plan.run': ({ id, request, graph }) => run(id, request, graph ?? null),
    async 'batch.estimate'({ id, request }) {
      return needs.estimate(await run(id, request, null), request)
    },
    'plan.stop'({ id }) {
      planning.stop(id)
      return null
    },
  }
}
