import type { reviewPackageCommands } from '../../src-shared/contract/review-packages.ts'
import type { ReviewPackages } from '../services/review-packages/review-packages.ts'
import { idOf, type NewestBatch } from './batch-names.ts'
import type { Handlers } from './create-api.ts'

export function reviewPackageHandlers(
  packages: () => Promise<ReviewPackages>,
  office: () => Promise<{ store: NewestBatch }>,
): Pick<Handlers, keyof typeof reviewPackageCommands> {
  return {
    async 'review.export'(asked) {
      const { of } = asked
      if (!('batch' in of)) return (await packages()).export(asked)
      const batch = idOf((await office()).store, of.batch)
      return (await packages()).export({ ...asked, of: { batch } })
    },
    async 'review.stop-export'({ id }) {
      ;(await packages()).stop(id)
      return null
    },
    'review.import': async (asked) => (await packages()).import(asked),
    async 'review.packages'({ batch }) {
      const id = idOf((await office()).store, batch)
      return { packages: (await packages()).ofBatch(id) }
    },
  }
}
