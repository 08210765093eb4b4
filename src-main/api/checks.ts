import type { RenderRequest } from '../../src-shared/batches/batch.ts'
import type { CheckReport } from '../../src-shared/contract/commands.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import type { Handlers } from './create-api.ts'

const tellEvery = 100

const count = (number: number, thing: string) =>
  `${number.toLocaleString('en')} ${thing}${number === 1 ? '' : 's'}`

export function checkHandlers(needs: {
  /** Those that run, by the id that their asker chose. */
  checks: Map<string, AbortController>
  run(
    request: RenderRequest,
    id: string,
    how: { signal: AbortSignal; onProgress(rows: number, videos: number): void },
  ): Promise<CheckReport>
  tell(event: StudioEvent): void
  milliseconds(): number
}): Pick<Handlers, 'check.run' | 'check.stop'> {
  const { checks } = needs
  return {
    async 'check.run'({ id, request }) {
      if (checks.has(id))
        throw new StudioError({
          code: 'check.running',
          message: `A check with the id "${id}" is running already.`,
          whatToDo: 'Choose another id, or stop that one first.',
        })
      const controller = new AbortController()
      checks.set(id, controller)
      let toldAt = Number.NEGATIVE_INFINITY
      try {
        return await needs.run(request, id, {
          signal: controller.signal,
          onProgress(rows, videos) {
            const at = needs.milliseconds()
            if (at - toldAt < tellEvery) return
            toldAt = at
            const doing = `Checking: ${count(rows, 'row')}, ${count(videos, 'video')}`
            needs.tell({ event: 'check.progress', id, rows, videos, doing })
          },
        })
      } catch (error) {
        if (!controller.signal.aborted) throw error
        throw new StudioError({
          code: 'check.stopped',
          message: 'The check was stopped.',
          whatToDo: 'Start it again when you want its answer.',
          cause: error,
        })
      } finally {
        checks.delete(id)
      }
    },
    'check.stop'({ id }) {
      checks.get(id)?.abort()
      return null
    },
  }
}
