import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { endWithParent } from './run.mjs'

// npm passes on a Ctrl+C that the terminal has sent to everyone already: two within this time are one.
const sameMs = 1_000

/**
 * Runs `file` with the Node at `node` in this process's stead: its streams, its exit status, its signals.
 *
 * A Ctrl+C reaches it exactly once. In a terminal it stays in the terminal's group and hears it from there, so
 * nothing is passed on. Without a terminal it gets a group of its own, and the first of several signals is passed on;
 * it then watches its parent, since a kill of the whole group would miss it.
 */
export function becomeFile(node, file, args, root) {
  const alone = process.platform !== 'win32' && !process.stdin.isTTY && !process.stderr.isTTY
  const guard = alone ? endWithParent : []
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter)
  const child = spawn(node, [...guard, join(root, file), ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
    detached: alone,
  })
  const passOn = (signal) => {
    try {
      // As a terminal does: the whole group hears it.
      if (alone) process.kill(-child.pid, signal)
      else child.kill(signal)
    } catch {
      // It has ended in the meantime.
    }
  }
  let lastSignal = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!alone && signal !== 'SIGTERM') return
      if (Date.now() - lastSignal < sameMs) return
      lastSignal = Date.now()
      passOn(signal)
    })
  }
  child.once('error', (error) => {
    process.stderr.write(`${node} does not start: ${error.message}\n`)
    process.exit(1)
  })
  child.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}
