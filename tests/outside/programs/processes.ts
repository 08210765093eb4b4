import { readFileSync } from 'node:fs'
import { expect } from 'vitest'

export const node = process.execPath
export const script = (code: string) => ['-e', code]
export const onLinux = process.platform === 'linux'

/** A process that ended but was not yet collected by its new parent counts as gone. */
export const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return !onLinux || !/^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

export const isGone = (pid: number) => expect.poll(() => alive(pid), { timeout: 3_000 }).toBe(false)

/** Code of a Node that starts a sleeper in one of several ways and says its number. */
export const starts = (how: { leavesGroup?: boolean; holdsPipes?: boolean }, then: string) => `
  const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    detached: ${how.leavesGroup === true},
    stdio: '${how.holdsPipes === true ? 'inherit' : 'ignore'}',
  })
  child.unref()
  console.log(child.pid)
  ${then}`
