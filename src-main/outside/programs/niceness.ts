import { writeFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'

/** `low`: behind whatever a person does at the machine. `lowest`: only what nobody else wants. */
export type Niceness = 'as-is' | 'low' | 'lowest'

/**
 * Makes a program that has just started polite; what it starts inherits it. True: nothing is left to do.
 *
 * Linux weighs sessions against each other before it looks at niceness (autogroups), and each of our programs has a
 * session of its own: so the session's weight is lowered, too. The kernel takes only ten such changes a
 * second: false says to try again.
 *
 * When memory runs out, Linux ends such a program before the studio or whatever a person has open.
 */
export function makeNice(pid: number, niceness: Niceness): boolean {
  if (niceness === 'as-is') return true
  const { PRIORITY_BELOW_NORMAL, PRIORITY_LOW } = constants.priority
  const value = niceness === 'low' ? PRIORITY_BELOW_NORMAL : PRIORITY_LOW
  try {
    setPriority(pid, value)
  } catch {
    // It has ended already.
    return true
  }
  if (process.platform !== 'linux') return true
  write(`/proc/${pid}/oom_score_adj`, '500')
  return write(`/proc/${pid}/autogroup`, String(value)) !== 'EAGAIN'
}

function write(path: string, text: string): string | null {
  try {
    writeFileSync(path, text, { flag: 'r+' })
    return null
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  }
}
