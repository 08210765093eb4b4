/** Whole lines of a stream, however it was cut. A line without an end is cut to its last 64 Ki characters. */
export function lineSplitter(onLine: (line: string) => void) {
  let rest = ''
  return {
    push(text: string) {
      const lines = (rest + text).split(/\r\n|\n|\r/)
      rest = (lines.pop() ?? '').slice(-64 * 1024)
      for (const line of lines) onLine(line)
    },
    end() {
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}
