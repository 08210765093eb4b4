import { Select, Skeleton } from '@mantine/core'
import {
  IconCircleCheck,
  IconCircleDashed,
  IconExclamationCircle,
  IconLayoutColumns,
} from '@tabler/icons-react'
import { ErrorNote } from '../../parts/error-note.tsx'
import { NothingHere } from '../../parts/nothing-here.tsx'
import { Told } from '../../parts/told.tsx'
import { change, inspect, reopen, useNewBatch } from '../../state/new-batch.ts'
import { type ColumnLine, columnLines, withColumn } from '../../view-math/draft.ts'
import { shownOf } from '../../view-math/loading.ts'
import { words } from '../../words/words.ts'

const namedUnused = 12

/** Which column fills which variable, with what stands in it; what doesn't match by itself is chosen by hand. */
export function ColumnsTab() {
  const draft = useNewBatch(({ draft }) => draft)
  const inspection = useNewBatch(({ inspection }) => inspection)
  const found = shownOf(inspection)
  if (draft.data === null || draft.template === null)
    return (
      <NothingHere icon={<IconLayoutColumns size={32} stroke={1.4} />} title={words.columns.title}>
        {words.columns.needsTemplate}
      </NothingHere>
    )
  if (found === null)
    return (
      <div className="columns-page">
        {inspection.is === 'failed' ? (
          <ErrorNote error={inspection.error} onTryAgain={() => void inspect()} />
        ) : (
          <>
            <p className="visually-hidden" role="status">
              {words.table.reading}
            </p>
            <Skeleton height={240} radius="md" />
          </>
        )}
      </div>
    )
  const lines = columnLines(draft.template, found, draft.map)
  const missing = lines.filter((line) => line.missing).length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="columns-page" tabIndex={0} aria-label={words.columns.label}>
      <div className="columns-head">
        <span className="section-fact" data-tone={missing > 0 ? 'bad' : 'good'} role="status">
          {missing > 0 ? words.columns.missing(missing) : words.columns.allMatched}
        </span>
        <Select
          aria-label={words.columns.key}
          description={words.columns.keyHint}
          label={words.columns.key}
          size="xs"
          searchable
          clearable
          placeholder={words.columns.keyNumber}
          data={[...new Set<string>(found.columns)]}
          value={draft.key}
          onChange={(key: string | null) => {
            change({ ...draft, key })
            void reopen()
          }}
        />
      </div>
      {found.problems.map(({ variable, message, whatToDo }) => (
        <p key={`${variable} ${message}`} className="column-problem">
          <Told text={message} />{' '}
          <strong>
            <Told text={whatToDo} />
          </strong>
        </p>
      ))}
      <div className="column-table-frame">
        <table className="column-table">
          <thead>
            <tr>
              <th scope="col">{words.columns.variable}</th>
              <th scope="col">{words.columns.column}</th>
              <th scope="col">{words.columns.sample}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.variable} line={line} columns={found.columns} />
            ))}
          </tbody>
        </table>
      </div>
      {found.unused.length > 0 && (
        <p className="columns-unused">
          {words.columns.unused(
            found.unused.slice(0, namedUnused),
            Math.max(0, found.unused.length - namedUnused),
          )}
        </p>
      )}
    </section>
  )
}

function Line({ line, columns }: { line: ColumnLine; columns: string[] }) {
  const draft = useNewBatch(({ draft }) => draft)
  const { variable, title, type, required, column, perLanguage, byHand, sample, missing } = line
  const byLanguage = perLanguage.map(({ language, column }) => `${column} (${language})`).join(', ')
  return (
    <tr data-missing={missing || undefined}>
      <th scope="row">
        <span className="column-variable">
          {missing ? (
            <IconExclamationCircle size={16} data-tone="bad" aria-hidden="true" />
          ) : column !== null || byLanguage !== '' ? (
            <IconCircleCheck size={16} data-tone="good" aria-hidden="true" />
          ) : (
            <IconCircleDashed size={16} data-tone="quiet" aria-hidden="true" />
          )}
          {title}
        </span>
        <span className="column-type">
          {words.columns.types[type] ?? type}, {required ? words.columns.required : words.columns.optional}
        </span>
      </th>
      <td>
        <Select
          aria-label={words.columns.choose(title)}
          size="xs"
          searchable
          clearable={byHand}
          placeholder={byLanguage === '' ? words.columns.notFilled : byLanguage}
          data={[...new Set<string>(columns)]}
          value={column}
          error={missing}
          onChange={(chosen: string | null) => {
            change(withColumn(draft, variable, chosen))
            void inspect()
          }}
        />
        {byLanguage !== '' && column !== null && <span className="column-type">{byLanguage}</span>}
      </td>
      <td className="column-sample">
        {sample.map((value) => (
          <span key={value} className="sample-value" title={value} dir="auto">
            {value}
          </span>
        ))}
      </td>
    </tr>
  )
}
