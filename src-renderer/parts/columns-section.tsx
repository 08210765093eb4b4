import { Select, Skeleton, Text } from '@mantine/core'
import { IconCircleCheck, IconCircleDashed, IconExclamationCircle } from '@tabler/icons-react'
import { change, inspect, useNewBatch } from '../state/new-batch.ts'
import { type ColumnLine, columnLines, withColumn } from '../view-math/draft.ts'
import { shownOf } from '../view-math/loading.ts'
import { words } from '../words/words.ts'
import { Section } from './section.tsx'

/** Which column fills which variable, with what stands in it; what doesn't match by itself is chosen by hand. */
export function ColumnsSection() {
  const draft = useNewBatch(({ draft }) => draft)
  const inspection = useNewBatch(({ inspection }) => inspection)
  const found = shownOf(inspection)
  if (draft.data === null || draft.template === null) return null
  if (found === null)
    return inspection.is === 'failed' ? null : (
      <Section title={words.columns.title}>
        <p className="visually-hidden" role="status">
          {words.table.reading}
        </p>
        <Skeleton height={180} radius="md" />
      </Section>
    )
  const lines = columnLines(draft.template, found, draft.map)
  const missing = lines.filter((line) => line.missing).length
  return (
    <Section
      title={words.columns.title}
      aside={
        <span className="section-fact" data-tone={missing > 0 ? 'bad' : 'good'}>
          {missing > 0 ? words.columns.missing(missing) : words.columns.allMatched}
        </span>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="column-table-frame" tabIndex={0} aria-label={words.columns.label}>
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
      </section>
      <div className="column-foot">
        <Select
          label={words.columns.key}
          description={words.columns.keyHint}
          size="xs"
          searchable
          clearable
          placeholder={words.columns.keyNumber}
          data={[...new Set(found.columns)]}
          value={draft.key}
          onChange={(key) => change({ ...draft, key })}
        />
        {found.unused.length > 0 && (
          <Text size="xs" c="dimmed">
            {words.columns.unused(found.unused)}
          </Text>
        )}
      </div>
    </Section>
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
          {type}, {required ? words.columns.required : words.columns.optional}
        </span>
      </th>
      <td>
        <Select
          aria-label={words.columns.choose(title)}
          size="xs"
          searchable
          clearable={byHand}
          placeholder={byLanguage === '' ? words.columns.notFilled : byLanguage}
          data={[...new Set(columns)]}
          value={column}
          error={missing}
          onChange={(chosen) => {
            change(withColumn(draft, variable, chosen))
            void inspect()
          }}
        />
        {byLanguage !== '' && column !== null && <span className="column-type">{byLanguage}</span>}
      </td>
      <td className="column-sample">
        {sample.map((value) => (
          <span key={value} className="sample-value" title={value}>
            {value}
          </span>
        ))}
      </td>
    </tr>
  )
}
