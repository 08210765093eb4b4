import { type ErrorShape, errorLines } from '../../src-shared/contract/errors.ts'
import { harmless } from './wording.ts'

/** Where the command line speaks. Lines on `out` are the answer; `err` is for errors and for a bar that moves. */
export type Terminal = {
  /** A person sits there: a bar may move. */
  isInteractive: boolean
  columns(): number
  rows(): number
  out(line: string): void
  err(line: string): void
  /** As it is, without a line break. */
  draw(text: string): void
}

export function processTerminal(): Terminal {
  // `reelmill ... | head` closes the pipe, a log lies on a full disk, a terminal is closed: nobody listens, the work goes on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  return {
    isInteractive:
      process.stdout.isTTY === true && process.stderr.isTTY === true && process.env.TERM !== 'dumb',
    columns: () => process.stderr.columns || 80,
    rows: () => process.stderr.rows || 24,
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    draw: (text) => void process.stderr.write(text),
  }
}

/** An error on the terminal: what and where, details, and what to do in the last line. No stack. */
export function showError(terminal: Terminal, error: ErrorShape): void {
  const [first = '', ...rest] = errorLines(error).map(harmless)
  terminal.err(`Error: ${first}`)
  for (const line of rest) terminal.err(line)
}
