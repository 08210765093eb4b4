import { spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const running = new Set()

/** First arguments of a Node that is to end when the one who started it is killed. */
export const endWithParent = ['--require', fileURLToPath(new URL('./end-with-parent.cjs', import.meta.url))]

/**
 * Runs a program to its end and answers { ok, code, output }, output being the last 200 lines of both streams.
 * Never rejects. `timeoutMs` ends it; `onWait(seconds)` is called every half minute.
 */
export function run(command, args, { cwd, env, timeoutMs, onWait } = {}) {
  return new Promise((resolve) => {
    const lines = []
    let timedOut = false
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    running.add(child)
    const begun = Date.now()
    const onLimit = () => {
      timedOut = true
      child.kill('SIGKILL')
    }
    const limit = timeoutMs && setTimeout(onLimit, timeoutMs)
    const wait = onWait && setInterval(() => onWait(Math.round((Date.now() - begun) / 1000)), 30_000)
    const keep = (text) => {
      lines.push(text)
      if (lines.length > 200) lines.shift()
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    let done = false
    const finish = (code, extra) => {
      if (done) return
      done = true
      running.delete(child)
      clearTimeout(limit)
      clearInterval(wait)
      if (extra) lines.push(extra)
      resolve({ ok: code === 0 && !timedOut, code, output: lines.join('') })
    }
    child.once('error', (error) => finish(null, error.message))
    child.once('close', (code) => finish(code, timedOut ? `ended after ${timeoutMs / 1000} s` : undefined))
  })
}

/** Ends what `run` started, at once. */
export function endRunning() {
  for (const child of running) child.kill('SIGTERM')
}

/** The last lines of a program's output that say something, for a person. */
export function lastLines(output, count = 8) {
  return output
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(-count)
    .map((line) => `| ${line}`)
}

/** The absolute path of a program on PATH, or undefined. */
export function onPath(name, path = process.env.PATH ?? '') {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  for (const folder of path.split(delimiter)) {
    if (folder !== '' && isRunnable(join(folder, file))) return join(folder, file)
  }
  return undefined
}

export function isRunnable(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
