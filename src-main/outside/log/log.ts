import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** What happened, for whoever has to find out later. One JSON object a line. */
export type Log = {
  path: string
  info(message: string, facts?: Record<string, unknown>): void
  /** With the error's stack and those of its causes. */
  fault(message: string, error: unknown, facts?: Record<string, unknown>): void
}

const largest = 5 * 1024 * 1024

/** Opens a log. When it has grown past 5 MiB it is put aside as `<path>.1`. A log that can't be written stops nobody. */
export function openLog(path: string, now: () => string): Log {
  let ready = false
  /** Characters since its size was looked at: a studio may run for months. */
  let since = 0
  const write = (line: Record<string, unknown>) => {
    try {
      if (!ready) {
        mkdirSync(dirname(path), { recursive: true })
        if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > largest) renameSync(path, `${path}.1`)
        ready = true
        since = 0
      }
      const text = `${JSON.stringify({ at: now(), process: process.pid, ...line })}\n`
      appendFileSync(path, text)
      since += text.length
      if (since > largest / 5) ready = false
    } catch {
      // A full disk must not stop the work that is written about.
    }
  }
  return {
    path,
    info: (message, facts) => write({ level: 'info', message, ...facts }),
    fault: (message, error, facts) => write({ level: 'fault', message, error: described(error), ...facts }),
  }
}

function described(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error)
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    ...('code' in error ? { code: error.code } : {}),
    ...(error.cause === undefined ? {} : { cause: described(error.cause) }),
  }
}
