import { parse } from 'csv-parse/sync'

const candidates = [',', ';', '\t', '|']

/**
 * Guesses what stands between the cells of a line, from the first lines of a file: the character that cuts the most
 * lines into as many cells as the heading has. A comma when none does.
 */
export function guessDelimiter(start: string, whole: boolean): string {
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of candidates) {
    const score = agreement(start, delimiter, whole)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** 0 when the heading has but one cell; else between 0 and 1, a little more for more cells. */
function agreement(start: string, delimiter: string, whole: boolean) {
  const sample = start.slice(0, 64_000)
  const records = recordsOf(sample, delimiter)
  // The last record is cut off where the sample ends.
  if (records.length > 1 && !(whole && sample.length === start.length)) records.pop()
  const [heading, ...rest] = records
  if (heading === undefined || heading.length < 2) return 0
  const filled = heading.filter((cell) => cell.trim() !== '').length
  if (filled < 2) return 0
  const same = rest.filter((record) => record.length === heading.length).length
  const share = rest.length === 0 ? 1 : same / rest.length
  return share + Math.min(heading.length, 50) / 1000
}

function recordsOf(sample: string, delimiter: string): string[][] {
  const records: string[][] = []
  try {
    parse(sample, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: 200,
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
