import { IconChartBar, IconFileSpreadsheet, IconTable } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { words } from '../words/words.ts'
import { Chart, type ChartData, hasFigures } from './chart.tsx'
import { exportTable } from './export-table.ts'
import { Tool } from './tool.tsx'

/** Figures as a table; `numbers`: the same cells for a spreadsheet. */
type FigureTable = {
  columns: readonly string[]
  /** As they are read. */
  rows: readonly (readonly string[])[]
  numbers: readonly (readonly (string | number | null)[])[]
}

/** Figures as a picture that also is a table, at a click, and for those who can't see it. */
export function FigureCard({
  title,
  summary,
  chart,
  table,
  pointed,
}: {
  title: string
  /** What they come to. */
  summary: string
  chart: ChartData
  table: FigureTable
  /** What is said of one stretch, under the pointer. */
  pointed(index: number): string
}) {
  const [isTable, setIsTable] = useState(false)
  const [point, setPoint] = useState<number | null>(null)
  const { history } = words
  const legend = chart.series.length > 1 && hasFigures(chart)
  const drawn = useMemo(() => <FigureRows table={table} title={title} />, [table, title])
  return (
    <section className="figure-card" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <Tool
          label={isTable ? history.asPicture : history.asTable}
          of={title}
          stays
          onClick={() => setIsTable(!isTable)}
        >
          {isTable ? <IconChartBar size={16} /> : <IconTable size={16} />}
        </Tool>
        <Tool
          label={history.export}
          of={title}
          stays
          onClick={() => void exportTable(title, table.columns, table.numbers)}
        >
          <IconFileSpreadsheet size={16} />
        </Tool>
      </header>
      <p className="figure-summary">
        {point === null || isTable || point >= chart.labels.length ? summary : pointed(point)}
      </p>
      {isTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        // biome-ignore lint/a11y/useSemanticElements: it is no set of fields
        <div className="figure-table" tabIndex={0} role="group" aria-label={title}>
          {drawn}
        </div>
      ) : (
        <>
          {hasFigures(chart) ? (
            <Chart data={chart} onPoint={setPoint} />
          ) : (
            <p className="figure-none" aria-hidden="true">
              {history.noFigures}
            </p>
          )}
          {legend && (
            <ul className="figure-legend" aria-hidden="true">
              {chart.series.map(({ name, colour, is }) => (
                <li key={name}>
                  <span data-is={is} style={{ background: `var(${colour})` }} />
                  {name}
                </li>
              ))}
            </ul>
          )}
          <div className="visually-hidden">{drawn}</div>
        </>
      )}
    </section>
  )
}

function FigureRows({ table, title }: { table: FigureTable; title: string }) {
  return (
    <table>
      <caption className="visually-hidden">{title}</caption>
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(([first, ...rest], row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two batches may have one name
          <tr key={row}>
            <th scope="row">{first}</th>
            {rest.map((cell, column) => (
              <td key={table.columns[column + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
