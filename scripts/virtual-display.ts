import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { findXvfb } from './set-up/desktop.mjs'

export type VirtualDisplay = { /** What DISPLAY is to be: `:99`. */ name: string; stop: () => Promise<void> }

/** Starts a display that nobody sees, on a Linux without one. Answers null where there is one, or no Xvfb. */
export async function startVirtualDisplay(root: string): Promise<VirtualDisplay | null> {
  if (process.platform !== 'linux' || process.env.DISPLAY) return null
  const xvfb = findXvfb(root)
  if (xvfb === undefined) return null
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', ...xvfb.args]
  const child = spawn(xvfb.path, args, {
    cwd: xvfb.cwd,
    env: { ...process.env, ...xvfb.env },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  const onExit = () => child.kill('SIGKILL')
  process.once('exit', onExit)
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      process.off('exit', onExit)
      resolve()
    }
    child.once('error', end)
    child.once('close', end)
  })
  let complaint = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  // It picks a free number by itself and writes it down once it listens.
  const number = await Promise.race([
    new Promise<string>((resolve) => {
      ;(child.stdio[3] as Readable).setEncoding('utf8').once('data', (text: string) => resolve(text.trim()))
    }),
    ended.then(() => ''),
  ])
  if (number === '') throw new Error(`The virtual display did not start: ${complaint.trim()}`)
  return {
    name: `:${number}`,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}
