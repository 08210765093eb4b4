import { toErrorShape } from '../../src-shared/contract/errors.ts'
import { ask } from '../bridge/bridge.ts'
import { tell, tellFault } from '../parts/tell.tsx'
import { words } from '../words/words.ts'
import { go } from './places.ts'

/** Some rows of the sample catalogue, rendered at once; opens the batch. */
export async function startSample(): Promise<void> {
  try {
    const [sample] = await ask('sample.show', {})
    if (sample === undefined) return
    const out = await ask('desktop.suggest-output', { data: sample.data })
    const { batch } = await ask('batch.start', {
      template: sample.template,
      data: sample.data,
      key: 'sku',
      rows: '1-6',
      languages: ['en'],
      formats: ['square'],
      out,
    })
    go({ name: 'batch', batch })
  } catch (error) {
    tellFault(error)
  }
}

const oneBatch = (batch: string) => [{ what: 'batch' as const, batch }]

/** What can be done about what waits for a person, with one click; what goes wrong is said in the corner. */
export const answers = {
  resume: (batch: string) => doing(ask('queue.resume', { targets: oneBatch(batch) })),
  resumeAll: () => doing(ask('queue.resume', { targets: [{ what: 'all' }] })),
  pause: (batch: string) =>
    doing(ask('queue.pause', { targets: oneBatch(batch) }), words.home.told.paused, () =>
      answers.resume(batch),
    ),
  pauseAll: () =>
    doing(ask('queue.pause', { targets: [{ what: 'all' }] }), words.home.told.allPaused, () =>
      answers.resumeAll(),
    ),
  cancel: (batch: string) =>
    doing(ask('queue.cancel', { targets: oneBatch(batch) }), words.home.told.cancelled, () =>
      answers.resume(batch),
    ),
  retry: (batch: string) => doing(ask('queue.retry', { targets: oneBatch(batch) }), words.home.told.retried),
  approve: (batch: string) => doing(ask('queue.approve', { batch }), words.home.told.approved),
  /** The failed videos of a batch are no longer counted as such. */
  async leaveOut(batch: string) {
    try {
      const { jobs } = await ask('batch.jobs', { batch, status: 'failed', limit: mostLeftOut })
      const targets = jobs.map(({ id }) => ({ what: 'job' as const, job: id }))
      if (targets.length === 0) return
      await ask('queue.skip', { targets })
      // Back to failed there is no way but to try them again.
      tell(words.home.told.leftOut(targets.length))
    } catch (error) {
      tellFault(error)
    }
  },
}

/** More failed videos than this are looked at before they are left out. */
export const mostLeftOut = 200

type Outcome = { changed: number; refused: { target: string; why: string }[] } | null

async function doing(asking: Promise<Outcome>, told?: string, undo?: () => unknown): Promise<void> {
  try {
    const outcome = await asking
    const [refused] = outcome?.refused ?? []
    if (refused !== undefined && outcome?.changed === 0) tellFault({ code: 'refused', message: refused.why })
    else if (told !== undefined) tell(told, undo && (() => void undo()))
  } catch (error) {
    tellFault(toErrorShape(error))
  }
}
