import type { RenderRequest } from '../../src-shared/batches/batch.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import type { BatchEstimate } from '../../src-shared/farm/estimate.ts'
import type { BatchPlan } from '../../src-shared/plans/batch-plan.ts'
import type { Handlers } from './create-api.ts'

const tellEvery = 100

export function planHandlers(needs: {
  /** Those that run, by the id that their asker chose. */
  plans: Map<string, AbortController>
  run(
    request: RenderRequest,
    id: string,
    how: { signal: AbortSignal; graph: string | null; onProgress(rows: number, videos: number): void },
  ): Promise<BatchPlan>
  tell(event: StudioEvent): void
  milliseconds(): number
  /** What a batch takes that was planned. */
  estimate(plan: BatchPlan, request: RenderRequest): Promise<BatchEstimate>
}): Pick<Handlers, 'plan.run' | 'plan.stop' | 'batch.estimate'> {
  const { plans } = needs

  async function run(id: string, request: RenderRequest, graph: string | null): Promise<BatchPlan> {
    if (plans.has(id))
      throw new StudioError({
        code: 'plan.running',
        message: `A plan with the id "${id}" is being made already.`,
        whatToDo: 'Choose another id, or stop that one first.',
      })
    const controller = new AbortController()
    plans.set(id, controller)
    let toldAt = Number.NEGATIVE_INFINITY
    try {
      return await needs.run(request, id, {
        signal: controller.signal,
        graph,
        onProgress(rows, videos) {
          const at = needs.milliseconds()
          if (at - toldAt < tellEvery) return
          toldAt = at
          const count = (number: number, thing: string) =>
            `${number.toLocaleString('en')} ${thing}${number === 1 ? '' : 's'}`
          const doing = `Planning: ${count(rows, 'row')}, ${count(videos, 'video')}`
          needs.tell({ event: 'check.progress', id, rows, videos, doing })
        },
      })
    } catch (error) {
      if (!controller.signal.aborted) throw error
      throw new StudioError({
        code: 'plan.stopped',
        message: 'Planning was stopped.',
        whatToDo: 'Start it again when you want its answer.',
        cause: error,
      })
    } finally {
      plans.delete(id)
    }
  }

  return {
    'plan.run': ({ id, request, graph }) => run(id, request, graph ?? null),
    async 'batch.estimate'({ id, request }) {
      return needs.estimate(await run(id, request, null), request)
    },
    'plan.stop'({ id }) {
      plans.get(id)?.abort()
      return null
    },
  }
}
