import { readdirSync, readFileSync } from 'node:fs'

/** Where the kernel shows its processes. Another folder of the same shape may be given. */
export const procFolder = '/proc'

/** What /proc/<pid>/stat says of a process. Times are ticks. */
export type ProcessStat = {
  pid: number
  name: string
  state: string
  parent: number
  group: number
  session: number
  /** Of the process itself, and of its ended children that it has collected. */
  ticks: number
  childrenTicks: number
  /** Ticks from the machine's start to the process's. */
  startTicks: number
}

/** Linux counts times for users in hundredths of a second, whatever the kernel's own tick is. */
export const millisecondsOfTick = 10

/** Reads a process of Linux; null when there is none, or it may not be seen. */
export function readStat(pid: number | 'self', proc = procFolder): ProcessStat | null {
  return parseStat(readOrNull(`${proc}/${pid}/stat`))
}

/** `4711 (a name) S 1 4711 ...`: the name may hold blanks and brackets, so it ends at the last bracket. */
export function parseStat(text: string | null): ProcessStat | null {
  if (text === null) return null
  const open = text.indexOf('(')
  const close = text.lastIndexOf(')')
  const fields = text.slice(close + 2).split(' ')
  if (open < 1 || close < open || fields.length < 20) return null
  const number = (field: number) => Number(fields[field - 3])
  return {
    pid: Number.parseInt(text, 10),
    name: text.slice(open + 1, close),
    state: fields[0]!,
    parent: number(4),
    group: number(5),
    session: number(6),
    ticks: number(14) + number(15),
    childrenTicks: number(16) + number(17),
    startTicks: number(22),
  }
}

/** Zombies have ended: only their exit was not collected yet. */
export const hasEnded = (stat: ProcessStat): boolean => stat.state === 'Z' || stat.state === 'X'

/** All processes that may be seen. About ten microseconds each: not for every tick. */
export function allProcesses(proc = procFolder): ProcessStat[] {
  return pidsOf(proc).flatMap((pid) => readStat(pid, proc) ?? [])
}

/** Those of `processes` that descend from one, without it. */
export function descendantsOf<P extends { pid: number; parent: number }>(
  pid: number,
  processes: readonly P[],
): P[] {
  const children = Map.groupBy(processes, ({ parent }) => parent)
  const found = new Set<P>()
  const look = (parent: number) => {
    for (const child of children.get(parent) ?? []) {
      if (found.has(child) || child.pid === pid) continue
      found.add(child)
      look(child.pid)
    }
  }
  look(pid)
  return [...found]
}

/** Processes whose environment, as they were started with it, has one of these `NAME=value`. Never this process. */
export function processesMarked(marks: readonly string[], proc = procFolder): ProcessStat[] {
  if (marks.length === 0) return []
  return pidsOf(proc).flatMap((pid) => {
    if (pid === process.pid) return []
    const before = readStat(pid, proc)
    if (before === null || hasEnded(before)) return []
    const words = new Set((readOrNull(`${proc}/${pid}/environ`) ?? '').split('\0'))
    if (!marks.some((mark) => words.has(mark))) return []
    // The number may have changed hands between the two looks.
    return readStat(pid, proc)?.startTicks === before.startTicks ? [before] : []
  })
}

export function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function pidsOf(proc: string): number[] {
  try {
    return readdirSync(proc)
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}
