import { parse } from 'csv-parse/sync'

const candidates = [',', ';', '\t', '|']

/**
 * Guesses what stands between the cells of a line, from the first lines of a file: the character that cuts the most
 * lines into as many cells as the heading has. A comma when none does.
 */
export function guessDelimiter(start: string, whole: boolean): string {
  const sample = start.slice(0, 64_000)
  const possible = candidates.filter((delimiter) => cutsHeading(sample, delimiter))
  // Nothing to weigh: most files end here, and reading records four times takes longer than all else about them.
  if (possible.length <= 1) return possible[0] ?? ','
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of possible) {
    const score = agreement(sample, delimiter, whole && sample.length === start.length)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** Whether the heading becomes two cells or more. */
function cutsHeading(sample: string, delimiter: string): boolean {
  const [heading = []] = recordsOf(sample, delimiter, 1)
  return heading.filter((cell) => cell.trim() !== '').length >= 2
}

/** The share of records with as many cells as the heading, between 0 and 1, and a little more for more cells. */
function agreement(sample: string, delimiter: string, whole: boolean): number {
  const records = recordsOf(sample, delimiter, 200)
  // The last record is cut off where the sample ends.
  if (records.length > 1 && !whole) records.pop()
  const [heading = [], ...rest] = records
  const same = rest.filter((record) => record.length === heading.length).length
  const share = rest.length === 0 ? 1 : same / rest.length
  return share + Math.min(heading.length, 50) / 1000
}

function recordsOf(sample: string, delimiter: string, most: number): string[][] {
  const records: string[][] = []
  try {
    parse(sample, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: most,
      on_record: (record: string[]) => {
        records.push(record)
        return null
      },
    })
  } catch {
    // A quote that is open at the end of the sample: what was read until then is enough.
  }
  return records
}
