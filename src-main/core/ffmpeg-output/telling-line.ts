/** Said after a fault, whatever it was. */
const idle = [
  /^(conversion failed|exiting|task finished|terminating thread|nothing was written|at least one|press \[q\]|frame=|size=|video:)/i,
  /^error (opening|(re)?initializing|selecting|sending|while (processing|filtering|opening encoder))/i,
  /^(failed to inject|could not open encoder|failed to set value)/i,
]
const fault =
  /error|invalid|fail|cannot|can't|could not|unable|unknown|no such|denied|not (found|supported|permitted|allowed)|out of|too (large|many|big)|terminat|abort|killed/i
const longest = 200

/**
 * The last line of ffmpeg that says why it failed, for people: no addresses of its parts, and none of the work files
 * that are gone when it is read. Null when no line says anything.
 */
export function tellingLine(stderr: string): string | null {
  const lines = saidLines(stderr).filter((line) => !/^conversion failed/i.test(line))
  const saying = lines.filter((line) => fault.test(line))
  const line = saying.findLast((one) => !idle.some((known) => known.test(one))) ?? saying[0] ?? lines.at(-1)
  return line === undefined ? null : forPeople(line)
}

/** What was said, line by line, without the parts that said it (`[vost#0:0/libx264 @ 0x55d6]`) and its level (`[error]`). */
export function saidLines(stderr: string): string[] {
  return stderr
    .split(/[\r\n]+/)
    .map((line) => line.replace(/^(\[[^\]]*\]\s*)+/, '').trim())
    .filter((line) => line !== '')
}

/** Without the paths of work files; at most 200 characters. */
export function forPeople(line: string): string {
  const named = line
    .replace(/(["'])(?:\/|[A-Za-z]:[\\/]).*?\1/g, 'a work file')
    .replace(/(?<![\w:/)])(?:\/[^/:'"]+\/|[A-Za-z]:[\\/]).*?(?=:\s|['"]|$)/g, 'a work file')
  return named.length > longest ? `${named.slice(0, longest - 1)}…` : named
}
