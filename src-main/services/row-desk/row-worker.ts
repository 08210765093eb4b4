import { extname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { StudioError, toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { TableStanding } from '../../../src-shared/contract/tables.ts'
import { mapColumns } from '../../core/column-mapping/map-columns.ts'
import { openRowIndex } from '../../outside/database/row-index.ts'
import { describeTable, isBroken, openTable } from '../../outside/tables/open-table.ts'
import { contentOf } from '../batch-desk/identity.ts'
import { ColumnReaders } from '../row-intake/column-readers.ts'
import { judgeRow } from '../row-intake/judge-row.ts'
import { otherTable, requireColumns } from '../row-intake/mended-rows.ts'
import { checkLocale, chooseKey, withSample } from '../row-intake/read-rows.ts'
import { restored } from '../row-intake/rejected-rows.ts'
import { isClip } from './clip-names.ts'
import { exampleNames } from './example-names.ts'
import type { FoundInRow } from './found-in-row.ts'
import type { Question, Questions, Said, TableToOpen } from './messages.ts'
import { RowBook } from './row-book.ts'
import { openRowFiles } from './row-files.ts'

// One table under somebody's eyes, on a thread of its own: reads it to its end, and answers meanwhile.
const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread only')
const ask = workerData as TableToOpen
const say = (said: Said) => port.postMessage(said)

/** Records that go in together, and milliseconds between two tellings. */
const group = 250
const tellEvery = 150

async function open() {
  checkLocale(ask.locale)
  const content = contentOf(ask.data).catch(() => null)
  const table = await openTable(ask.data, ask.reading)
  const { columns } = table
  const tableMark = await content
  if (ask.tableMark !== undefined && ask.tableMark !== tableMark && Object.keys(ask.corrections).length > 0)
    throw otherTable(ask.data, 'Put it back as it was, or forget what was mended and mend it anew.')
  requireColumns(ask.corrections, columns, ask.data)
  const mapped = mapColumns(ask.variables, columns, ask.map, ask.languages, table.headings)
  // What has no column yet would make every row bad: that is told of the columns, not of the rows.
  const without = new Set([...mapped.missing, ...mapped.problems.map(({ variable }) => variable)])
  const variables = Object.fromEntries(Object.entries(ask.variables).filter(([name]) => !without.has(name)))
  const keyColumn = ask.key === undefined ? null : chooseKey(table, ask.key)
  const { sample, rows } = await withSample(table)
  const locale = ask.locale?.replaceAll('_', '-')
  const readers = new ColumnReaders(variables, mapped.mapping, ask.languages, locale, sample)
  const files = await openRowFiles({ folders: ask.folders, variables, mapping: mapped.mapping })
  const index = openRowIndex()
  const { corrections } = ask
  const book = new RowBook({ index, columns, readers, keyColumn, corrections, filesOf: files.problemsOf })
  let end: Pick<TableStanding, 'isWhole' | 'fault'> = { isWhole: false, fault: null }
  let finding = new Map<number, FoundInRow>()
  const standing = (): TableStanding => ({ ...book.standing(), ...end })

  /** Rows that nothing is wrong with, as far as the table tells. */
  function* goodRows() {
    for (const { row: kept, source } of book.sources()) {
      if (isBroken(source) || kept.setAside === 1 || kept.problems !== null || kept.twin !== null) continue
      const { key, values, byLanguage } = judgeRow(source, readers, keyColumn)
      if (key === null) continue
      yield { row: { number: source.number, line: source.line, key, values, byLanguage }, source }
    }
  }

  const questions: Questions = {
    rows: ({ view, offset, limit }) => book.rows(view, offset, limit),
    place: ({ view, ...record }) => ({ index: book.place(view, record) }),
    cell: ({ number, column }) => book.cell(number, column),
    change: async ({ change }) => ({ ...(await book.change(change)), table: standing() }),
    names: (names) =>
      exampleNames(
        names,
        {
          data: ask.data,
          template: ask.template,
          today: ask.today,
          variables: Object.keys(ask.variables),
          columns,
        },
        goodRows(),
      ),
    async found({ problems, warnings, first, last }) {
      // One that was stopped half-way has left its part.
      if (first) finding = new Map()
      const of = (number: number) => {
        const known = finding.get(number) ?? { problems: [], warnings: [] }
        finding.set(number, known)
        return known
      }
      for (const { number, ...problem } of problems) of(number).problems.push(problem)
      for (const { line, ...warning } of warnings) {
        const row = index.ofLine(line)
        if (row !== null) of(row.number).warnings.push(warning)
      }
      if (!last) return null
      const whole = finding
      finding = new Map()
      await book.enter(whole, setImmediate)
      say({ kind: 'standing', table: standing() })
      return standing()
    },
    async picture({ number, column }) {
      const name = columns[column]
      if (name === undefined) return null
      const { text } = book.cell(number, name)
      const found = text === null ? null : await files.find(text)
      return found !== null && 'path' in found && isShown(found.path) ? found.path : null
    },
  }

  async function readOn(): Promise<void> {
    let toldAt = Number.NEGATIVE_INFINITY
    let isTold = false
    const tell = () => {
      toldAt = performance.now()
      if (isTold) say({ kind: 'standing', table: standing() })
      else
        say({
          kind: 'opened',
          opened: { columns, description: describeTable(table.description), table: standing(), tableMark },
        })
      isTold = true
    }
    try {
      let waiting: Parameters<RowBook['add']>[0][number][] = []
      for await (const read of rows) {
        waiting.push(restored(read))
        if (waiting.length < group) continue
        await book.add(waiting)
        waiting = []
        // Questions are answered between two groups.
        await setImmediate()
        if (performance.now() - toldAt >= tellEvery) tell()
      }
      await book.add(waiting)
      end = { isWhole: true, fault: null }
    } catch (error) {
      end = { isWhole: false, fault: toErrorShape(error) }
    }
    tell()
  }
  return { questions, readOn }
}

const pictureEnds = ['.jpg', '.jpeg', '.png', '.webp', '.gif', '.avif', '.tif', '.tiff', '.bmp']
const isShown = (path: string) => isClip(path) || pictureEnds.includes(extname(path).toLowerCase())

const opening = open()
// One after the other: a change must not meet another one half-way.
let turn: Promise<unknown> = Promise.resolve()
port.on('message', (question: Question) => {
  turn = turn.then(async () => {
    const { number, what } = question
    try {
      const { questions } = await opening
      const answer = await (questions[what] as (ask: unknown) => unknown)(question.ask)
      say({ kind: 'answer', number, answer })
    } catch (error) {
      say({ kind: 'fault', number, error: toErrorShape(error) })
    }
  })
})

opening.then(
  ({ readOn }) => readOn(),
  (error: unknown) =>
    say({
      kind: 'refused',
      error: toErrorShape(
        error instanceof StudioError
          ? error
          : new StudioError({ code: 'internal', message: `A fault of Reelmill itself: ${String(error)}` }),
      ),
    }),
)
