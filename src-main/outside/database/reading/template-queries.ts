import type { TemplateUse } from '../../../../src-shared/contract/templates.ts'
import type { Reading } from './queries.ts'

type UseRecord = Omit<TemplateUse, 'last'> & { lastBatch: string; lastName: string; lastAt: string }

export const templateQueries = {
  /** Which batches each template made, in order of name. */
  usesOfTemplates(reading: Reading, _none: null): TemplateUse[] {
    const found = reading.statements('templates-read').all<UseRecord>('uses_of_templates')
    return found.map(({ lastBatch, lastName, lastAt, ...use }) => ({
      ...use,
      last: { batch: lastBatch, name: lastName, at: lastAt },
    }))
  },
}
