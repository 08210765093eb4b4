import { type ChildProcess, spawn } from 'node:child_process'
import { programMark, runMark } from './marks.ts'
import { allProcesses, descendantsOf, hasEnded, processesMarked } from './process-facts.ts'

/** Asks a program and its group to end, where one can ask; false: this system knows no way, or it has ended. */
export function askToEnd(child: ChildProcess, quits: boolean): boolean {
  if (child.pid === undefined) return false
  if (process.platform === 'win32') {
    if (!quits || child.stdin === null || child.stdin.destroyed) return false
    child.stdin.end('q\n')
    return true
  }
  // One that was stopped hears only after it is set going again.
  return signalGroup(child.pid, 'SIGTERM') && signalGroup(child.pid, 'SIGCONT')
}

/** Kills a program that we started, and its group. False: nothing of it was left. */
export function killGroup(child: ChildProcess): boolean {
  if (child.pid === undefined) return false
  if (process.platform !== 'win32') return signalGroup(child.pid, 'SIGKILL')
  if (child.exitCode !== null || child.signalCode !== null) return false
  killWindowsTree(child.pid, () => child.kill('SIGKILL'))
  return true
}

/** Kills what programs of ours started and what left their groups. Reads all of /proc: not for every end. */
export const killStrayed = (ids: readonly string[]): void => killMarked(ids.map(programMark))

/** Kills whatever a studio still has running: also what a thread of it started that has ended. */
export const killAllOf = (mark: string): void => killMarked([runMark(mark)])

function killMarked(marks: readonly string[]): void {
  if (process.platform !== 'linux') return
  const seen = new Set<number>()
  // Each may start another between the look and its end.
  for (let round = 0; round < 10; round++) {
    const found = processesMarked(marks).filter(({ pid }) => !seen.has(pid))
    if (found.length === 0) return
    for (const { pid } of found) {
      seen.add(pid)
      killOne(pid)
    }
  }
}

/** Whether something of a group still runs after its leader has ended. */
export function groupLives(pid: number): boolean {
  if (process.platform === 'win32') return false
  // In a container without a process that collects them, ended ones keep their group for ever.
  if (process.platform === 'linux')
    return allProcesses().some((other) => other.group === pid && !hasEnded(other))
  try {
    process.kill(-pid, 0)
    return true
  } catch {
    return false
  }
}

/** Kills a process that is not our child, its group and its descendants. Answers those besides itself. */
export function killTreeOf(pid: number): number[] {
  if (process.platform === 'win32') {
    killWindowsTree(pid, () => killOne(pid))
    return []
  }
  if (process.platform !== 'linux') {
    if (!signalGroup(pid, 'SIGKILL')) killOne(pid)
    return []
  }
  const processes = allProcesses()
  const leads = processes.some((one) => one.pid === pid && one.group === pid)
  const members = [
    ...descendantsOf(pid, processes),
    ...(leads ? processes.filter(({ group }) => group === pid) : []),
  ].filter((one) => one.pid !== pid && one.pid !== process.pid && !hasEnded(one))
  if (leads) signalGroup(pid, 'SIGKILL')
  else killOne(pid)
  for (const member of members) killOne(member.pid)
  return [...new Set(members.map((member) => member.pid))]
}

export function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended in the meantime, or is not ours to end.
  }
}

function signalGroup(pid: number, signal: 'SIGTERM' | 'SIGCONT' | 'SIGKILL'): boolean {
  try {
    process.kill(-pid, signal)
    return true
  } catch {
    return false
  }
}

/** Windows has no signals and no groups: taskkill walks the tree. */
function killWindowsTree(pid: number, otherwise: () => void): void {
  const kill = spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true })
  kill.once('error', otherwise)
  kill.once('exit', (code) => {
    if (code !== 0) otherwise()
  })
}
