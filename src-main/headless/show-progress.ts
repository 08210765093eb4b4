import { barLine, leftWithRange, percentOf, type Standing } from './progress-bar.ts'
import type { Terminal } from './terminal.ts'

/** Shows how something comes along: a bar that moves on a terminal, plain lines in a pipe. */
export type ShownProgress = {
  update(standing: Standing): void
  /** A line that stays, above the bar. */
  say(line: string): void
  /** Takes the bar away. */
  end(): void
}

const drawEvery = 100
const lineEvery = 2_000
const sameStepEvery = 30_000

/** `now` gives milliseconds. In a pipe there is a line at each tenth, and never two within two seconds. */
export function showProgress(terminal: Terminal, now: () => number): ShownProgress {
  return terminal.isInteractive ? movingBar(terminal, now) : plainLines(terminal, now)
}

function movingBar(terminal: Terminal, now: () => number): ShownProgress {
  let drawn: string | null = null
  let drawnAt = Number.NEGATIVE_INFINITY
  // One write for each picture, and only when it differs: nothing flickers.
  const draw = (line: string) => {
    if (line === drawn) return
    terminal.draw(`\r${line}\u001b[K`)
    drawn = line
  }
  const clear = () => {
    if (drawn !== null) terminal.draw('\r\u001b[K')
    drawn = null
  }
  return {
    update(standing) {
      const at = now()
      if (at - drawnAt < drawEvery) return
      drawnAt = at
      draw(barLine(standing, terminal.columns()))
    },
    say(line) {
      const before = drawn
      clear()
      terminal.err(line)
      if (before !== null) draw(before)
    },
    end: clear,
  }
}

function plainLines(terminal: Terminal, now: () => number): ShownProgress {
  let saidAt = Number.NEGATIVE_INFINITY
  let step = -1
  let wording = ''
  let waits: string | null = null
  return {
    update(standing) {
      const at = now()
      // That it waits, and that it goes on, is news at once.
      if (standing.waits !== waits && at - saidAt >= lineEvery) {
        waits = standing.waits
        saidAt = at
        terminal.out(waits ?? 'It goes on.')
        return
      }
      if (at - saidAt < lineEvery) return
      const tenth = standing.share === null ? -1 : Math.floor(percentOf(standing.share) / 10)
      // Between two steps a sign of life is enough.
      if (tenth === step && at - saidAt < sameStepEvery) return
      const line = plainLine(standing)
      if (line === wording) return
      terminal.out(line)
      saidAt = at
      step = tenth
      wording = line
    },
    say: (line) => terminal.out(line),
    end() {},
  }
}

function plainLine(standing: Standing): string {
  if (standing.waits !== null) return standing.waits
  if (standing.share === null) return standing.doing
  const figure = (number: number) => number.toLocaleString('en')
  return [
    `${percentOf(standing.share)} %`,
    `${figure(standing.done)} of ${figure(standing.total)} done`,
    standing.failed > 0 ? `${figure(standing.failed)} failed` : '',
    leftWithRange(standing),
  ]
    .filter((part) => part !== '')
    .join(', ')
}
