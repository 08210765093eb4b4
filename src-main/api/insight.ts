import type { Batch } from '../../src-shared/batches/batch.ts'
import type { Answers, ParsedPayload } from '../../src-shared/contract/commands.ts'
import { ofBatch } from './batch-names.ts'
import type { Handlers } from './create-api.ts'

type Names = 'history.batches' | 'history.templates' | 'history.batch' | 'history.over-time' | 'table.export'

/** What is asked of the thread that reads, by name. */
type Reading = {
  ask(name: 'history.batches', values: ParsedPayload<'history.batches'>): Promise<Answers['history.batches']>
  ask(name: 'history.templates', values: object): Promise<Answers['history.templates']>
  ask(name: 'history.batch', values: { batch: string }): Promise<Omit<Answers['history.batch'], 'processors'>>
  ask(
    name: 'history.over-time',
    values: ParsedPayload<'history.over-time'>,
  ): Promise<Omit<Answers['history.over-time'], 'processors'>>
}

type InsightOffice = {
  reading: Reading
  store: { batches(before: undefined, limit: number): { batches: Batch[] } }
}

/** `processors`: of this machine. */
export function insightHandlers(
  office: () => Promise<InsightOffice>,
  processors: number,
  writeExport: (table: ParsedPayload<'table.export'>) => Promise<void>,
): Pick<Handlers, Names> {
  return {
    'history.batches': async (asked) => (await office()).reading.ask('history.batches', asked),
    'history.templates': async (asked) => (await office()).reading.ask('history.templates', asked),
    async 'history.batch'(asked) {
      const { reading, store } = await office()
      return { ...(await reading.ask('history.batch', ofBatch(store, asked))), processors }
    },
    'history.over-time': async (asked) => ({
      ...(await (await office()).reading.ask('history.over-time', asked)),
      processors,
    }),
    async 'table.export'(table) {
      await writeExport(table)
      return null
    },
  }
}
