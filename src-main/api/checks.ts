import type { RenderRequest } from '../../src-shared/batches/batch.ts'
import type { CheckReport } from '../../src-shared/contract/commands.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { RowProblem } from '../../src-shared/data/rows.ts'
import type { Finding } from '../../src-shared/plans/findings.ts'
import type { RowDesk } from '../services/row-desk/row-desk.ts'
import type { Handlers } from './create-api.ts'
import { count, type LongWorkOf } from './long-work.ts'

type Found = { problems: RowProblem[]; warnings: Finding[] }

export function checkHandlers(needs: {
  longWork: LongWorkOf
  run(
    request: RenderRequest,
    id: string,
    how: {
      signal: AbortSignal
      onProgress(rows: number, videos: number): void
      onFound?(found: Found): void
    },
  ): Promise<CheckReport>
  desk(): Promise<Pick<RowDesk, 'ask'>>
}): Pick<Handlers, 'check.run' | 'check.stop'> {
  const checking = needs.longWork({
    taken: (id) =>
      new StudioError({
        code: 'check.running',
        message: `A check with the id "${id}" is running already.`,
        whatToDo: 'Choose another id, or stop that one first.',
      }),
    stopped: (cause) =>
      new StudioError({
        code: 'check.stopped',
        message: 'The check was stopped.',
        whatToDo: 'Start it again when you want its answer.',
        cause,
      }),
  })
  return {
    'check.run': ({ id, request, table }) =>
      checking.run(id, async ({ signal, tell }) => {
        const entry = table === undefined ? null : enteredIn(table, await needs.desk())
        const report = await needs.run(request, id, {
          signal,
          ...(entry === null ? {} : { onFound: entry.found }),
          onProgress: (rows, videos) =>
            tell(() => {
              const doing = `Checking: ${count(rows, 'row')}, ${count(videos, 'video')}`
              return { event: 'check.progress', id, rows, videos, doing }
            }),
        })
        await entry?.end()
        return report
      }),
    'check.stop'({ id }) {
      checking.stop(id)
      return null
    },
  }
}

/** Rows of findings that cross to the table's thread together. */
const foundAtOnce = 500

/** Takes what a check finds to the thread that keeps a table. One that was closed meanwhile needs nothing. */
function enteredIn(table: string, desk: Pick<RowDesk, 'ask'>) {
  let rows: Found[] = []
  let first = true
  const send = (last: boolean) => {
    const sent = desk.ask(table, 'found', {
      first,
      last,
      problems: rows.flatMap(({ problems }) =>
        problems.map(({ rowNumber, column, rule, message, whatToDo }) => ({
          number: rowNumber,
          column,
          rule,
          message,
          whatToDo,
        })),
      ),
      warnings: rows.flatMap(({ warnings }) =>
        warnings.flatMap(({ line, column, rule, message, whatToDo }) =>
          line === null ? [] : [{ line, column: column ?? null, rule, message, whatToDo }],
        ),
      ),
    })
    rows = []
    first = false
    return sent.then(
      () => {},
      (error: unknown) => {
        if (!(error instanceof StudioError && error.code === 'table.not-open')) throw error
      },
    )
  }
  let sending: Promise<void> = Promise.resolve()
  return {
    found(found: Found) {
      rows.push(found)
      if (rows.length < foundAtOnce) return
      const sent = send(false)
      // A failure is met at the end.
      sent.catch(() => {})
      sending = Promise.all([sending, sent]).then(() => {})
      sending.catch(() => {})
    },
    async end() {
      await sending
      await send(true)
    },
  }
}
