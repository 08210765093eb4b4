import { StudioError } from '../../src-shared/contract/errors.ts'
import type { reviewPackageCommands } from '../../src-shared/contract/review-packages.ts'
import type { ReviewPackages } from '../services/review-packages/review-packages.ts'
import { idOf, type NewestBatch, withIds } from './batch-names.ts'
import type { Handlers } from './create-api.ts'
import type { LongWorkOf } from './long-work.ts'

export function reviewPackageHandlers(
  packages: () => Promise<ReviewPackages>,
  office: () => Promise<{ store: NewestBatch }>,
  longWork: LongWorkOf,
): Pick<Handlers, keyof typeof reviewPackageCommands> {
  const packing = longWork({
    taken: (id) =>
      new StudioError({
        code: 'package.under-way',
        message: `An export with the id "${id}" runs already.`,
        whatToDo: 'Choose another id, or stop that one first.',
      }),
    stopped: (cause) =>
      new StudioError({
        code: 'package.stopped',
        message: 'The export was stopped, and nothing was written.',
        whatToDo: 'Begin again when you want it.',
        cause,
      }),
  })
  return {
    'review.export': ({ id, ...asked }) =>
      packing.run(id, async ({ signal, tell }) => {
        const { store } = await office()
        return (await packages()).export(withIds(store, asked), {
          signal,
          onVideo: (done, of, waits) =>
            tell(() => ({ event: 'review.packing', id, done, of, waits }), done === of || waits !== null),
        })
      }),
    'review.stop-export'({ id }) {
      packing.stop(id)
      return null
    },
    'review.import': async (asked) => (await packages()).import(asked),
    async 'review.packages'({ batch }) {
      const id = idOf((await office()).store, batch)
      return { packages: (await packages()).ofBatch(id) }
    },
  }
}
