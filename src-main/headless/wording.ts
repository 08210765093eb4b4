/** `1 h 5 min`, `2 min 10 s`, `8 s`; from seconds. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  if (hours > 0) return `${hours} h ${minutes} min`
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`
}

/** A moment as the clock on the wall shows it: `2026-11-22 08:00:00`. */
export function localTime(iso: string): string {
  const at = new Date(iso)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}

/** `12 kB`, `3.4 MB`, `120 GB`; from bytes. */
export function size(bytes: number): string {
  const units = ['kB', 'MB', 'GB', 'TB']
  let [amount, unit] = [bytes / 1_000, 0]
  for (; amount >= 999.5 && unit < units.length - 1; unit += 1) amount /= 1_000
  return `${amount < 9.95 && unit > 0 ? amount.toFixed(1) : Math.max(1, Math.round(amount))} ${units[unit]}`
}

/** `1 row`, `1,200 rows`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`
}

/** Columns side by side, each as wide as its widest cell; the last one is not filled up. */
export function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))))
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === row.length - 1 ? cell : cell + ' '.repeat(widths[column]! - width(cell)),
      )
      .join('  ')
      .trimEnd(),
  )
}

/** Cells of a terminal that a text takes: East Asian characters and emoji take two, marks none. */
export function width(text: string): number {
  let cells = 0
  for (const { segment } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)) {
    if (/^[\p{Cc}\p{Cf}\p{Mn}]+$/u.test(segment)) continue
    cells +=
      /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\u3000-\u303f\uff01-\uff60]/u.test(
        segment,
      ) && !/^[©®™]$/.test(segment)
        ? 2
        : 1
  }
  return cells
}

/** The text cut to so many cells, with an ellipsis where something is missing. Controls become spaces. */
export function fitted(text: string, cells: number): string {
  const line = inLine(text)
  if (width(line) <= cells) return line
  let kept = ''
  let taken = 0
  for (const { segment } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(line)) {
    taken += width(segment)
    if (taken > cells - 1) break
    kept += segment
  }
  return `${kept}…`
}

/** Text of several lines without anything that a terminal would obey. */
export function harmless(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
}

/** Text of the data for a terminal: no line breaks, and nothing that a terminal would obey. */
export function inLine(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
}
