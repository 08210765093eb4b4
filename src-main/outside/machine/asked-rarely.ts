import { runProgram } from '../programs/run-program.ts'

/** What a program of the system says; null when it is not there, fails or takes longer than its time. */
export async function answerOf(
  command: string,
  args: readonly string[],
  more: { env?: Record<string, string>; timeout?: number } = {},
): Promise<string | null> {
  const { env, timeout = 10_000 } = more
  const end = await runProgram({ command, args, timeout, ...(env === undefined ? {} : { env }), grace: 200 })
  return end.kind === 'finished' ? end.stdout : null
}

/** The same for a line of PowerShell. */
export const answerOfPowerShell = (script: string, timeout = 20_000): Promise<string | null> =>
  answerOf('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script], { timeout })

/**
 * Asks at most once in `every` milliseconds, and never twice at a time: in between all get the last answer. For what
 * costs a program. `ask` must not reject.
 */
export function askedRarely<T>(every: number, ask: () => Promise<T>): () => Promise<T> {
  let last: { at: number; answer: Promise<T> } | null = null
  let asking = false
  return () => {
    const now = performance.now()
    if (last !== null && (asking || now - last.at < every)) return last.answer
    asking = true
    const answer = ask().finally(() => {
      asking = false
    })
    last = { at: now, answer }
    return answer
  }
}

/**
 * The same where the asker can't wait: what was answered last, `first` until then. Each call sees to it that the
 * answer does not grow older than `every` milliseconds.
 */
export function knownMeanwhile<T>(every: number, first: () => T, ask: () => Promise<T | null>): () => T {
  let known: { answer: T } | null = null
  const refresh = askedRarely(every, async () => {
    const answer = await ask()
    if (answer !== null) known = { answer }
  })
  return () => {
    void refresh()
    return known === null ? first() : known.answer
  }
}
